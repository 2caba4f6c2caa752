import { summarise } from '../exit-code.ts';
import { clean, fileOf, plural } from './reporter.ts';
import type { Reporter } from './reporter.ts';

const paint = { error: 31, warning: 33, info: 36, dim: 2, bold: 1, green: 32 } as const;

/** By file, with the guilty line under each finding and what to do about it. */
const reporter: Reporter = {
  id: 'pretty',
  about: 'grouped by file with the guilty line, for people',
  showsLines: true,
  report: (findings, context) => {
    const color = (name: keyof typeof paint, text: string): string => (context.color ? `\u001B[${paint[name]}m${text}\u001B[0m` : text);
    const out: string[] = [];
    let file: string | null | undefined;
    for (const finding of findings) {
      if (finding.file !== file) {
        file = finding.file;
        if (out.length > 0) out.push('');
        out.push(color('bold', fileOf(finding)));
      }
      out.push(`  ${finding.line}:${finding.column}  ${color(finding.severity, finding.severity)}  ${clean(finding.message)}  ${color('dim', finding.rule)}`);
      const text = clean(context.lines?.get(file ?? '')?.get(finding.line) ?? '').trim();
      if (text !== '') out.push(color('dim', `      | ${text.length > 110 ? `${text.slice(0, 107)}...` : text}`));
      if (finding.help !== '') out.push(`      ${clean(finding.help)}`);
    }
    const { errors, warnings, infos } = summarise(findings);
    if (out.length > 0) out.push('');
    const counts = `${plural(errors, 'error')}, ${plural(warnings, 'warning')}${infos > 0 ? `, ${plural(infos, 'note')}` : ''} in ${plural(context.files, 'document')}`;
    out.push(color(errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'green', counts));
    return `${out.join('\n')}\n`;
  },
};

export default reporter;

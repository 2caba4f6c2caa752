import type { Finding } from '../../model/finding.ts';
import { summarise } from '../exit-code.ts';
import { clean, plural } from './reporter.ts';
import type { Reporter } from './reporter.ts';

/** GitHub shows ten errors and ten warnings of a step; the rest would be lost without the closing notice. */
const cap = 10;

const data = (text: string): string => clean(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** GitHub Actions workflow commands, escaped. */
const reporter: Reporter = {
  id: 'github',
  about: 'annotations of a GitHub Actions run',
  report: findings => {
    const out: string[] = [];
    for (const severity of ['error', 'warning'] as const) {
      for (const finding of findings.filter(item => item.severity === severity).slice(0, cap)) out.push(annotation(finding));
    }
    const { errors, warnings, infos } = summarise(findings);
    const hidden = Math.max(0, errors - cap) + Math.max(0, warnings - cap) + infos;
    const rest = hidden > 0 ? `; ${hidden} not annotated, run plan check to see them` : '';
    out.push(`::notice title=plan check::${plural(errors, 'error')}, ${plural(warnings, 'warning')}${rest}`);
    return `${out.join('\n')}\n`;
  },
};

export default reporter;

function annotation(finding: Finding): string {
  const place = finding.file === null ? [] : [`file=${property(finding.file)}`, `line=${finding.line}`, `endLine=${finding.endLine}`, `col=${finding.column}`, `endColumn=${finding.endColumn}`];
  return `::${commands[finding.severity]} ${[...place, `title=${property(finding.rule)}`].join(',')}::${data(`${finding.message} ${finding.help}`.trim())}`;
}

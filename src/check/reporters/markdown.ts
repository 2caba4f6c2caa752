import { summarise } from '../exit-code.ts';
import { clean, fileOf, plural } from './reporter.ts';
import type { Reporter } from './reporter.ts';

/** Rows that a reader of a pull request still reads. */
const shown = 50;
const cell = (text: string): string => clean(text).replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('`', '\\`').replaceAll('[', '\\[').replaceAll('@', '@\u200B');
const order = { error: 0, warning: 1, info: 2 } as const;

/** One table for a pull-request comment, errors first. */
const reporter: Reporter = {
  id: 'markdown',
  about: 'a table for a pull-request comment',
  report: findings => {
    const { errors, warnings, infos } = summarise(findings);
    const head = `**plan check**: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}${infos > 0 ? `, ${plural(infos, 'note')}` : ''}\n`;
    if (findings.length === 0) return head;
    const rows = [...findings].sort((a, b) => order[a.severity] - order[b.severity]).slice(0, shown).map(finding => `| ${finding.severity} | ${cell(fileOf(finding))}:${finding.line} | ${cell(finding.message)} | ${finding.rule} |`);
    const rest = findings.length > shown ? `\n${findings.length - shown} more: run plan check.\n` : '';
    return `${head}\n| Level | Place | What | Rule |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n${rest}`;
  },
};

export default reporter;

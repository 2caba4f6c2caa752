import { families } from './rule.ts';
import type { Rule } from './rule.ts';

const titles: Record<string, string> = {
  structure: 'Structure', ids: 'Ids', requirements: 'Requirements', trace: 'Trace', architecture: 'Architecture', wbs: 'Work breakdown', diagrams: 'Diagrams', generation: 'Generation', privacy: 'Privacy', wording: 'Wording', status: 'Status',
};

/** Findings that no rule file makes: of the guard, of waivers, of the baseline and of the quiet start. */
const others = [
  ['file/too-complex', 'error', 'The file is too large, binary, or of a form on which a Markdown parser hangs; it is not read.'],
  ['file/more', 'info', 'More findings than the quiet start shows for a document that planwright did not make.'],
  ['waivers/no-reason', 'error', 'A waiver without a reason waives nothing.'],
  ['waivers/unused', 'warning', 'A waiver that matches no finding any more.'],
  ['waivers/expired', 'warning', 'A waiver past its day; it still holds, so that time alone turns nothing red.'],
  ['waivers/baseline-unused', 'warning', 'A baseline entry that matches no finding any more.'],
] as const;

/** `docs/reference/rules.md`, from the rules themselves. */
export function rulesReference(rules: readonly Rule[]): string {
  const out = [
    '# Rules of `plan check`',
    '',
    'Generated from `src/check/rules`; a test holds that it is current.',
    '',
    'Sets: `start` holds what the author of any Markdown plan would accept; `recommended` adds what a plan needs to be built from; `all` adds matters of taste.',
    'planwright\'s own documents are judged by `recommended`, others by `start`, unless `ruleSet` in `plan.config.yaml` or `--rule-set` says otherwise.',
    '',
    'Severity: `rules` in `plan.config.yaml` or `--rule family/name=off|warn|error|info`; a family name stands for all its rules.',
    '',
    'Waiver: `<!-- plan-ignore family/name: reason (until YYYY-MM-DD) -->` covers its own and the next line; above the first heading it covers the document, in a table its row. Several rules stand with commas between them.',
    '',
  ];
  for (const family of families) {
    const list = rules.filter(rule => rule.id.startsWith(`${family}/`));
    if (list.length === 0) continue;
    out.push(`## ${titles[family] ?? family}`, '');
    for (const rule of list) {
      out.push(`### ${rule.id}`, '', `${rule.severity}, set \`${rule.set}\`. ${rule.about}`, '', `${rule.fix}`, '', 'Before:', '', ...block(rule.bad), '', 'After:', '', ...block(rule.good), '');
    }
  }
  out.push('## Findings about the check itself', '', '| Id | Severity | Meaning |', '| --- | --- | --- |', ...others.map(([id, severity, meaning]) => `| ${id} | ${severity} | ${meaning} |`), '');
  return out.join('\n');
}

/** Indented, so that an example with fences of its own stays one example. */
const block = (text: string): string[] => text.split('\n').map(line => `    ${line}`.trimEnd());

import * as z from 'zod';
import type { Finding } from '../model/finding.ts';
import { fingerprint } from '../text/hash.ts';

/** Findings that a team accepted on a day, by fingerprint: stable when lines move, changed when the finding itself changes. */
export const Baseline = z.strictObject({
  schemaVersion: z.literal(1),
  entries: z.array(z.strictObject({ rule: z.string(), file: z.string(), fingerprint: z.string(), count: z.int().positive(), since: z.iso.date() })),
});
export type Baseline = z.infer<typeof Baseline>;

/** Rule, file and message, never the line: the same finding further down is the same finding. */
export function findingPrint(finding: Finding): string {
  return fingerprint([finding.rule, finding.file ?? '', finding.message].join('\n'));
}

/** The baseline that accepts all these findings; the day of entries that were already there is kept. Sorted, so that it diffs well. */
export function baselineOf(findings: Finding[], today: string, before: Baseline | null): Baseline {
  const since = new Map(before?.entries.map(entry => [entry.fingerprint, entry.since]));
  const entries = new Map<string, Baseline['entries'][number]>();
  for (const finding of findings) {
    if (finding.rule.startsWith('waivers/')) continue;
    const print = findingPrint(finding);
    const known = entries.get(print);
    if (known !== undefined) known.count++;
    else entries.set(print, { rule: finding.rule, file: finding.file ?? '', fingerprint: print, count: 1, since: since.get(print) ?? today });
  }
  const sorted = [...entries.values()].sort((a, b) => (`${a.file}\n${a.rule}\n${a.fingerprint}` < `${b.file}\n${b.rule}\n${b.fingerprint}` ? -1 : 1));
  return { schemaVersion: 1, entries: sorted };
}

/** Findings without the accepted ones, plus one `waivers/baseline-unused` for each entry of a checked file that matches nothing. */
export function applyBaseline(findings: Finding[], baseline: Baseline, options: { path: string; checked: ReadonlySet<string> }): Finding[] {
  const left = new Map(baseline.entries.map(entry => [entry.fingerprint, entry.count]));
  const kept = findings.filter(finding => {
    const print = findingPrint(finding);
    const count = left.get(print) ?? 0;
    if (count > 0) left.set(print, count - 1);
    return count === 0;
  });
  for (const [index, entry] of baseline.entries.entries()) {
    const rest = left.get(entry.fingerprint) ?? 0;
    if (rest === 0 || (entry.file !== '' && !options.checked.has(entry.file))) continue;
    const line = index + 1;
    kept.push({
      rule: 'waivers/baseline-unused', severity: 'warning', file: options.path, line, column: 1, endLine: line, endColumn: 1,
      message: `The baseline accepts ${rest} finding${rest === 1 ? '' : 's'} of ${entry.rule} in ${entry.file || 'the repository'} that ${rest === 1 ? 'is' : 'are'} gone.`,
      help: 'Run plan check --update-baseline.',
    });
  }
  return kept;
}

/** Findings that `before` (the same check at another revision) does not have: what `--since` prints. */
export function newFindings(findings: Finding[], before: Finding[]): Finding[] {
  const left = new Map<string, number>();
  for (const finding of before) left.set(findingPrint(finding), (left.get(findingPrint(finding)) ?? 0) + 1);
  return findings.filter(finding => {
    const print = findingPrint(finding);
    const count = left.get(print) ?? 0;
    if (count > 0) left.set(print, count - 1);
    return count === 0;
  });
}

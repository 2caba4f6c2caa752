import type { Finding } from '../model/finding.ts';

/**
 * Applies the fixes of findings in one text, from the end to the start, so that offsets stay true. A fix that overlaps one already
 * applied waits for the next run. Returns the text and how many were applied.
 */
export function applyFixes(text: string, findings: Finding[]): { text: string; applied: number } {
  const fixes = findings.flatMap(finding => (finding.fix === undefined ? [] : [finding.fix])).sort((a, b) => b.start - a.start || b.end - a.end);
  let out = text;
  let applied = 0;
  let before = Number.POSITIVE_INFINITY;
  for (const fix of fixes) {
    if (fix.end > before || fix.start > fix.end || fix.end > text.length) continue;
    out = out.slice(0, fix.start) + fix.text + out.slice(fix.end);
    before = fix.start;
    applied++;
  }
  return { text: out, applied };
}

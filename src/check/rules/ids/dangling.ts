import { prefixOf } from '../../ids.ts';
import { firstSegment, knownOf } from '../../known.ts';
import type { Known } from '../../known.ts';
import { at, defineRule } from '../../rule.ts';
import type { Reference } from '../../sheet.ts';

export default defineRule({
  id: 'ids/dangling',
  about: 'A reference to an id that no document declares leads nowhere.',
  fix: 'Correct the id, or declare it where its kind is declared.',
  bad: 'after: T-zzzz (no such task)',
  good: 'after: T-k7f2',
  severity: 'error',
  set: 'recommended',
  *group(group, run) {
    if (group.feature === null) return;
    const known = knownOf(group);
    const seen = new Set<string>();
    const jobs = [...group.declared.values()].some(({ declaration }) => declaration.row?.header.includes('started by') === true);
    for (const { sheet, reference } of group.references) {
      if (known.ids.has(reference.id) || !(isWritten(reference) || (jobs && isJob(reference, sheet.lines[reference.place.start.line - 1] ?? '')) || (reference.sure && meant(reference, known, sheet.lines[reference.place.start.line - 1] ?? '')))) continue;
      const key = `${sheet.document.path}\n${reference.place.start.line}\n${reference.id}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const owner = run.groups.find(other => other.feature !== null && other !== group && other.declared.has(reference.id));
      yield at(sheet, reference.place, `"${reference.id}" is declared nowhere in the plan "${group.feature}"${owner === undefined ? '' : `; it belongs to "${owner.feature ?? ''}", and ids hold within their plan`}.`);
    }
  },
});

/** Columns and task lines that hold nothing but ids of this plan, so that a plain word there is one too. */
const onlyIds = new Set(['for', 'after', 'models', 'services', 'needed by', 'own errors', 'errors', 'proves']);
const words = /^(?:none|deferred|rejected|later|all|others|every|and|of|more|the|a|an|job|table|no|-)$/i;
const isWritten = (reference: Reference): boolean => reference.column !== null && onlyIds.has(reference.column) && !words.test(reference.id) && !/^(?:SEED-\d|rule:|house-rules|provider:|profile:)/.test(reference.id);

/** Any word in code may follow; only "job `x`" and "`x` runs" say that it is one. */
const isJob = (reference: Reference, line: string): boolean => /^[a-z]+(?:-[a-z]+)+$/.test(reference.id) && (line.includes(`job \`${reference.id}\` ends`) || line.includes(`\`${reference.id}\` runs, Then`));

/** Whether the text was meant as an id of this plan: its kind is declared here, or a column or task line says what it is. */
function meant(reference: Reference, known: Known, line: string): boolean {
  switch (reference.kind) {
    case 'author':
      return known.prefixes.has(prefixOf(reference.id));
    case 'route':
      return known.bases.has(firstSegment(reference.id)) && !reference.id.includes('*');
    case 'error':
      // A word in capitals may also be an environment variable, which its sentence says.
      return known.kinds.has('error') && (reference.column !== null || !/\b(?:env|environment|settings?|variables?|config\w*|secrets?|sets)\b/i.test(line));
    case 'field':
      return known.kinds.has('field') && known.models.has(reference.id.split('.')[0] ?? '');
    case 'job':
    case 'model':
    case 'index':
    case 'other':
    case null:
      return false;
    case 'method':
      return known.kinds.has('service') && known.kinds.has('method');
    default:
      return known.kinds.has(reference.kind);
  }
}

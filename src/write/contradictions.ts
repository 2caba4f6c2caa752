import { diffLines } from 'diff';
import type { Plan } from '../model/plan/index.ts';

/** Lines that stand in the document but not in the tool's render: a person's. */
function ownLines(current: string, base: string): string[] {
  return diffLines(`${base}\n`, `${current}\n`).flatMap(part => (part.added ? part.value.split('\n') : []));
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Edits of a person that say something else than the plan, as answers to give: a target with another number, a requirement with another priority,
 * a criterion made by rule in other words. A route that the plan does not have and a criterion of the spec come from there, so that is what it names.
 */
export function contradictions(plan: Plan, documents: readonly { path: string; current: string; base: string }[]): string[] {
  const found = new Set<string>();
  for (const { path, current, base } of documents) {
    for (const line of ownLines(current, base)) {
      for (const nfr of plan.nfrs) {
        const said = new RegExp(`${escaped(nfr.id)}\\b[^\\n]{0,40}?(?:<=|>=|<|>|=)\\s*([\\d.,]+)`).exec(line)?.[1]?.replaceAll(',', '').replace(/\.$/, '');
        if (said !== undefined && Number(said) !== nfr.value) found.add(`${path} says ${said} for ${nfr.id}, the plan ${nfr.value}: to make it so, --answer targets=${nfr.id}=${said}`);
      }
      for (const requirement of plan.requirements) {
        const priority = new RegExp(`\\|\\s*\`?${escaped(requirement.id)}\`?\\s*\\|.*\\|\\s*(must|should|could|wont|won't)\\s*\\|`, 'i').exec(line)?.[1]?.toLowerCase().replace("'", '');
        if (priority !== undefined && priority !== requirement.priority) found.add(`${path} says ${priority} for ${requirement.id}, the plan ${requirement.priority}: to make it so, --answer priorities=${requirement.id}=${priority}`);
      }
      const criterion = criterionOf(plan, line);
      if (criterion !== null) found.add(`${path} words ${criterion.id} otherwise than the plan: to make it so, ${criterion.act}`);
      for (const [, route] of line.matchAll(/`((?:GET|POST|PUT|PATCH|DELETE) \/[^\s`]*)`/g)) {
        if (route !== undefined && !plan.routes.some(each => each.id === route)) found.add(`${path} names ${route}, which the plan does not have: write the requirement that needs it into ${plan.specs[0]?.path ?? 'the spec'}`);
      }
    }
  }
  return [...found].sort();
}

/** `**FR-001/AC-1** Given ..., When ..., Then ...` in other words than the plan's, and what makes the plan say so; null when it says the same or is no criterion. */
function criterionOf(plan: Plan, line: string): { id: string; act: string } | null {
  const match = /\*\*([^*\s]+\/AC-\d+)\*\*\s+(?:negative:\s*)?(given\s.+)$/i.exec(line);
  const criterion = plan.criteria.find(each => each.id === match?.[1]);
  const [, given = '', when = '', then = ''] = /^given\s+(.*?)[,;]?\s+when\s+(.*?)[,;]?\s+then\s+(.*?)\.?\s*$/i.exec(match?.[2] ?? '') ?? [];
  if (criterion === undefined || then === '') return null;
  const parts: [string, string][] = [[given, criterion.given], [when, criterion.when], [then, criterion.then]];
  if (parts.every(([mine, own]) => bare(mine) === bare(own))) return null;
  const words = (text: string): string => text.replace(/[`"\\$;]/g, '').trim();
  // The mark at the end makes it one item of the list, commas and all.
  return { id: criterion.id, act: criterion.origin === 'spec' ? `change its scenario in ${plan.specs[0]?.path ?? 'the spec'}` : `--answer "criteria=${criterion.requirement}: Given ${words(given)}, When ${words(when)}, Then ${words(then)};"` };
}

/** Words without marks, case and the opening that a document adds, to compare an edit with what was printed. */
const bare = (text: string): string => text.replace(/[`'\\*_]/g, '').replace(/\s+/g, ' ').replace(/^(?:given|when|then) /i, '').replace(/\.$/, '').trim().toLowerCase();

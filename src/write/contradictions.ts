import { diffLines } from 'diff';
import type { Plan } from '../model/plan/index.ts';

/** Lines that stand in the document but not in the tool's render: a person's. */
function ownLines(current: string, base: string): string[] {
  return diffLines(`${base}\n`, `${current}\n`).flatMap(part => (part.added ? part.value.split('\n') : []));
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Edits of a person that say something else than the plan, as answers to give: a target with another number, a requirement with another priority.
 * A route that the plan does not have comes from the spec, so that is what it names.
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
      for (const [, route] of line.matchAll(/`((?:GET|POST|PUT|PATCH|DELETE) \/[^\s`]*)`/g)) {
        if (route !== undefined && !plan.routes.some(each => each.id === route)) found.add(`${path} names ${route}, which the plan does not have: write the requirement that needs it into ${plan.specs[0]?.path ?? 'the spec'}`);
      }
    }
  }
  return [...found].sort();
}

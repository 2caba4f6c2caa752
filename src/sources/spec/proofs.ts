import type { SpecScenario } from '../../model/spec.ts';
import { isGherkin, stepOf } from './criteria.ts';
import { outside, type Collected, type Draft } from './context.ts';
import { announced, idKind } from './phrase.ts';
import type { Section } from './outline.ts';
import { addCriterion } from './requirements.ts';
import type { Words } from './words.ts';

/** An id inside a text, as authors write it: `FR-002`, `REQ-7b`, `NFR-1.2`. */
const idInside = /\b[A-Z][A-Za-z]{0,9}(?:[-_][A-Z]{1,10}){0,3}[-_]?\d{1,5}(?:\.\d{1,4}){0,3}[a-z]?\b/gu;

const demands = (id: string): boolean => ['requirements', 'nonfunctional'].includes(idKind(id) ?? '');

/** The requirement whose criteria a heading announces: "Acceptance scenarios for FR-002", "FR-002 acceptance criteria"; null for any other. */
export function provedBy(section: Section, words: Words): string | null {
  if (section.id !== null && demands(section.id)) return section.announced.kind === 'acceptance' && section.announced.item === null ? section.id : null;
  if (section.announced.item !== null) return null;
  const named = (section.title.match(idInside) ?? []).filter(demands);
  const [id] = named;
  if (id === undefined || named.length > 1) return null;
  const before = section.title.slice(0, section.title.indexOf(id)).replace(/[\s([:：–—-]+$/u, '');
  // "Criteria for": the last word only ties the two.
  return [before, before.replace(/\s+\S+$/u, '')].some(each => announced(each, words).kind === 'acceptance') ? id : null;
}

/** True for a whole Given/When/Then that starts with its "given", which no demand does. */
export const isCase = (text: string, words: Words): boolean => isGherkin(text, words) && stepOf(text, null, words)?.kind === 'given';

/**
 * Gives each scenario to the requirement it names: by the id it carries ("FR-002: Given ...", "FR-002-AC1"), or as the one it points to ("(FR-002)",
 * "covers FR-002"). A case that carries the id of another demand proves that demand; it is none of its own.
 */
export function settleProofs(out: Collected): void {
  const cases = new Set(out.requirements.filter(each => isCase(each.text, out.words)));
  const known = new Set(out.requirements.filter(each => !cases.has(each)).flatMap(each => each.id ?? []));
  const ownerOf = (id: string): string | null => [...known].find(each => id === each || (id.startsWith(each) && /^[-_./ ]?AC|^[-_./]/i.test(id.slice(each.length)))) ?? null;
  const demanded = new Set<Draft>();
  for (const each of cases) {
    const owner = each.id === null ? null : ownerOf(each.id);
    if (each.id !== null && owner === null) demanded.add(each);
    addCriterion(out, each.text, '', outside, owner ?? each.id, each);
  }
  out.requirements = out.requirements.filter(each => !cases.has(each) || demanded.has(each));
  out.scenarios = out.scenarios.map(each => pointed(each, known)).toSorted((a, b) => a.line - b.line);
}

/** What points at a requirement from the end of a scenario: "(FR-002)", "[covers FR-002]". */
const pointer = /\s*[([（【][^()[\]（）【】]{0,30}[)\]）】]\s*[.。]?\s*$/u;

function pointed(scenario: SpecScenario, known: ReadonlySet<string>): SpecScenario {
  if (scenario.requirement !== null && known.has(scenario.requirement)) return scenario;
  const named = [...new Set((`${scenario.text} ${scenario.then.join(' ')}`.match(idInside) ?? []).filter(each => known.has(each)))];
  const [id] = named;
  if (id === undefined || named.length > 1) return scenario;
  const bare = (text: string): string => (pointer.exec(text)?.[0].includes(id) === true ? text.replace(pointer, '') : text);
  // oxlint-disable-next-line unicorn/no-thenable -- the published JSON key of Given/When/Then
  return { ...scenario, requirement: id, text: bare(scenario.text), then: scenario.then.map(bare) };
}

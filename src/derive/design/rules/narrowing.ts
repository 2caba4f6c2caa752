import type { Lexicon } from '../../../model/knowledge.ts';
import type { Reading, Requirement } from '../../../model/plan/index.ts';
import { sentencesOf } from '../reading/counts.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { singular, spaced } from '../reading/words.ts';
import { caseless } from '../../../text/regex.ts';

/** What a sentence says of a list: by what its rows are picked, and in which order they come. */
export interface Narrowing {
  filters: string[];
  /** What somebody looks for, a filter where the rows hold it: "searches for a serial number". */
  sought: string[];
  sort: { name: string; descending: boolean } | null;
}

const behind = String.raw`(?=$|[.;:]|,?\s+(?:and|or|then)\s+(?:is|are|can|may|must|filter|sort|search|order|export|see|to|show|list|download)|,?\s+(?:sort|order|filter|newest|latest|oldest|earliest|so\s|when\s|while\s|within\s|if\s|but\s|starting\s|with\s|in\s))`;
const picked = caseless(String.raw`\b(?:filter(?:s|ed|able|ing)?|search(?:es|ed|able|ing)?|narrow(?:s|ed)?(?:\s+down)?|look(?:s|ed|ing)?\s+up|find(?:s|able)?|found)\b(?:\s+(?!by\b)[^.;,]{1,60}?)?\s+(?:by|(?<=\bfilter\p{L}*\s)on)\s+(?<list>[^.;:]+?)${behind}`, 'g');
const wanted = caseless(String.raw`\bsearch(?:es|ed|ing)?\s+for\s+(?:an?|the|its|their|part of an?)\s+(?<list>[\p{L}-]+(?:\s[\p{L}-]+)?(?:(?:,\s+|,?\s+(?:and|or)\s+)(?:an?|the)\s+[\p{L}-]+(?:\s[\p{L}-]+)?)*)(?=$|[.,;]|\s(?:then|and|or|the|of|in|to|that)\b)`, 'g');
const named = /\bfilters?\s+(?:for|on|by|are|:)\s*:?\s*(?<list>[^.;]+)/gi;
const ordered = caseless(String.raw`\b(?:sort(?:s|ed|able|ing)?|ordered)\b(?:\s+(?!by\b)[\p{L}-]+){0,3}?\s+by\s+(?:the\s+|their\s+|its\s+)?(?<name>[\p{L}-]+(?:\s[\p{L}-]+){0,2}?)(?=$|[.;,(]|\s+(?:and|or|in|with|from|ascending|descending|asc|desc|then|first|newest|latest|highest)\b)(?<how>[^.;]*)`);
const downwards = /\b(?:descending|desc|newest|latest|most recent|highest|largest|biggest|longest|best)\b/i;

/** The names of a list of values: "city, status and price range" without articles and brackets. */
function namesIn(list: string): string[] {
  return list.replace(/\([^)]*\)/gu, '').replace(/[*`"“”]/gu, '').split(/\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|and\/or)\s+|\s*\/\s*/i)
    .map((part) => spaced(part.trim()).replace(/^(?:(?:an?|the|their|its|his|her|either|both|one|any|exact|partial|free|part of the|part of a)\s+)+/u, '').replace(/\s+(?:range|interval)$/u, '').trim())
    .filter((name) => /^\p{L}+(?: \p{L}+){0,2}$/u.test(name) && !/^(?:page|id|default|hand|example|everyone|anyone)$|\bby\b/u.test(name));
}

/** Filters and order of the lists that a text speaks of. */
export function narrowingOf(text: string, lexicon: Lexicon): Narrowing {
  const plain = text.replace(/[*`"“”]/gu, '').replace(/\s*\([^)]*\)/gu, '');
  const lists = [...plain.matchAll(picked), ...plain.matchAll(named)].map((m) => m.groups?.['list'] ?? '');
  const sought = [...plain.matchAll(wanted)].flatMap((m) => namesIn(m.groups?.['list'] ?? ''));
  const found = ordered.exec(plain)?.groups;
  const name = spaced(found?.['name'] ?? '');
  // "boxes ordered by a customer" were placed by somebody.
  const first = /\b(oldest|earliest|longest[- ]waiting|newest|latest|most recent)\s+(?:ones?\s+|entries\s+|rows\s+)?(?:first|on top|at the top)\b/i.exec(plain)?.[1];
  if (name === '' && first !== undefined) return { filters: [...new Set(lists.flatMap(namesIn))], sought, sort: { name: 'created at', descending: !/^(?:oldest|earliest|longest)/i.test(first) } };
  const sort = name === '' || lexicon.people.includes(singular(name, lexicon)) || /^(?:an?|the)\s/u.test(name) ? null : { name, descending: downwards.test(found?.['how'] ?? '') };
  return { filters: [...new Set(lists.flatMap(namesIn))], sought, sort };
}

/** "at most 100 instruments per page": the most rows that one answer holds; null where no sentence says. */
export function rowsPerPage(text: string): number | null {
  const found = caseless(String.raw`\b(?:at most|up to|no more than|max(?:imum)?(?: of)?)\s+(\d{1,4})\s+(?:[\p{L}-]+\s+){1,3}(?:per|a|on each|on a)\s+(?:page|response|request)\b`).exec(text)?.[1] ?? /\b(?:max(?:imum)?|largest)\s+page\s+size\s*(?:of|is|:)?\s*(\d{1,4})\b/i.exec(text)?.[1];
  return found === undefined || Number(found) < 1 ? null : Number(found);
}

/** Words that stand for the rows of the list that was told before. */
const rows = new Set(['list', 'result', 'search result', 'table', 'overview', 'it', 'they', 'them', 'search', 'entry', 'record', 'listing', 'row', 'view']);

/** "The list can be filtered by client": the list of its own requirement, else of the one that was told before it. */
export function settleNarrowing(requirements: readonly Requirement[], vocabulary: Vocabulary): void {
  const all = requirements.filter((r) => r.rejected === null).flatMap((r) => r.readings);
  const byPeople = all.filter((x) => x.noun !== null && !x.negated && x.actor !== null && x.actor !== 'system' && ['create', 'upload', 'update', 'delete', 'transition'].includes(x.operation) && vocabulary.meaning(x.noun).kind === 'resource').map((x) => x.noun ?? '');
  const counts = (noun: string): number => byPeople.filter((n) => n === noun).length;
  const main = [...new Set(byPeople)].toSorted((a, b) => counts(b) - counts(a))[0];
  const kept = (noun: string): boolean => { const meaning = vocabulary.meaning(noun); return meaning.kind === 'resource' && (meaning.known || byPeople.includes(noun) || all.some((x) => x.noun === noun && x.operation === 'list' && x.actor !== null && x.actor !== 'system')); };
  const listed = (r: Requirement): string | undefined => r.readings.find((x) => x.noun !== null && !rows.has(x.noun) && !x.negated && !vocabulary.lexicon.manage.includes(x.verb ?? '') && ['list', 'search'].includes(x.operation) && kept(x.noun))?.noun ?? undefined;
  const made = (r: Requirement): string | undefined => r.readings.find((x) => x.noun !== null && x.operation === 'create' && kept(x.noun))?.noun ?? undefined;
  for (const [at, requirement] of requirements.entries()) {
    const open = (x: Reading): boolean => x.operation === 'search' && !x.negated && (x.noun === null || (rows.has(x.noun) && vocabulary.meaning(x.noun).kind === 'none'));
    if (!requirement.readings.some(open) || !sentencesOf(requirement.text).some((sentence) => { const told = narrowingOf(sentence, vocabulary.lexicon); return told.filters.length > 0 || told.sort !== null; })) continue;
    const group = requirement.group === null ? [] : requirements.filter((r) => r !== requirement && r.group === requirement.group);
    const before = requirements.slice(Math.max(0, at - 3), at).toReversed();
    const noun = listed(requirement) ?? [...group, ...before].map(listed).find((n) => n !== undefined) ?? made(requirement) ?? [...group, ...before].map(made).find((n) => n !== undefined) ?? main;
    if (noun === undefined) continue;
    requirement.readings = requirement.readings.map((x) => (open(x) ? { ...x, noun } : x));
  }
}

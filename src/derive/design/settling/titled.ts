import type { Reading, Requirement } from '../../../model/plan/index.ts';
import type { ActRow } from './acts.ts';
import { plain } from '../reading/clause-verbs.ts';
import { listedParts } from '../models/parts.ts';
import { actorNoun } from '../reading/predicates.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { holds, plural, singular, verbBases } from '../reading/words.ts';
import { caseless } from '../../../text/regex.ts';

const headed = /^(?<title>\p{Lu}[\p{L}-]+(?:\s[\p{L}-]+){0,2}):\s+(?<body>.+)$/su;
const entered = caseless(String.raw`(?<!\p{L})(?:records?|gives?|enters?|notes?|writes?|logs?|leaves?|adds?|fills? in|documents?)\s+(?:down\s+)?(?<list>(?:an?|the|their|his|her|\d)\s?[^.;:]+)`);

/** "1 to 5 stars" as "stars from 1 to 5". */
const ranged = (list: string): string => list.replace(/(?<!from\s)(?<!between\s)\b(\d+)\s?(?:to|-|–)\s?(\d+)\s+(?!and\b|or\b|with\b)(\p{L}+)/gu, '$3 from $1 to $2');

/**
 * "Inspections: the ranger records a grade from 1 to 5 and a note": the line is about inspections, so what is recorded are their fields, and what else
 * it names is what they are of. A line whose own objects are things stays as it is read.
 */
export function settleTitled(requirements: readonly Requirement[], vocabulary: Vocabulary, rows: Map<string, ActRow>): void {
  const { lexicon } = vocabulary;
  const open = requirements.filter((r) => r.rejected === null && r.kind === 'functional');
  const made = (noun: string, but: Requirement): boolean => open.some((r) => r !== but && r.readings.some((x) => x.noun === noun && ['create', 'upload', 'update', 'delete', 'transition'].includes(x.operation)));
  for (const requirement of open) {
    const { title = '', body = '' } = headed.exec(requirement.text.replace(/[*`]/gu, ''))?.groups ?? {};
    const noun = singular(title.toLowerCase(), lexicon);
    const found = entered.exec(body);
    const names = listedParts(`${ranged(found?.groups?.['list'] ?? '')}, `, lexicon);
    const kept = Object.values(lexicon.acts).some((act) => act.makes.includes(noun));
    const deed = !kept && (verbBases(noun.split(' ')[0] ?? '').some((base) => base !== noun && lexicon.verbs[base] !== undefined) || lexicon.nominals[noun] !== undefined);
    if (found === null || names.length === 0 || /\swith\s/i.test(found.groups?.['list'] ?? '') || deed || lexicon.people.includes(noun) || lexicon.ignored.includes(noun) || lexicon.frontend.includes(noun) || lexicon.machines.includes(noun)) continue;
    const heads = names.map((name) => name.replace(/\s(?:from|of|in)\s.*$/u, ''));
    const isField = (name: string): boolean => (vocabulary.entities.get(name)?.entity.implied ?? true) && !made(name, requirement) && !vocabulary.samples.has(name);
    const told = (x: Reading): boolean => x.noun !== null && x.operation === 'create' && !x.negated && heads.some((head) => head === x.noun || head.endsWith(` ${x.noun ?? ''}`));
    if (!heads.every(isField) || (requirement.readings.some((x) => x.operation === 'create') && !requirement.readings.some(told))) continue;
    const before = body.slice(0, found.index);
    const actor = requirement.readings.find(told)?.actor ?? actorNoun(before.split(/[.;]\s+/u).at(-1) ?? '', lexicon) ?? 'user';
    const things = [...vocabulary.entities.keys()].filter((thing) => thing !== noun && !lexicon.people.includes(thing) && vocabulary.meaning(thing).kind === 'resource' && (holds(body, thing) || holds(body, plural(thing, lexicon))) && !heads.includes(thing));
    vocabulary.made.add(noun);
    rows.set(noun, { noun, verb: 'record', state: 'recorded', things: things.slice(0, 1), said: names });
    requirement.readings = [plain('record', 'create', noun, { actor: actor === 'system' ? 'user' : actor, of: things.slice(0, 1) }), ...requirement.readings.filter((x) => !told(x) && x.operation !== 'none')];
  }
}

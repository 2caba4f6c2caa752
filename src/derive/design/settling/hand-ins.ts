import type { Requirement } from '../../../model/plan/index.ts';
import { anyOf, caseless } from '../../../text/regex.ts';
import { plain } from '../reading/clause-verbs.ts';
import { singular, stateAfter, verbBases } from '../reading/words.ts';
import type { Vocabulary } from '../vocabulary.ts';

/**
 * "An employee puts together a claim", "a claim can be edited until it is submitted": whoever drafts a thing hands it in by a move of its own. Where people
 * make it by one verb and hand it in by another, or a sentence tells of that moment alone, handing in makes no second row. Rewrites the readings.
 */
export function settleHandIns(requirements: readonly Requirement[], vocabulary: Vocabulary): void {
  const { lexicon } = vocabulary;
  const open = requirements.filter((r) => r.rejected === null && r.kind === 'functional');
  const readings = open.flatMap((r) => r.readings).filter((x) => x.noun !== null && !x.negated);
  const person = (actor: string | null): actor is string => actor !== null && actor !== 'system';
  const drafted = new Map(readings.filter((x) => x.operation === 'create' && lexicon.drafts.includes(x.verb ?? '') && person(x.actor)).map((x) => [x.noun ?? '', x.actor ?? '']));
  const told = caseless(`\\b(?:until|before|once|when|after|as soon as)\\s+(?:it|they|(?:the|an?|each)\\s+(?<noun>[\\p{L}-]+(?:\\s[\\p{L}-]+)?))\\s+(?:is|are|has been|have been|gets)\\s+(?<past>\\p{L}+)`);
  const until = caseless(`(?:^|[.;]\\s+)(?:an?|the|each|every)\\s+(?<noun>[\\p{L}-]+(?:\\s[\\p{L}-]+)?)\\s+(?:stays|remains|is)\\s+(?:kept\\s+)?(?:an?\\s+|in\\s+)?(?<state>draft|hidden|private|open|unpublished|pending)\\s+until\\s+(?:the|an?|its)\\s+(?<who>[\\p{L}-]+(?:\\s[\\p{L}-]+)?)\\s+(?<verb>\\p{L}+s)\\s+(?:it|them|the\\s)`);
  for (const requirement of open) {
    const { noun: waiting, who = '', verb: does = '' } = until.exec(requirement.text)?.groups ?? {};
    const move = verbBases(does.toLowerCase()).find((base) => base !== does.toLowerCase() && lexicon.verbs[base] !== undefined);
    const actor = singular(who.toLowerCase(), lexicon);
    if (waiting !== undefined && move !== undefined && lexicon.people.includes(actor) && !open.some((r) => r.readings.some((x) => x.noun === waiting.toLowerCase() && x.verb === move && x.operation === 'transition'))) requirement.readings = [...requirement.readings, plain(move, 'transition', waiting.toLowerCase(), { actor, state: stateAfter(move, lexicon) })];
    requirement.readings = requirement.readings.map((x) => (x.operation === 'create' && person(x.actor) && !x.negated && lexicon.handIns.includes(x.verb ?? '') && drafted.has(x.noun ?? '') ? { ...x, operation: 'transition' as const, state: stateAfter(x.verb ?? '', lexicon) } : x));
    const { noun: named, past = '' } = told.exec(requirement.text)?.groups ?? {};
    const verb = verbBases(past.toLowerCase()).find((base) => lexicon.handIns.includes(base));
    const noun = named?.toLowerCase() ?? [...drafted.keys()].find((each) => caseless(`^(?:(?:the|an?|each|every|all)\\s+)?(?:${anyOf([each, `${each}s`])})(?!\\p{L})`).test(requirement.text)) ?? '';
    const maker = drafted.get(noun);
    if (verb === undefined || maker === undefined || open.some((r) => r.readings.some((x) => x.noun === noun && x.verb === verb && !x.negated && ['create', 'transition'].includes(x.operation)))) continue;
    requirement.readings = [...requirement.readings, plain(verb, 'transition', noun, { actor: maker, state: stateAfter(verb, lexicon) })];
  }
}

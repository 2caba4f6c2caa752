import type { Lexicon } from '../../../model/knowledge.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import { oncePer, oncePerText } from '../../../text/once.ts';
import { anyOf, caseless, inWord, letter } from '../../../text/regex.ts';
import { plain } from '../reading/clause-verbs.ts';
import { countIn, countPattern, sentencesOf } from '../reading/counts.ts';
import { actorNoun } from '../reading/predicates.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { holds, plural } from '../reading/words.ts';

/** The row that says where a partner wants to be called. */
export const endpointNoun = 'webhook endpoint';

/** What a sentence says of calls to somebody else: that the software makes them, or that people say where to. */
interface Told {
  sends: boolean;
  /** Whoever is called, or says where. */
  who: string | null;
}

const patternsOf = oncePer((lexicon: Lexicon) => lexicon.webhooks, (lexicon) => {
  const { webhooks: words, machines } = lexicon;
  const target = `(?:${inWord}+\\s){0,2}?(?:${anyOf(words.targets)})`;
  return {
    acts: caseless(`\\b(?:we|it|(?:the|our)\\s+(?:${inWord}+\\s)?(?:${anyOf(machines)}))\\s+(?:(?:must|should|shall|will|then|also)\\s+)*(?:${anyOf(words.sends)})\\b[^.;]*?\\b(?:an?|the|their|its|each|every|all|one|signed|${inWord}+['’]s?)\\s+${target}(?!${letter})`),
    suffers: caseless(`^(?:an?\\s+|one\\s+|signed\\s+|outgoing\\s+)*(?:${anyOf(words.targets)})\\s+to\\s+(?!us\\b|our\\b)|\\b${target}\\s+(?:is|are|gets?|must be|should be)\\s+(?:${anyOf(words.sent)})\\b|\\b(?:is|are|gets?|be)\\s+(?:${anyOf(words.sent)})\\b[^.;]*?\\s(?:to|at|by|via|through|over)\\s+(?:an?|the|their|its|each|every|all|${inWord}+['’]s?)?\\s*${target}(?!${letter})`),
    gets: caseless(`^(?:[^.;]*,\\s*)?(?:the|an?|each|every|all)?\\s*(?<who>(?:${inWord}+\\s){0,1}?${inWord}+)\\s+(?:(?:must|should|can|will)\\s+)?(?:gets?|receives?)\\s+(?:an?|the|our|one|signed)?\\s*(?:signed\\s+)?${target}(?!${letter})`),
    says: caseless(`^(?:the|an?|each|every)?\\s*(?<who>(?:${inWord}+\\s){0,1}?${inWord}+)\\s+(?:(?:must|should|can|may|could)\\s+(?:be able to\\s+)?)?(?:${anyOf(words.says)})\\s+(?:an?|the|their|its|one|several|own|his|her)?\\s*(?:own\\s+)?${target}(?!${letter})`),
    inbound: new RegExp(`\\bour\\s+${target}|\\bfrom\\s+\\p{Lu}|\\bsends?\\s+us\\b|\\b(?:we|the\\s+(?:${anyOf(machines)}))\\s+(?:(?:must|should|shall)\\s+)?(?:receive|accept|handle|get|take|process|listen)`, 'u'),
  };
});

/** What a sentence says of calls to the URL of somebody else; null for any other, and for events that come in. */
export const toldDelivery = oncePerText((sentence: string, lexicon: Lexicon): Told | null => {
  const low = sentence.toLowerCase();
  if (!lexicon.webhooks.targets.some((word) => low.includes(word))) return null;
  const ways = patternsOf(lexicon);
  if (ways.inbound.test(sentence)) return null;
  const person = lexicon.people.find((p) => !lexicon.machines.includes(p) && (holds(low, p) || holds(low, plural(p, lexicon)) || holds(low, `${p}'s`))) ?? null;
  const said = ways.says.exec(sentence)?.groups?.['who'];
  if (said !== undefined && actorNoun(said, lexicon) !== null) return { sends: false, who: actorNoun(said, lexicon) };
  const got = ways.gets.exec(sentence)?.groups?.['who'];
  if (got !== undefined && actorNoun(got, lexicon) !== null) return { sends: true, who: actorNoun(got, lexicon) };
  return ways.acts.test(sentence) || ways.suffers.test(sentence) ? { sends: true, who: person } : null;
});

/** Who is called says where: rows of their own, which they make, see and remove, though no sentence says so. */
export function settleDeliveries(requirements: readonly Requirement[], vocabulary: Vocabulary): void {
  const { lexicon } = vocabulary;
  // An event that somebody sends us is no message to a person.
  for (const r of requirements) r.readings = r.readings.map((x) => (x.operation === 'event' && lexicon.webhooks.targets.includes(x.noun ?? '') ? { ...x, operation: 'none' } : x));
  const told = requirements.filter((r) => r.rejected === null && r.kind === 'functional').flatMap((r) => sentencesOf(r.text).flatMap((sentence) => {
    const one = toldDelivery(sentence, lexicon);
    return one === null ? [] : [{ r, one }];
  }));
  const first = told.find((each) => !each.one.sends) ?? told[0];
  if (first === undefined) return;
  vocabulary.made.add(endpointNoun);
  const actor = first.one.who ?? told.map((each) => each.one.who).find((who) => who !== null) ?? 'admin';
  first.r.readings = [...first.r.readings, plain('register', 'create', endpointNoun, { actor }), plain('list', 'list', endpointNoun, { actor }), plain('remove', 'delete', endpointNoun, { actor })];
}

/** How often such a call is tried, as a sentence says, else as usual. */
export function attemptsOf(text: string, lexicon: Lexicon): number {
  const found = caseless(`\\b(?:(?<tries>${countPattern(lexicon)})\\s+(?:times|attempts|tries)|(?<retries>${countPattern(lexicon)})\\s+retries)(?!${letter})`).exec(text)?.groups;
  const retried = /\bretr(?:y|ies|ied)\b[^.;]*\b\S+\s+times\b/i.test(text);
  const count = countIn(found?.['tries'] ?? found?.['retries'] ?? '', lexicon);
  return count === null ? lexicon.webhooks.attempts : count + (retried || found?.['retries'] !== undefined ? 1 : 0);
}

import type { Lexicon } from '../../../model/knowledge.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import { oncePer, oncePerText } from '../../../text/once.ts';
import { anyOf, caseless, inWord, letter } from '../../../text/regex.ts';
import type { Context } from '../context.ts';
import { sentencesOf } from '../reading/counts.ts';
import { holds, plural, singular, stateAfter, verbBases } from '../reading/words.ts';

/** Rows that nobody changes any more: from a state on, or ever (`state` null). */
interface Told {
  thing: string;
  state: string | null;
  /** The sentence lets somebody change it until then. */
  permits?: boolean;
}

/** A seal at the resource whose rows it closes. */
export interface Seal extends Told {
  resource: string;
  requirement: Requirement;
}

const patternsOf = oncePer((lexicon: Lexicon) => lexicon.seals, ({ seals: words }) => {
  const not = '(?:cannot|can[\'’]t|can not|can no longer|must not|must never|must no longer|may not|may never|may no longer|shall not|should not|are never|is never|can never)';
  const change = `(?:be\\s+)?(?:${anyOf(words.changed)})(?:\\s*(?:,|or|nor|and)\\s*(?:be\\s+)?(?:${anyOf(words.changed)}))*`;
  const thing = `(?:an?\\s+|the\\s+|all\\s+|any\\s+|our\\s+|each\\s+)?(?<thing>(?:${inWord}+\\s)?${inWord}+)`;
  const then = `(?:once|after|when|as soon as)\\s+(?:it\\s+is\\s+|they\\s+are\\s+|it\\s+has\\s+been\\s+|they\\s+have\\s+been\\s+|(?:the|an?)\\s+${inWord}+\\s+(?:is|are|was|has been)\\s+)?(?:been\\s+)?(?<state>${letter}+)`;
  return [
    caseless(`(?:^|[:;,]\\s*)${thing}\\s+${not}\\s+${change}(?:\\s+(?:any\\s?more|any longer|again|afterwards|later))?\\s+${then}`),
    caseless(`^${then}\\s*,?\\s*(?:[\\p{L}\\s]{0,20},\\s*)?${thing}\\s+${not}\\s+${change}`),
    caseless(`^(?:an?\\s+|the\\s+|all\\s+|every\\s+)?(?<state>${letter}+ed)\\s+(?<thing>${inWord}+)\\s+(?:is|are|must be|stay|stays|${not}\\s+${change})\\s*(?:${anyOf(words.closed)})?`),
    caseless(`(?:^|[:;,]\\s*)${thing}\\s+${not}\\s+(?:be\\s+)?(?:${anyOf(words.changed)})\\s+(?:or|nor|and)\\s+(?:be\\s+)?(?:${anyOf(words.changed)})\\s*(?:any\\s?more|later|afterwards|by anyone|by anybody)?$`),
    caseless(`^${thing}\\s+(?:can|may)\\s+(?:only\\s+)?(?:still\\s+)?${change}\\s+(?:by\\s+(?:an?\\s+|the\\s+|its\\s+)?${inWord}+\\s+)?(?:only\\s+)?(?:until|before|as long as|while)\\s+(?:it|they|the\\s+${inWord}+)\\s+(?:is|are|has been|have been|gets)\\s+(?:not\\s+(?:yet\\s+)?)?(?:been\\s+)?(?<state>${letter}+ed|sent|paid|signed)(?!${letter})`),
    caseless(`^${thing}\\s+(?:is|are|must be|has to be|have to be)\\s+(?:strictly\\s+)?(?:${anyOf(words.closed)})(?!${letter})`),
  ];
});

/** What a sentence closes; null for any other. */
/** The place of the pattern that lets change until the row is closed. */
const permitted = 4;

export const toldSeal = oncePerText((sentence: string, lexicon: Lexicon): Told | null => {
  const text = sentence.trim().replace(/[.;]+$/u, '');
  const { changed, closed } = lexicon.seals;
  if (![...changed, ...closed].some((word) => holds(text, word))) return null;
  for (const [at, pattern] of patternsOf(lexicon).entries()) {
    const groups = pattern.exec(text)?.groups;
    const thing = singular((groups?.['thing'] ?? '').toLowerCase().replace(/^(?:an?|the|all|any)\s+/u, ''), lexicon);
    if (groups === undefined || thing === '' || lexicon.people.includes(thing) || lexicon.pronouns.includes(thing)) continue;
    const said = groups['state']?.toLowerCase() ?? null;
    if (at === 2 && !closed.some((word) => holds(text, word)) && !changed.some((word) => word !== said && holds(text, word))) continue;
    // "after signing" and "once signed" alike.
    const verb = said === null ? null : (verbBases(said).find((base) => lexicon.verbs[base] !== undefined) ?? said);
    return { ...(at === permitted ? { permits: true } : {}), thing, state: said === null ? null : verb === null || said.endsWith('ed') ? said : stateAfter(verb, lexicon) };
  }
  return null;
});

/** The seals of the feature; the entries of a logbook are meant by the logbook. */
export function sealsOf(ctx: Pick<Context, 'active' | 'resources' | 'lexicon'>): Seal[] {
  const stored = [...ctx.resources.values()].filter((r) => r.stored);
  return ctx.active.flatMap((requirement) => sentencesOf(requirement.text).flatMap((sentence): Seal[] => {
    const told = toldSeal(sentence, ctx.lexicon);
    const resource = told === null ? undefined : (stored.find((r) => r.noun === told.thing || told.thing.endsWith(` ${r.noun}`) || r.noun.endsWith(` ${told.thing}`)) ?? stored.find((r) => holds(requirement.text, r.noun) || holds(requirement.text, plural(r.noun, ctx.lexicon))));
    return told === null || resource === undefined ? [] : [{ ...told, resource: resource.name, requirement }];
  }));
}

import type { Lexicon } from '../../../model/knowledge.ts';
import type { Operation, Reading, Requirement } from '../../../model/plan/index.ts';
import { withArticle } from '../../../text/article.ts';
import { oncePer } from '../../../text/once.ts';
import { anyOf, caseless, escapeRegExp } from '../../../text/regex.ts';
import type { Context } from '../context.ts';
import { sentencesOf } from '../reading/counts.ts';
import type { Resource } from '../resources.ts';
import { holds, plural, stateAfter, verbBases } from '../reading/words.ts';
import type { Refusal } from './refusals.ts';

const writes = new Set<Operation>(['create', 'upload', 'update', 'delete', 'transition']);

const patternsOf = oncePer((lexicon: Lexicon) => lexicon.prohibitions, ({ prohibitions }) => ({
  not: caseless(`(?:${anyOf(prohibitions.modals)})|^(?:${anyOf(prohibitions.nobody)})\\s`),
  passive: caseless(`^(?<what>[^,;]{3,100}?)\\s+(?:${anyOf(prohibitions.modals)})\\s+be\\s+(?<deed>\\p{L}+)(?<rest>[^;]*)$`),
  unwelcome: caseless(`^(?<what>[^,;]{3,100}?)\\s+(?:is|are)\\s+(?:not|never)\\s+(?:${anyOf(prohibitions.welcome)})(?<rest>[^;]*)$`),
  own: caseless(`\\b(?:${anyOf(prohibitions.own)})\\s+(?:\\p{L}+\\s+)?(?<what>[\\p{L}-]+)`),
  self: caseless(`\\b(?:that|which)\\s+(?:they|he or she|he|she|the (?:caller|user))\\s+(?:have\\s+|has\\s+)?(?:themselves\\s+|himself\\s+|herself\\s+)?(?:${anyOf(prohibitions.made)})\\b`),
  when: caseless(`(?:^|[,\\s])(?:${anyOf(prohibitions.conditions)})\\s+(?<why>[^.;]+?)(?=,\\s+(?:then\\s+)?(?:the|an?|no|nobody|they|it|[\\p{L}-]+\\s+(?:must|shall|may|can))\\b|\\sthen\\s|\\s(?:the\\s+(?:[\\p{L}-]+\\s){1,3})(?:must|shall|should)\\s|[.;]|$)`),
  unless: caseless(`\\b(?:${anyOf(prohibitions.exceptions)})\\s+(?<why>[^.;]{4,})`),
}));

const withoutArticle = (text: string): string => text.trim().replace(/^(?:the|an?|any|each|every|all|no)\s+/i, '');

/** "Expenses older than 90 days", "A blocked vehicle": the thing with what narrows it, as one row; null for the thing alone. */
function narrowedThing(what: string, noun: string, lexicon: Lexicon): string | null {
  const said = withoutArticle(what).toLowerCase();
  if (!holds(said, noun) && !holds(said, plural(noun, lexicon))) return null;
  const one = said.replace(caseless(`(?<!\\p{L})${escapeRegExp(plural(noun, lexicon))}(?!\\p{L})`), noun);
  return one === noun || one.split(/\s+/).length > 14 ? null : withArticle(one);
}

/** Why the call is turned away, as the sentence says; null where it says nothing but who may not. */
function reasonOf(sentence: string, noun: string, lexicon: Lexicon): string | null {
  const p = patternsOf(lexicon);
  const again = caseless(String.raw`\bthe\s+same\s+(?<what>[\p{L}-]+)\s+(?:twice|again|more\s+than\s+once|a\s+second\s+time)\b`).exec(sentence)?.groups?.['what']?.toLowerCase();
  if (again !== undefined) return `the caller has one for the same ${again} already`;
  const own = p.own.exec(sentence);
  if (own !== null || p.self.test(sentence)) return `the ${noun} is the caller's own`;
  const unless = p.unless.exec(sentence)?.groups?.['why'];
  if (unless !== undefined) return `not yet: ${unless.trim()}`;
  const when = p.when.exec(sentence)?.groups?.['why'];
  if (when !== undefined && when.trim().split(/\s+/).length > 1) return when.trim();
  // "A suspended user can't post": the caller is in that state.
  const caller = caseless(`^(?:an?\\s+|the\\s+|any\\s+)?(?<state>[\\p{L}-]+ed)\\s+(?:${anyOf(lexicon.people.flatMap((person) => [person, plural(person, lexicon)]))})\\s+(?:${anyOf(lexicon.prohibitions.modals)})`).exec(sentence)?.groups?.['state']?.toLowerCase();
  if (caller !== undefined && !['registered', 'signed', 'authorised', 'authorized'].includes(caller)) return `the caller is ${caller}`;
  // "cannot be released by a driver" says who may not.
  const passive = p.passive.exec(sentence)?.groups;
  if (passive !== undefined && lexicon.people.some((person) => caseless(`\\bby\\s+(?:an?\\s+|the\\s+)?(?:${anyOf([person, plural(person, lexicon)])})`).test(passive['rest'] ?? ''))) return null;
  const groups = passive ?? p.unwelcome.exec(sentence)?.groups;
  const thing = groups === undefined ? null : narrowedThing(`${groups['what'] ?? ''}${/^\s+(?:without|with|from|in|on|for)\s/i.test(groups['rest'] ?? '') ? (groups['rest'] ?? '').replace(/[.;]+$/, '') : ''}`, noun, lexicon);
  if (thing !== null) return thing;
  const behind = caseless(`(?<thing>[\\p{L}-]+\\s+(?:that|which|who|whose|without)\\s+[^.,;]{3,80})`).exec(sentence)?.groups?.['thing'];
  return behind === undefined ? null : withArticle(behind.trim().toLowerCase());
}

/** What "review" means where nobody has such a call: the decisions on the thing. */
function decisionsOn(resource: Resource, lexicon: Lexicon): string[] {
  const decides = [...Object.values(lexicon.answers), ...lexicon.rejects];
  return resource.uses.filter((u) => u.operation === 'transition' && decides.includes(u.verb)).map((u) => u.verb);
}

/** "A ticket of a cancelled order must not be admitted", where nobody admits tickets: no call of the design does what is forbidden. */
export function isUnknownBan(ctx: Pick<Context, 'lexicon' | 'resources'>, r: Requirement): boolean {
  const able = (x: Reading): boolean => [...ctx.resources.values()].some((resource) => resource.name === x.resource && resource.uses.some((u) => u.verb === x.verb));
  if (r.readings.some((x) => x.resource !== null && (!x.negated || able(x) || x.operation !== 'transition'))) return false;
  return sentencesOf(r.text).some((sentence) => {
    const clean = sentence.replace(/[*`]/g, '').trim();
    const groups = patternsOf(ctx.lexicon).passive.exec(clean)?.groups;
    const deed = (groups?.['deed'] ?? caseless(String.raw`\bnot\s+(?:allow|let|permit)\s+[^,.;]{2,60}?\s+(?:to\s+)?be\s+(\p{L}+)`).exec(clean)?.[1] ?? '').toLowerCase();
    return /(?:ed|en|t)$/u.test(deed) && ![...ctx.resources.values()].some((x) => x.uses.some((u) => verbBases(deed).includes(u.verb)));
  });
}

const says = (sentence: string, verb: string): boolean => (sentence.toLowerCase().match(/\p{L}+/gu) ?? []).some((word) => verbBases(word).includes(verb.split(' ')[0] ?? ''));

/**
 * What sentences forbid under a condition: "nobody may approve their own claim", "while a van is blocked, no trip may start with it", "expenses older than
 * 90 days are not accepted". Sentences that another rule reads (`settled`) are left to it, and so is what only a role may do.
 */
export function prohibitionsOf(ctx: Pick<Context, 'active' | 'resources' | 'lexicon' | 'acts'>, settled: ReadonlySet<Requirement>): Refusal[] {
  const { lexicon } = ctx;
  const p = patternsOf(lexicon);
  // Who applies for a position makes an application.
  const rowOf = (x: Reading): Resource | undefined => { const row = [...ctx.acts.values()].find((each) => each.verb === x.verb && x.noun !== null && each.noun !== x.noun && each.things.includes(x.noun)); return row === undefined ? undefined : [...ctx.resources.values()].find((r) => r.noun === row.noun && r.stored); };
  const resourceOf = (x: Reading): Resource | undefined => rowOf(x) ?? [...ctx.resources.values()].find((r) => r.name === x.resource && r.stored);
  return ctx.active.flatMap((requirement) => (settled.has(requirement) ? [] : sentencesOf(requirement.text).flatMap((sentence): Refusal[] => {
    const clean = sentence.replace(/[*`]/g, '').trim().replace(/\.$/, '');
    if (!p.not.test(clean) && !p.unwelcome.test(clean)) return [];
    const deeds = requirement.readings.flatMap((x) => {
      const resource = x.negated && x.verb !== null && says(clean, x.verb) ? resourceOf(x) : undefined;
      return resource === undefined ? [] : [{ x, resource }];
    });
    const unread = deeds.length > 0 ? null : (p.unwelcome.exec(clean)?.groups?.['what'] ?? null);
    const named = unread === null ? undefined : [...ctx.resources.values()].find((r) => r.stored && !lexicon.people.includes(r.noun) && caseless(`^(?:(?:the|an?|any|new)\\s+)*(?:[\\p{L}-]+\\s+)?(?:${anyOf([r.noun, plural(r.noun, lexicon)])})(?!\\p{L})`).test(unread));
    if (named !== undefined) {
      const why = reasonOf(clean, named.noun, lexicon);
      return why === null ? [] : [{ resource: named.name, verb: null, why, invalid: false, requirement }];
    }
    return deeds.flatMap(({ x, resource }): Refusal[] => {
      const why = reasonOf(clean, resource.noun, lexicon);
      const decisions = x.operation === 'list' && x.verb !== null && lexicon.prohibitions.judges.includes(x.verb) ? decisionsOn(resource, lexicon) : [];
      const kind = resource.uses.some((u) => u.operation === 'transition' && u.verb === x.verb) ? 'transition' : x.operation === 'none' ? lexicon.verbs[x.verb ?? ''] : x.operation;
      if (why === null || ((kind === undefined || !writes.has(kind)) && decisions.length === 0)) return [];
      if (decisions.length > 0) return decisions.map((verb): Refusal => ({ resource: resource.name, verb, why, invalid: false, requirement }));
      // Nobody cancels: there is no call to refuse.
      if (x.operation === 'transition' && decisions.length === 0 && lexicon.verbs[x.verb ?? ''] === 'transition' && !resource.uses.some((u) => u.verb === x.verb)) return [];
      // Whoever starts a trip makes it: what makes the row is turned away.
      const makes = resource.uses.some((u) => u.operation === 'create' && u.verb === x.verb) || (lexicon.verbs[x.verb ?? ''] === 'create' && !resource.uses.some((u) => u.verb === x.verb));
      const state = caseless(`^an?\\s+${escapeRegExp(resource.noun)}\\s+(?:that|which)\\s+(?:is|was|has been)\\s+(?:already\\s+)?(?<state>\\p{L}+)$`).exec(why)?.groups?.['state'] ?? why.split(' ')[1];
      const illegal = resource.uses.some((u) => u.operation === 'transition' && stateAfter(u.verb, lexicon) === state);
      return [{ resource: resource.name, verb: makes ? null : x.verb, why, invalid: false, ...(illegal ? { illegal } : {}), requirement }];
    });
  })));
}

import { caseless, escapeRegExp } from '../../../text/regex.ts';
import type { Lexicon } from '../../../model/knowledge.ts';
import type { Reading, Requirement } from '../../../model/plan/index.ts';
import { somebody } from '../reading/conditions.ts';
import { determiner, headOf, tokens } from '../reading/objects.ts';
import { actorNoun } from '../reading/predicates.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { holds, plural } from '../reading/words.ts';

/** Staff that acts for the product: what it does to a person it does to the account. */
export const isOverseer = (actor: string, lexicon: Lexicon): boolean => lexicon.overseers.includes(actor) || lexicon.overseers.includes(actor.split(' ').at(-1) ?? '');

/** "assign a driver to an order": the thing that gets the person; null when it is none that the product keeps. */
function assignedTo(text: string, person: string, vocabulary: Vocabulary, made: ReadonlySet<string>): string | null {
  const { lexicon } = vocabulary;
  const behind = caseless(`(?:re)?assign\\p{L}*\\s+(?:[\\p{L}-]+\\s+){0,2}?(?:${escapeRegExp(person)}|${escapeRegExp(plural(person, lexicon))})\\s+to\\s+([^.,;]+)`).exec(text)?.[1];
  if (behind === undefined) return null;
  const noun = headOf(tokens(behind.split(/\s(?:and|or|when|with|for|before|after|within|by|per|that|which)\s/)[0] ?? '').map((t) => t.lower).filter((w) => !determiner(w)), lexicon, vocabulary.known);
  return noun !== null && !lexicon.people.includes(noun) && (made.has(noun) || vocabulary.meaning(noun).kind === 'resource') ? noun : null;
}

/** People who act in the spec, as against those of whom rows are kept. */
function acting(requirements: readonly Requirement[]): Set<string> {
  return new Set(requirements.filter((r) => r.rejected === null).flatMap((r) => r.readings.flatMap((x) => (x.actor === null || x.actor === 'system' ? [] : [x.actor]))));
}

/** People of whom the product keeps rows: somebody makes them, or the spec lists their attributes. */
function kept(requirements: readonly Requirement[], vocabulary: Vocabulary): Set<string> {
  const written = requirements.flatMap((r) => r.readings.filter((x) => ['create', 'upload', 'update'].includes(x.operation) && x.actor !== null && !x.negated && vocabulary.lexicon.acts[x.verb ?? ''] === undefined && vocabulary.lexicon.verbs[x.verb ?? ''] !== undefined && x.verb !== 'assign' && x.verb !== 'reassign').map((x) => x.noun ?? ''));
  const listed = [...vocabulary.entities].filter(([, { entity }]) => entity.implied !== true).map(([noun]) => noun);
  return new Set([...written, ...listed].filter((n) => vocabulary.lexicon.people.includes(n)));
}

/**
 * "An organiser checks visitors in": what visitors made for it, the booking or the registered item, is checked in; null where the verb ends no act
 * or such people make nothing.
 */
function rowOf(person: string, verb: string, requirements: readonly Requirement[], { lexicon }: Vocabulary): string | null {
  if (!Object.values(lexicon.acts).some((act) => act.towards !== true && act.ends[verb] !== undefined)) return null;
  const made = requirements.flatMap((q) => q.readings).filter((x) => x.operation === 'create' && x.actor === person && !x.negated && x.noun !== null && !lexicon.people.includes(x.noun));
  return (made.find((x) => lexicon.acts[x.verb ?? '']?.ends[verb] !== undefined) ?? made[0])?.noun ?? null;
}

const profiled = /^(?:\p{L}+ )?(?:profile|profil|perfil)$/u;

/**
 * What people do to people: who blocks, follows or invites somebody leaves a row, who assigns somebody changes the thing that gets the person,
 * what staff does to people who act in the product is done to their accounts, and a profile that others look for is a row of its own. Rewrites the
 * readings of all requirements; gives the people that things are assigned to, by noun.
 */
export function settlePersons(requirements: readonly Requirement[], vocabulary: Vocabulary): ReadonlyMap<string, string[]> {
  const { lexicon } = vocabulary;
  const actors = acting(requirements);
  const rows = kept(requirements, vocabulary);
  const isPerson = (noun: string): boolean => lexicon.people.includes(noun) || vocabulary.meaning(noun).kind === 'user';
  const made = new Set(requirements.flatMap((r) => r.readings.filter((x) => ['create', 'upload', 'transition'].includes(x.operation) && x.actor !== null && !x.negated && x.noun !== null && lexicon.standalone.includes(x.noun)).map((x) => x.noun ?? '')));
  const assigned = new Map<string, string[]>();
  // Who has a profile that others look for: the people are rows with its fields.
  const sought = new Set(requirements.flatMap((r) => r.readings.filter((x) => ['list', 'search', 'create', 'transition'].includes(x.operation) && x.noun !== null && x.actor !== x.noun && lexicon.people.includes(x.noun)).map((x) => x.noun ?? '')));
  const settle = (r: Reading, requirement: Requirement): Reading[] => {
    // Who registers with a name and a birth date makes an account with them.
    if (r.verb === 'register' && r.operation === 'create' && r.noun === null && !r.negated && r.actor !== null && r.actor !== 'system' && /\bregisters?\s+with\b/i.test(requirement.text)) return [{ ...r, noun: 'account' }];
    if (r.noun === null || r.negated || r.actor === null || r.actor === 'system') return [r];
    const verb = r.verb ?? '';
    // "manage doctor profiles" where people look for doctors: one row for each of them.
    const whose = /^(.+) (?:profile|profil|perfil)$/u.exec(r.noun)?.[1] ?? (r.noun === 'profile' ? caseless(String.raw`(?<!\p{L})(\p{L}+) profiles?(?!\p{L})`).exec(requirement.text)?.[1]?.toLowerCase() : undefined) ?? '';
    if (whose !== r.actor && lexicon.people.includes(whose) && sought.has(whose) && vocabulary.meaning(whose).kind !== 'user' && (vocabulary.entities.get(r.noun)?.entity.implied ?? true)) {
      vocabulary.made.add(whose);
      rows.add(whose);
      return [{ ...r, noun: whose }];
    }
    if (profiled.test(r.noun) && lexicon.profileVerbs.includes(verb) && sought.has(r.actor) && vocabulary.meaning(r.actor).kind !== 'user' && (vocabulary.entities.get(r.noun)?.entity.implied ?? true)) {
      vocabulary.made.add(r.actor);
      rows.add(r.actor);
      return [{ ...r, noun: r.actor, operation: r.operation === 'update' ? 'update' : 'create' }];
    }
    if (/^(?:profile|profil|perfil)$/.test(r.noun) && !lexicon.endUsers.includes(r.actor) && lexicon.profileVerbs.includes(verb) && !holds(requirement.text, 'profile of') && vocabulary.meaning(r.noun).kind === 'user') return [{ ...r, actor: 'user', operation: 'update' }];
    // Whoever reviews a thing before others see it lets it through or not.
    if (verb === 'review' && r.operation === 'list' && isOverseer(r.actor, lexicon) && /\bbefore\s+(?:it|they)\b|\bfor approval\b/i.test(requirement.text)) return [r, { ...r, verb: 'approve', operation: 'transition' }, { ...r, verb: 'reject', operation: 'transition' }];
    // What somebody else makes, or what stands beside a profile, is reported as unfit.
    const foreign = (r.operation === 'create' || r.operation === 'transition') && !lexicon.devices.includes(r.actor) && (requirement.readings.some((x) => x.verb === 'report' && x.noun !== null && (isPerson(x.noun) || lexicon.reportable.includes(x.noun) || x.noun === 'abuse report')) || requirements.some((q) => q !== requirement && q.readings.some((x) => x.noun === r.noun && x.operation === 'create' && !x.negated && x.actor !== null && x.actor !== 'system' && x.actor !== r.actor && x.verb !== 'report')));
    if (verb === 'report' && (isPerson(r.noun) || lexicon.reportable.includes(r.noun) || foreign) && r.operation !== 'derive') {
      vocabulary.made.add('abuse report');
      return [{ ...r, operation: 'create', noun: 'abuse report', of: [r.noun] }];
    }
    // "Reassign a ticket to another agent": the ticket gets that person.
    const given = lexicon.handsOver.includes(verb) && !isPerson(r.noun) ? actorNoun(caseless(String.raw`\bto\s+(?:another|a different|some other|an?|the)\s+([\p{L}-]+(?:\s[\p{L}-]+)?)`).exec(requirement.text)?.[1] ?? null, lexicon) : null;
    if (given !== null && vocabulary.meaning(r.noun).kind === 'resource') {
      assigned.set(r.noun, [...new Set([...(assigned.get(r.noun) ?? []), given])]);
      return [{ ...r, operation: 'update', verb: 'reassign', of: [] }];
    }
    if (!isPerson(r.noun)) return [r];
    // Who tells people something writes it; "take it down and tell the author why" is said by the software, once it is done.
    if (r.operation === 'event' && r.noun !== r.actor) {
      const after = requirement.readings.some((x) => x !== r && x.actor === r.actor && x.operation !== 'event' && x.operation !== 'none' && x.operation !== 'list');
      if (after) return [{ ...r, actor: 'system', verb: 'notify' }];
      if (lexicon.endUsers.includes(r.actor)) return [r];
      vocabulary.made.add('announcement');
      return [{ ...r, operation: 'create', noun: 'announcement', of: [] }, { ...r, actor: 'system', verb: 'send', noun: 'announcement' }];
    }
    if (verb === 'assign' || verb === 'reassign') {
      const thing = assignedTo(requirement.text, r.noun, vocabulary, made);
      if (thing === null) return [r];
      assigned.set(thing, [...new Set([...(assigned.get(thing) ?? []), r.noun])]);
      if (vocabulary.meaning(thing).kind !== 'resource') vocabulary.made.add(thing);
      return [{ ...r, operation: 'update', verb: 'assign', noun: thing, of: [] }];
    }
    if (lexicon.acts[verb]?.towards === true && !(isOverseer(r.actor, lexicon) && lexicon.acts[verb]?.awaits === undefined)) return [{ ...r, operation: 'create' }];
    // What staff does to people who act in the product, it does to their accounts.
    if (Object.values(lexicon.acts).some((a) => a.towards === true && a.ends[verb] !== undefined) && !isOverseer(r.actor, lexicon)) return [r];
    const move = r.operation === 'transition' || r.operation === 'update' || r.operation === 'delete';
    const row = move && r.noun !== r.actor ? rowOf(r.noun, verb, requirements, vocabulary) : null;
    if (row !== null) return [{ ...r, noun: row }];
    return move && !rows.has(r.noun) && actors.has(r.noun) && r.noun !== r.actor ? [{ ...r, noun: 'user' }] : [r];
  };
  // What happens to a thing without saying by whom is done by the staff, unless somebody else does it.
  const staff = [...actors].find((a) => isOverseer(a, lexicon)) ?? 'admin';
  for (const requirement of requirements) {
    requirement.readings = requirement.readings.flatMap((r) => {
      if (r.actor !== somebody) return [r];
      const done = requirements.some((q) => q.readings.some((x) => x.actor !== somebody && x.verb === r.verb && (x.noun === r.noun || x.noun === null) && x.operation === 'transition')) || vocabulary.meaning(r.noun ?? '').kind !== 'resource';
      return done ? [] : [{ ...r, actor: staff }];
    });
  }
  for (const requirement of requirements) requirement.readings = requirement.readings.flatMap((r) => settle(r, requirement));
  return assigned;
}

/** Whether a text speaks of the profile of a person whose rows the product keeps. */
export const ofProfile = (text: string, noun: string, lexicon: Lexicon): boolean => lexicon.people.includes(noun) && ['profile', 'profil', 'perfil'].some((w) => holds(text, w));

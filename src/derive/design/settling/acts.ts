import { anyOf, caseless, escapeRegExp } from '../../../text/regex.ts';
import type { Lexicon } from '../../../model/knowledge.ts';
import type { Reading, Requirement } from '../../../model/plan/index.ts';
import { plain } from '../reading/clause-verbs.ts';
import { paidFor } from './containers.ts';
import { determiner, headOf, tokens } from '../reading/objects.ts';
import { settleWaiting } from '../rules/waiting.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { holds, plural } from '../reading/words.ts';

type Act = Lexicon['acts'][string];

/** A row that a person's act leaves: the rental of a bike. `things` are what it ties together, `state` its first state. */
export interface ActRow {
  noun: string;
  verb: string;
  state: string;
  things: string[];
  /** Attributes that the act itself names: the amount of a pledge. */
  said?: string[];
}

const isPerson = (noun: string, vocabulary: Vocabulary): boolean => vocabulary.lexicon.people.includes(noun) || vocabulary.meaning(noun).kind === 'user';
const isThing = (noun: string, vocabulary: Vocabulary): boolean => (vocabulary.made.has(noun) || !vocabulary.lexicon.ignored.includes(noun.split(' ').at(-1) ?? '')) && ['resource', 'user'].includes(vocabulary.meaning(noun).kind) || vocabulary.lexicon.people.includes(noun);

/** "enrol students in a class", "assign it to a vehicle": the thing behind the preposition, when it is one. */
function second(text: string, noun: string, verb: string, vocabulary: Vocabulary): string | null {
  const { lexicon } = vocabulary;
  const object = `(?:${escapeRegExp(noun)}|${escapeRegExp(plural(noun, lexicon))}|${anyOf(lexicon.pronouns)})`;
  const behind = caseless(`\\b${escapeRegExp(verb)}\\p{L}*\\s+(?:\\p{L}+\\s+)?${object}\\s+(?:in|into|to|for|at|on|from)\\s+([^.,;]+)`).exec(text)?.[1];
  const found = behind === undefined ? null : headOf(tokens(behind.split(/\s(?:and|or|when|with|for|before|after|within|by|per)\s/)[0] ?? '').map((t) => t.lower), lexicon, vocabulary.known);
  return found !== null && found !== noun && vocabulary.meaning(found).kind === 'resource' ? found : null;
}

/** The name of the row: the spec's own word for it, defined or at least said, else the usual one. */
function nameOf(act: Act, thing: string | null, texts: string, written: ReadonlySet<string>, created: ReadonlySet<string>, vocabulary: Vocabulary): string {
  const { makes } = act;
  const described = (n: string): boolean => vocabulary.samples.has(n) || (vocabulary.entities.has(n) && vocabulary.entities.get(n)?.entity.implied !== true);
  const own = makes.find(described) ?? makes.find((n) => created.has(n)) ?? makes.find((n) => vocabulary.entities.has(n)) ?? makes.find((n) => written.has(n)) ?? makes.find((n) => thing !== null && n.startsWith(`${thing} `));
  return own ?? makes.find((n) => holds(texts, n) || holds(texts, plural(n, vocabulary.lexicon))) ?? makes.find((n) => !n.includes(' ')) ?? makes[0] ?? '';
}

function made(told: Reading, requirement: Requirement, texts: string, vocabulary: Vocabulary, handed: ReadonlySet<Reading>, written: ReadonlySet<string>, created: ReadonlySet<string>, acting: ReadonlySet<string>): { reading: Reading; row: ActRow | null } {
  const acts = Object.values(vocabulary.lexicon.acts);
  // "subscribe to failures of a branch": the branch is what can be watched.
  const whole = told.noun !== null && !isThing(told.noun, vocabulary) && !(written.has(told.noun) || acts.some((act) => act.makes.includes(told.noun ?? ''))) && caseless(`\\b${escapeRegExp(told.verb ?? '')}\\p{L}*\\s+(?:to|for)\\s`).test(requirement.text) ? told.of.find((n) => isThing(n, vocabulary)) : undefined;
  const r = whole === undefined || vocabulary.lexicon.acts[told.verb ?? ''] === undefined ? told : { ...told, noun: whole, of: [] };
  // "Visitors hold two seats" leaves a row; beside another act ("makes an appointment and holds the slot") it is an effect of that one.
  const kept = r.operation === 'none' && vocabulary.lexicon.effects.includes(r.verb ?? '') && requirement.readings.every((x) => x.verb === r.verb || x.operation === 'none');
  const act = r.actor === null || r.actor === 'system' || (r.operation !== 'create' && r.operation !== 'update' && !kept) || r.negated ? undefined : vocabulary.lexicon.acts[r.verb ?? ''];
  if (act === undefined || (r.noun === null && act.pair === true)) return { reading: r, row: null };
  if (act.towards === true && (r.operation !== 'create' || r.noun === null || !isPerson(r.noun, vocabulary))) return { reading: r, row: null };
  if (r.noun !== null && act.makes.includes(r.noun)) return { reading: r, row: null };
  if (r.noun !== null && !isThing(r.noun, vocabulary)) return { reading: vocabulary.lexicon.verbs[r.verb ?? ''] === undefined ? { ...r, operation: 'none' } : r, row: null };
  const verb = r.verb ?? '';
  const other = r.noun === null ? null : second(requirement.text, r.noun, verb, vocabulary);
  if (act.said === true && !act.makes.some((n) => vocabulary.entities.has(n) || holds(texts, n) || holds(texts, plural(n, vocabulary.lexicon)))) return { reading: r, row: null };
  // Who hands in what nobody else made makes it: the row is the thing itself.
  if (vocabulary.lexicon.handovers.includes(verb) && !handed.has(r)) return { reading: r, row: null };
  if (act.pair === true && (other === null || vocabulary.lexicon.people.includes(other))) return { reading: r, row: null };
  const noun = act.pair === true ? `${r.noun} ${act.makes[0] ?? ''}` : nameOf(act, r.noun, texts, written, created, vocabulary);
  // Whoever pays leaves a payment, named or not.
  if (r.noun === null && act.alone !== true && !vocabulary.entities.has(noun) && !holds(texts, noun) && !holds(texts, plural(noun, vocabulary.lexicon))) return { reading: r, row: null };
  const part = r.noun !== null && noun.startsWith(`${r.noun} `) && act.pair !== true;
  // Whoever is asked in has no account yet, unless such people act in the product.
  const stranger = act.awaits !== undefined && r.noun !== null && !acting.has(r.noun);
  const things = [part || stranger ? null : r.noun, part || act.pair === true || act.said === true || (r.noun !== null && vocabulary.lexicon.people.includes(r.noun)) ? other : null].filter((x) => x !== null);
  return { reading: { ...r, operation: 'create', noun, of: things }, row: { noun, verb, state: act.state, things } };
}

/**
 * "create and send invoices": what one verb makes, the other moves on. A thing that others made leaves a row of its own when somebody hands
 * it in (`acts`); without such a row it moves on too.
 */
function handOver(requirements: readonly Requirement[], vocabulary: Vocabulary): Set<Reading> {
  const { handovers, acts, starts, introduces, opened, receives } = vocabulary.lexicon;
  const handed = new Set<Reading>();
  const all = requirements.filter((r) => r.rejected === null).flatMap((r) => r.readings);
  const made = (noun: string): Reading[] => all.filter((x) => x.noun === noun && (x.operation === 'create' || x.operation === 'upload') && !x.negated && !handovers.includes(x.verb ?? '') && !(x.actor === 'system' && receives.includes(x.verb ?? '')) && (acts[x.verb ?? ''] === undefined || acts[x.verb ?? '']?.makes.includes(noun) === true));
  for (const requirement of requirements) {
    requirement.readings = requirement.readings.map((r) => {
      if (r.noun === null || r.negated || (r.actor === null && !introduces.includes(r.verb ?? ''))) return r;
      // "start a run" makes it, unless something else does; so does who drops a parcel.
      const ordered = r.operation === 'none' && r.actor === null && introduces.includes(r.verb ?? '') && requirement.text.toLowerCase().startsWith(r.verb ?? ' ');
      if ((r.operation === 'transition' || ordered) && r.actor !== 'system' && !vocabulary.lexicon.people.includes(r.noun) && (starts.includes(r.verb ?? '') || introduces.includes(r.verb ?? '')) && r.state === null && made(r.noun).length === 0) return { ...r, operation: 'create', actor: ordered ? 'user' : r.actor };
      if (r.operation === 'job' && r.verb === 'schedule' && r.actor !== 'system' && vocabulary.meaning(r.noun).kind === 'resource') return made(r.noun).length === 0 ? { ...r, operation: 'create' } : { ...r, operation: 'update' };
      if (r.operation === 'list' && r.verb === 'open' && r.actor !== 'system' && opened.includes(r.noun) && made(r.noun).length === 0) return { ...r, operation: 'create' };
      if (r.operation !== 'create' || r.actor === 'system' || !handovers.includes(r.verb ?? '')) return r;
      const makers = made(r.noun);
      if (makers.length === 0) return r;
      const own = makers.some((x) => x.actor === r.actor || x.actor === null);
      if (own || acts[r.verb ?? ''] === undefined) return { ...r, operation: 'transition' };
      handed.add(r);
      return r;
    });
  }
  return handed;
}

/** "approve, reject or request changes to a document": a move of something nobody stores is one of the thing behind it. */
function aimed(requirements: readonly Requirement[], vocabulary: Vocabulary): void {
  const stored = [...new Set(requirements.flatMap((r) => r.readings).filter((x) => ['create', 'upload'].includes(x.operation) && x.noun !== null && vocabulary.meaning(x.noun).kind === 'resource').map((x) => x.noun ?? ''))];
  for (const requirement of requirements) {
    requirement.readings = requirement.readings.map((r) => {
      if (r.operation !== 'transition' || r.noun === null || r.actor === null || r.actor === 'system' || vocabulary.meaning(r.noun).kind !== 'none') return r;
      const behind = requirement.text.slice(requirement.text.toLowerCase().indexOf(r.noun));
      const noun = stored.find((n) => caseless(`\\b(?:to|of|for|on|in)\\s+(?:the|an?|their|his|its)\\s+${escapeRegExp(n)}\\b`).test(behind));
      return noun === undefined ? r : { ...r, noun };
    });
  }
}

/** What somebody borrows or is lent comes back, though no sentence says who brings it. */
function closedBy(row: ActRow, requirements: readonly Requirement[], lexicon: Lexicon): void {
  const act = lexicon.acts[row.verb];
  if (act?.closes === undefined) return;
  const ends = [...Object.keys(act.ends), 'return', 'close'];
  const all = requirements.filter((r) => r.rejected === null);
  if (all.some((r) => r.readings.some((x) => (ends.includes(x.verb ?? '') || x.state === 'returned') && (x.noun === null || x.noun === row.noun || row.things.includes(x.noun))))) return;
  const asking = all.find((r) => r.readings.some((x) => x.noun === row.noun && x.operation === 'create' && x.actor !== 'system'));
  const actor = asking?.readings.find((x) => x.noun === row.noun)?.actor ?? null;
  if (asking !== undefined) asking.readings = [...asking.readings, plain(act.closes, 'transition', row.noun, { actor, state: 'returned' })];
}

/**
 * "Backers pledge an amount to a campaign" where others "withdraw a pledge": a verb that is the name of a row makes that row. What it is given is an
 * attribute of it, what stands behind "to" and what is chosen with it are the things it ties.
 */
function namedAfter(requirements: readonly Requirement[], vocabulary: Vocabulary, rows: Map<string, ActRow>): void {
  const { lexicon } = vocabulary;
  const all = requirements.filter((r) => r.rejected === null);
  const nouns = new Set(all.flatMap((r) => r.readings.flatMap((x) => (x.noun === null || x.noun === x.verb ? [] : [x.noun]))));
  for (const requirement of all) {
    requirement.readings = requirement.readings.map((r) => {
      const verb = r.verb ?? '';
      if (r.operation !== 'transition' || r.negated || r.actor === null || r.actor === 'system' || lexicon.verbs[verb] !== undefined || lexicon.acts[verb] !== undefined || !nouns.has(verb) || r.noun === verb || vocabulary.meaning(verb).kind !== 'resource') return r;
      const behind = caseless(`\\b${escapeRegExp(verb)}\\p{L}*\\s+(?:[^,.;]*?\\s)?(?:to|on|for|towards)\\s+([^.,;]+)`).exec(requirement.text)?.[1];
      const to = behind === undefined ? null : headOf(tokens(behind.split(/\s(?:and|or|when|with|before|after)\s/)[0] ?? '').map((t) => t.lower).filter((w) => !determiner(w)), lexicon, vocabulary.known);
      const chosen = requirement.readings.filter((x) => x !== r && x.operation === 'list' && x.actor === r.actor && x.noun !== null).map((x) => x.noun ?? '');
      const attribute = r.noun !== null && vocabulary.meaning(r.noun).kind === 'field' ? [r.noun] : [];
      const things = [...new Set([...(to === null ? [] : [to]), ...(attribute.length === 0 && r.noun !== null ? [r.noun] : []), ...chosen])].filter((n) => isThing(n, vocabulary) && !lexicon.people.includes(n));
      const given = caseless(`\\b${escapeRegExp(verb)}\\p{L}*\\s+[^,.;]*?\\bwith\\s+([^.;]+)`).exec(requirement.text)?.[1] ?? '';
      const parts = given.split(/,|\band\b/).map((p) => p.trim().toLowerCase().replace(/^(?:an?|the|its|their)\s+/, '')).filter((p) => p !== '');
      if (parts.every((p) => /^\p{L}+(?: \p{L}+)?$/u.test(p))) attribute.push(...parts);
      vocabulary.made.add(verb);
      rows.set(verb, { noun: verb, verb, state: 'active', things, said: attribute });
      return { ...r, operation: 'create', noun: verb, of: things };
    });
  }
}

/** An invitation is sent to whoever is invited, who accepts it, though no sentence says so. */
function answeredBy(row: ActRow, requirements: readonly Requirement[], acts: Lexicon['acts']): void {
  const awaits = acts[row.verb]?.awaits;
  if (awaits === undefined) return;
  const asking = requirements.find((r) => r.rejected === null && r.readings.some((x) => x.noun === row.noun && x.operation === 'create' && x.actor !== 'system'));
  if (asking === undefined) return;
  const said = requirements.some((r) => r.readings.some((x) => x.verb === awaits && x.operation === 'transition' && (x.noun === row.noun || (x.noun === null && r === asking))));
  if (!said) asking.readings = [...asking.readings, plain(awaits, 'transition', row.noun, { actor: 'user', state: acts[row.verb]?.ends[awaits] ?? null })];
  if (!asking.readings.some((x) => x.operation === 'event')) asking.readings = [...asking.readings, plain('send', 'event', row.noun, { actor: 'system' })];
}

const ending = /(?:i?al|l?ation|ion|ment|[ae]nce)$/;

/** "Approvals above 5000 are countersigned", "appeal a denial" where others approve and deny claims: the deed is no thing, it is done to the claim. */
function deedsOf(requirements: readonly Requirement[], vocabulary: Vocabulary): void {
  const all = requirements.filter((r) => r.rejected === null).flatMap((r) => r.readings);
  const moves = all.filter((x) => x.operation === 'transition' && x.noun !== null && x.actor !== null && x.verb !== null && x.verb.length > 3 && vocabulary.meaning(x.noun).kind === 'resource');
  const made = new Set(all.filter((x) => ['create', 'upload', 'ai-job'].includes(x.operation)).map((x) => x.noun));
  const deed = (noun: string): Reading | undefined => (ending.test(noun) && !made.has(noun) && !vocabulary.entities.has(noun) ? moves.find((x) => x.noun !== noun && noun.replace(ending, '').length > 2 && (x.verb ?? '').replace(/[ey]$/, '') === noun.replace(ending, '')) : undefined);
  for (const requirement of requirements) requirement.readings = requirement.readings.map((r) => {
    const of = r.noun === null || r.operation === 'create' ? undefined : deed(r.noun);
    return of === undefined ? r : { ...r, noun: of.noun };
  });
}

/**
 * A person who borrows an item makes a loan: the row is the act's, the thing exists already. What ends the act ("and return it") moves that
 * row on. Rewrites the readings of all requirements; gives the rows by their noun.
 */
export function settleActs(requirements: readonly Requirement[], vocabulary: Vocabulary): Map<string, ActRow> {
  const { lexicon } = vocabulary;
  const { acts } = lexicon;
  const texts = requirements.map((r) => r.text).join('\n');
  const rows = new Map<string, ActRow>();
  aimed(requirements, vocabulary);
  const handed = handOver(requirements, vocabulary);
  const written = new Set(requirements.flatMap((r) => r.readings).flatMap((x) => (['create', 'list', 'search', 'update'].includes(x.operation) && acts[x.verb ?? ''] === undefined && x.noun !== null ? [x.noun] : [])));
  // "When a donor books a slot, create an appointment" names the row that booking makes.
  const created = new Set(requirements.flatMap((r) => r.readings).flatMap((x) => (x.operation === 'create' && !x.negated && x.verb === 'create' && x.noun !== null ? [x.noun] : [])));
  const acting = new Set(requirements.flatMap((r) => r.readings).flatMap((x) => (x.actor === null || x.actor === 'system' ? [] : [x.actor])));
  for (const requirement of requirements) {
    requirement.readings = requirement.readings.map((r) => {
      const one = made(r, requirement, texts, vocabulary, handed, written, created, acting);
      if (one.row !== null) vocabulary.made.add(one.row.noun);
      if (one.row !== null) rows.set(one.row.noun, { ...one.row, things: [...new Set([...(rows.get(one.row.noun)?.things ?? []), ...one.row.things])] });
      return one.reading;
    });
  }
  for (const requirement of requirements) for (const r of requirement.readings) {
    if (r.noun !== 'abuse report' || r.operation !== 'create') continue;
    rows.set(r.noun, { noun: r.noun, verb: 'report', state: 'open', things: [...new Set([...(rows.get(r.noun)?.things ?? []), ...r.of])] });
  }
  for (const r of requirements.flatMap((q) => q.readings)) if (r.operation === 'create' && r.noun !== null && r.noun.endsWith(' item') && vocabulary.made.has(r.noun) && r.of.length > 0 && !rows.has(r.noun)) rows.set(r.noun, { noun: r.noun, verb: r.verb ?? '', state: '', things: [...r.of] });
  // A photo of a registered device is a row of that device.
  for (const r of requirements.flatMap((q) => q.readings)) if (r.operation === 'upload' && r.verb === 'attach' && r.noun !== null && r.of.length > 0 && !rows.has(r.noun)) rows.set(r.noun, { noun: r.noun, verb: r.verb, state: '', things: [...r.of] });
  requirements.forEach((requirement, at) => {
    for (const r of requirement.readings) {
      const row = r.noun !== null && lexicon.payments.includes(r.noun) && r.operation === 'create' ? rows.get(r.noun) : undefined;
      const thing = row === undefined || row.things.length > 0 ? null : paidFor(requirements, at, vocabulary);
      if (row !== undefined && thing !== null) rows.set(row.noun, { ...row, things: [thing] });
    }
  });
  namedAfter(requirements, vocabulary, rows);
  settleWaiting(requirements, vocabulary, rows);
  for (const row of rows.values()) {
    answeredBy(row, requirements, acts);
    closedBy(row, requirements, lexicon);
  }
  // "Donors may donate at most once every 56 days" bounds the rows that a nurse writes; it lets nobody else write them.
  for (const requirement of requirements) requirement.readings = requirement.readings.map((r) => {
    const bound = r.operation === 'create' && r.noun !== null && r.actor !== null && /\b(?:at most|no more than|only once|not more than)\b/i.test(requirement.text);
    return bound && requirements.some((q) => q !== requirement && q.readings.some((x) => x.operation === 'create' && x.noun === r.noun && x.actor !== null && x.actor !== 'system' && x.actor !== r.actor)) ? { ...r, operation: 'none' } : r;
  });
  // "If the host cancels": what was made last is cancelled.
  requirements.forEach((requirement, at) => {
    requirement.readings = requirement.readings.map((r) => {
      if (r.operation !== 'transition' || r.noun !== null || r.negated || r.actor === null || r.actor === 'system' || lexicon.verbs[r.verb ?? ''] !== 'transition') return r;
      const before = requirements.slice(0, at + 1).toReversed().flatMap((q) => (q.rejected === null ? q.readings.filter((x) => x.noun !== null && !x.negated && ((x.operation === 'create' && x.actor !== 'system') || (q === requirement && x.operation === 'transition'))).toReversed() : []));
      const made = before.find((x) => vocabulary.meaning(x.noun ?? '').kind === 'resource' && !lexicon.payments.includes(x.noun ?? ''));
      return made === undefined ? r : { ...r, noun: made.noun };
    });
  });
  deedsOf(requirements, vocabulary);
  // A hyphen is a space in the name of a table: sign-up, SignUp.
  for (const [noun, row] of rows) if (noun.includes('-')) rows.set(noun.replaceAll('-', ' '), row);
  // "WHEN a student requests a room THEN create a reservation": the room is the thing of the reservation.
  for (const r of requirements.flatMap((x) => x.readings)) {
    if (r.operation !== 'create' || r.noun === null || r.of.length === 0 || rows.has(r.noun) || r.actor === null || r.actor === 'system') continue;
    const things = r.of.filter((n) => n !== r.noun && isThing(n, vocabulary) && !vocabulary.lexicon.people.includes(n));
    const act = Object.entries(acts).find(([, a]) => a.makes.includes(r.noun ?? ''));
    if (things.length > 0 && act !== undefined) rows.set(r.noun, { noun: r.noun, verb: r.verb ?? '', state: '', things });
  }
  for (const requirement of requirements) {
    requirement.readings = requirement.readings.map((r) => {
      const row = [...rows.values()].find((x) => acts[x.verb]?.ends[r.verb ?? ''] !== undefined && (r.noun === null ? requirement.readings.some((y) => y.noun === x.noun) : x.things.includes(r.noun) || r.noun === x.noun));
      const end = row === undefined ? undefined : acts[row.verb]?.ends[r.verb ?? ''];
      if (row === undefined || end === undefined || r.operation === 'none') return r;
      return end === 'delete' ? { ...r, operation: 'delete', noun: row.noun } : { ...r, operation: 'transition', noun: row.noun, state: r.state ?? end };
    });
  }
  return rows;
}

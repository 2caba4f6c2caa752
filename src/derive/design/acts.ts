import { escapeRegExp } from '../../text/regex.ts';
import type { Lexicon } from '../../model/knowledge.ts';
import type { Reading, Requirement } from '../../model/plan/index.ts';
import { headOf, tokens } from './objects.ts';
import type { Vocabulary } from './vocabulary.ts';
import { holds, plural } from './words.ts';

type Act = Lexicon['acts'][string];

/** A row that a person's act leaves: the rental of a bike. `things` are what it ties together, `state` its first state. */
export interface ActRow {
  noun: string;
  verb: string;
  state: string;
  things: string[];
}

const isThing = (noun: string, vocabulary: Vocabulary): boolean => !vocabulary.lexicon.ignored.includes(noun.split(' ').at(-1) ?? '') && ['resource', 'user'].includes(vocabulary.meaning(noun).kind) || vocabulary.lexicon.people.includes(noun);

/** "enrol students in a class", "assign it to a vehicle": the thing behind the preposition, when it is one. */
function second(text: string, noun: string, verb: string, vocabulary: Vocabulary): string | null {
  const { lexicon } = vocabulary;
  const object = `(?:${escapeRegExp(noun)}|${escapeRegExp(plural(noun, lexicon))}|${lexicon.pronouns.map(escapeRegExp).join('|')})`;
  const behind = new RegExp(`\\b${escapeRegExp(verb)}\\p{L}*\\s+(?:\\p{L}+\\s+)?${object}\\s+(?:in|into|to|for|at|on)\\s+([^.,;]+)`, 'iu').exec(text)?.[1];
  const found = behind === undefined ? null : headOf(tokens(behind.split(/\s(?:and|or|when|with|for|before|after|within|by|per)\s/)[0] ?? '').map((t) => t.lower), lexicon, vocabulary.known);
  return found !== null && found !== noun && vocabulary.meaning(found).kind === 'resource' ? found : null;
}

/** The name of the row: the spec's own word for it, defined or at least said, else the usual one. */
function nameOf(act: Act, thing: string | null, texts: string, vocabulary: Vocabulary): string {
  const { makes } = act;
  const own = makes.find((n) => thing !== null && n.startsWith(`${thing} `)) ?? makes.find((n) => vocabulary.entities.has(n) || vocabulary.samples.has(n));
  return own ?? makes.find((n) => holds(texts, n) || holds(texts, plural(n, vocabulary.lexicon))) ?? makes.find((n) => !n.includes(' ')) ?? makes[0] ?? '';
}

function made(r: Reading, requirement: Requirement, texts: string, vocabulary: Vocabulary): { reading: Reading; row: ActRow | null } {
  const act = r.actor === null || r.actor === 'system' || (r.operation !== 'create' && r.operation !== 'update') || r.negated ? undefined : vocabulary.lexicon.acts[r.verb ?? ''];
  if (act === undefined || (r.noun === null && act.pair === true)) return { reading: r, row: null };
  if (r.noun !== null && act.makes.includes(r.noun)) return { reading: r, row: null };
  if (r.noun !== null && !isThing(r.noun, vocabulary)) return { reading: vocabulary.lexicon.verbs[r.verb ?? ''] === undefined ? { ...r, operation: 'none' } : r, row: null };
  const verb = r.verb ?? '';
  const other = r.noun === null ? null : second(requirement.text, r.noun, verb, vocabulary);
  if (act.pair === true && (other === null || vocabulary.lexicon.people.includes(other))) return { reading: r, row: null };
  const noun = act.pair === true ? `${r.noun} ${act.makes[0] ?? ''}` : nameOf(act, r.noun, texts, vocabulary);
  if (r.noun === null && !vocabulary.entities.has(noun) && !holds(texts, noun) && !holds(texts, plural(noun, vocabulary.lexicon))) return { reading: r, row: null };
  const things = [r.noun, act.pair === true || (r.noun !== null && vocabulary.lexicon.people.includes(r.noun)) ? other : null].filter((x) => x !== null);
  return { reading: { ...r, operation: 'create', noun, of: things }, row: { noun, verb, state: act.state, things } };
}

/**
 * "create and send invoices": what one verb makes, the other moves on. A thing that others made leaves a row of its own when somebody hands
 * it in (`acts`); without such a row it moves on too.
 */
function handOver(requirements: readonly Requirement[], vocabulary: Vocabulary): void {
  const { handovers, acts } = vocabulary.lexicon;
  const all = requirements.filter((r) => r.rejected === null).flatMap((r) => r.readings);
  const made = (noun: string): Reading[] => all.filter((x) => x.noun === noun && (x.operation === 'create' || x.operation === 'upload') && !x.negated && !handovers.includes(x.verb ?? ''));
  for (const requirement of requirements) {
    requirement.readings = requirement.readings.map((r) => {
      if (r.operation !== 'create' || r.noun === null || r.actor === null || r.actor === 'system' || !handovers.includes(r.verb ?? '')) return r;
      const makers = made(r.noun);
      if (makers.length === 0) return acts[r.verb ?? ''] === undefined ? r : { ...r, verb: 'create' };
      const own = makers.some((x) => x.actor === r.actor || x.actor === null);
      return own || acts[r.verb ?? ''] === undefined ? { ...r, operation: 'transition' } : r;
    });
  }
}

/**
 * A person who borrows an item makes a loan: the row is the act's, the thing exists already. What ends the act ("and return it") moves that
 * row on. Rewrites the readings of all requirements; gives the rows by their noun.
 */
export function settleActs(requirements: readonly Requirement[], vocabulary: Vocabulary): Map<string, ActRow> {
  const { acts } = vocabulary.lexicon;
  const texts = requirements.map((r) => r.text).join('\n');
  const rows = new Map<string, ActRow>();
  handOver(requirements, vocabulary);
  for (const requirement of requirements) {
    requirement.readings = requirement.readings.map((r) => {
      const one = made(r, requirement, texts, vocabulary);
      if (one.row !== null) rows.set(one.row.noun, { ...one.row, things: [...new Set([...(rows.get(one.row.noun)?.things ?? []), ...one.row.things])] });
      return one.reading;
    });
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

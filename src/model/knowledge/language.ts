import * as z from 'zod';
import { Priority, type FieldKind } from '../spec.ts';

const Words = z.array(z.string().min(1));
/** Words that a language may leave out. */
const More = Words.default([]);

/** Units that are compared with one another, by their sign. */
export const measures = ['ms', 's', 'min', 'h', 'day', 'week', 'month', 'year', 'B', 'KB', 'MB', 'GB', '%'] as const;
export type Measure = (typeof measures)[number];

/**
 * Word lists of one language: headings and keywords by what they announce, so that no reader holds English in code. Words are matched
 * without regard to case, unless they are written in capitals (`MAY`).
 */
export const Language = z.strictObject({
  id: z.string(),
  /** Unicode scripts that tell the language by themselves, such as Hiragana. */
  scripts: Words,
  /** Frequent short words that tell it among languages of one script. */
  detect: Words,
  /** Letters that may be written otherwise, each with its other form at the same place: every word and pattern counts in both. */
  letters: z.strictObject({ these: z.string(), others: z.string() }).refine(({ these, others }) => these.length === others.length, 'the two rows of letters differ in length').optional(),
  /** Section kind -> heading, label and column words: goals, users, requirements, stories, acceptance, nonfunctional, entities, glossary, outOfScope, edgeCases, assumptions, openQuestions, answered, metrics, milestones, risks, constraints, dependencies, budget, team, deadline, stack, schema, routes, checklist, summary, document, context, ignored, meta, component. */
  headings: z.record(z.string(), Words),
  /** Patterns of whole headings that ask a question or say a sentence: "What it must do". Matched without case; the first that fits counts. */
  headingSentences: z.record(z.string(), Words).default({}),
  /** Patterns of a heading over what a part of the product answers for, which it does: "Responsibilities". */
  duties: More,
  /** Sentences that end in a colon, by what they say of the list below them, as patterns of the whole sentence without it. */
  leads: z.record(z.string(), Words).default({}),
  /** Words that tie what stands behind them to the noun before: "requirements of the user". */
  ties: Words.default([]),
  /** Words at the edge of a heading that only describe what it announces: "recommended technology stack". */
  describing: Words.default([]),
  /** Single words that announce a section alone and no longer one: "Data and preprocessing". */
  alone: Words.default([]),
  /** The product as the subject of a sentence that tells what it does: "the system". */
  product: More,
  /** Words of a sentence about what was or is so far, which demands nothing: "last year", "were". */
  past: Words.default([]),
  /** Words by which the authors speak of themselves: "we". */
  authors: Words.default([]),
  /** Infinitives behind which a list says what a thing is made of: "have", "contain". */
  holds: Words.default([]),
  /** Last words of a sentence that leaves its deed to the list below it: "Members must be able to:". */
  opens: Words.default([]),
  /** Modal words that forbid, in a language that leaves out who acts: what nobody may do needs no actor. */
  forbids: Words.default([]),
  /** Nouns for whatever is wanted, behind a rank: "Desirable stuff". */
  things: Words.default([]),
  /** What stands in brackets behind something nobody confirmed: "(to be confirmed)". */
  unconfirmed: Words.default([]),
  /** Words of a heading that only bounds what is built, whose sentences demand nothing by themselves: "Scope". */
  bounds: Words.default([]),
  /** Column role -> header words: id, text, title, detail, target, priority, status, answer, attributes, type, product, role, want, benefit, owner, may, mayNot, nothing, partly (cells that allow within bounds: own, read only). */
  columns: z.record(z.string(), Words),
  /**
   * How plans and task lists of any hand say things: what a numbered `requirement` or `story` is called in its heading, what stands before the
   * numbers of the requirements that a task serves (`named`), starts of words by which somebody sees that a task is done (`proofs`), and the parts
   * of a system for each of which the same may have to be done (`parts`).
   */
  plans: z.strictObject({ requirement: More, story: More, named: More, proofs: More, parts: More }).prefault({}),
  /**
   * Labels of a card that describes one feature or use case, by what they say of it: its number and name, what it is for (`about`), who acts, what must hold before
   * (`given`), what starts it, its steps, what holds after them (`result`), what the product does (`behaviour`), what always holds (`rules`), what goes in and out (`detail`),
   * what may go wrong or otherwise (`exceptions`), and remarks (`aside`).
   */
  cards: z.strictObject({ id: More, name: More, about: More, actors: More, given: More, trigger: More, flow: More, result: More, behaviour: More, rules: More, detail: More, exceptions: More, aside: More }).prefault({}),
  /** Modal words of a sentence, by the priority they give. */
  modals: z.record(Priority, Words),
  /** Labels of a heading, tag or table cell, by the priority they give. */
  priorities: z.record(Priority, Words),
  /** Words before a condition or trigger, EARS and Given/When/Then alike. */
  given: Words,
  when: Words,
  // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then keyword list
  then: Words,
  and: Words,
  vague: Words,
  /** What a vague word could say instead, by word; `*` for the others. */
  rewrites: z.record(z.string(), z.string()),
  /** Where the verb of a demand stands: behind the modal word, before it, or at the end of the sentence. */
  verb: z.enum(['after', 'before', 'end']),
  /** The actor a finding proposes when a demand names none. */
  actor: z.string(),
  /** Marks behind the one who acts, in languages where the modal word ends the sentence; empty where the actor stands before the modal word. */
  subjects: Words,
  /** Words between two demands of one sentence. */
  joins: Words,
  /** Forms that chain a second demand to a first one without a modal word of its own, each with what ends the first when it is written alone. */
  chains: z.record(z.string(), z.string()),
  /** Endings between a verb and its modal word, or behind a verb that ends the sentence. */
  tails: Words,
  /** Verbs that name no outcome of their own: support, handle ... */
  hollow: Words,
  /** Verbs of keeping and of deleting, to find two periods for one thing. */
  retention: Words,
  /** Numbers written as words, and units of a measure by their sign; what stands before or behind a number and makes it a bound. */
  numerals: z.record(z.string(), z.number()),
  measures: z.partialRecord(z.enum(measures), Words),
  /** Words between a number and what is counted, in scripts without spaces. */
  counters: Words.default([]),
  most: Words,
  least: Words,
  /** Words that say the same of a thing or a deed, and those that say nothing of what a number is about. */
  same: z.array(Words),
  light: Words,
  /** Words of one deed each, by which a right and a demand say the same; and those that sum up several or say nothing of what is done. */
  deeds: z.array(Words),
  sums: Words,
  /** Nouns of what every product has, or what only shows records of others: data, calendar, overview. */
  frames: Words,
  /** Verbs of a demand by what they reach: the record, another person, money. Two of different kinds are two demands. */
  acts: z.strictObject({ keep: Words, tell: Words, pay: Words }),
  /** What a person decides ("approved"), and patterns of a sentence that leaves out who, with `{decided}` for one of them in the group `done`; silent where a word of `agent` stands beside. */
  decided: Words,
  asked: Words,
  agent: z.strictObject({ words: Words, place: z.enum(['before', 'after']), say: z.string() }),
  /** Adjectives that are all a demand asks for and nobody can observe: "must be secure". */
  states: Words,
  /** Phrases with a vague word that are not vague. */
  clear: Words,
  /** Words that stand for an actor without naming one. */
  pronouns: Words,
  /** Patterns of a story sentence with named groups role, want, benefit. */
  story: Words,
  /** Words between an actor and what they may do: "can". Beside demands such a sentence is one more. */
  capability: Words,
  /** Endings of a bullet that says what is done, in a language whose verb stands last. */
  deedEnds: More,
  /** Words that change nothing in what a demand asks for: be able to, the. */
  fillers: Words,
  /** Words that make a plain sentence among demands hold at all times: always. */
  always: More,
  /** Words before those a demand is for: all, and those that leave the others out: only. */
  everyone: Words,
  only: Words,
  negations: Words,
  persisted: Words,
  notPersisted: Words,
  /** Words that begin a sentence about a part of the thing spoken of: its, their. */
  possessives: More,
  /** First words of a remark in brackets on the thing itself, which lists nothing of it: "(existing entity, referenced here)". */
  asides: More,
  /** How a demand names what is kept, so that a document without a list of entities still gives some. */
  implied: z.strictObject({
    /**
     * Where the object of a verb stands: `after` it, `before` it with a mark between them, as the noun right behind it (`next`), or, in a
     * language that writes nouns with a capital, at the end of the clause that the verb ends, else behind it (`clause`).
     */
    object: z.enum(['after', 'before', 'next', 'clause']),
    mark: z.string(),
    /** Verbs that make, keep, change or delete a record, in the forms that occur. */
    keeps: Words,
    /** Verbs that compute it. */
    computes: Words,
    /** Verbs that show it: they count when the sentence lists what the record holds. */
    shows: Words,
    /** Endings of plurals with those of the singular, the longest first; English has its own rules. */
    plurals: z.record(z.string(), z.string()).default({}),
    /** Words before a noun that are no part of its name. */
    before: Words,
    /** Words that make a clause passive, so that its first noun is what something is done to. */
    passives: Words.default([]),
    /** Nouns that only frame another one: "list of gap periods". */
    frames: Words,
    /** Words that end a noun phrase. */
    ends: Words,
    /** Nouns that name no record: page, error, request. */
    generic: Words,
    /** Generic nouns that name a record where they are counted: "an order", "orders", not "the order of". */
    counted: Words.default([]),
    /** Generic nouns that name a record together with the word before them: audit event, personal record. */
    compounds: Words,
    /** Words that say a component, a protocol or a standard, not a record. */
    components: Words,
  }),
  /**
   * What the lines nested below an entity are: labels over its attributes, its relations, its states, what it is (`about`), what must hold of it (`rules`), or anything else
   * (`asides`); words of a relation by how many it reaches; words that say of an attribute that it may be missing, is unique, is a key, is one of
   * a list, or is there anyway (`ignored`), or how long it is (`characters`); names of attributes whose value is one of a list (`valued`); and kinds of values.
   */
  parts: z.strictObject({
    attributes: Words, relations: Words, states: Words, about: Words, rules: More, asides: Words,
    many: Words, one: Words, both: Words,
    optional: Words, ignored: Words, unique: Words, keys: Words, oneOf: Words, valued: Words, characters: Words,
    kinds: z.strictObject({ text: Words, integer: Words, number: Words, boolean: Words, date: Words, timestamp: Words, list: Words, object: Words, id: Words } satisfies Record<FieldKind, typeof Words>),
  }),
  /** Words that lead in a list of attributes. */
  attributes: Words,
  /** Headings and words that are about a quality and nothing else: performance, availability ... */
  quality: Words,
  /** Words before a limit ("within") and units of time, load and share; both together make a non-functional requirement. */
  limits: Words,
  units: Words,
  /** Patterns of a load: a number of anything in a second. */
  throughput: Words,
  /** States of a question that is settled. */
  resolved: Words,
  /** What a template leaves standing around its empty slots. */
  frame: Words,
  /** Words that mark example text of a template. */
  example: Words,
  /** Who acts in a requirement; a sentence without any of these or a capitalised subject has no actor. */
  actors: Words,
  /** Patterns of the product as the subject of its own demand ("el sistema debe"), which a short form leaves out. English is read by `plain`. */
  itself: Words,
  /**
   * What a case of a requirement speaks of; `refus*` stands for every word that begins so, `not * within` for one word between. `refused`: it ends badly, unless the word only names
   * a figure or a text (`measured`); `troubled`: an outside call goes wrong, `down`: it gives no answer; `late`: a time ran out.
   */
  cases: z.strictObject({
    refused: Words, measured: Words, refuses: Words, troubled: Words, down: Words, late: Words, writes: Words, reads: Words, invalid: Words, conflicts: Words, states: Words, rates: Words,
    /** What a rule about rows says: it forbids an act, denies it where something does not hold, bounds or guards rows; that a state does not allow something; that two want the same. */
    forbids: More, bans: More, denies: More, rules: More, illegal: More, contested: More, contests: More, negates: More,
    /** What is read: shown, listed, searched for; a day or a span of days, months, what is still to come; older versions. */
    shows: More, lists: More, searches: More, spans: More, periods: More, months: More, upcoming: More, versions: More,
    /** Ends by itself at a time; holds so much at most; runs by the clock; was made as people ask for it. */
    expires: More, capped: More, clocked: More, made: More,
    /** Of an outside system: its events, its handshake, a person who comes back from its consent; data that leaves for others; keeping of data. */
    events: More, handshake: More, consents: More, outside: More, stores: More,
    /** A text model; its text within the answer of a call; a limit of seconds; of a call and its answer. */
    model: More, within: More, seconds: More, calls: More,
    /** Callers that a person names: a scheduled job, another server, a native application. */
    scheduled: More, server: More, native: More,
  }),
  /** Signs that a backend does (`work`, and beyond doubt `server`) or does not (`tool`, `authoring`, `screen`) have something to do; `shared` are those of them that products have as well: skills, templates. `without` are patterns of a sentence that says there is no server, matched without case and accents; `served` of one that names a server or a database; `remote` are words of a demand that needs one all the same. */
  backend: z.strictObject({ work: Words, server: Words, tool: Words, authoring: Words, screen: Words, shared: Words, without: More, served: More, remote: More }),
});
export type Language = z.infer<typeof Language>;

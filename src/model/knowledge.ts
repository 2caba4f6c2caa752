import * as z from 'zod';
import { Day, Id } from './ids.ts';
import { Priority } from './spec.ts';
import { DataClass, Disposition } from './samples.ts';
import { Operation } from './plan/requirement.ts';
import { Judging } from './judging.ts';
import { NumberWords } from './number-words.ts';
import { TaskRules } from './task-rules.ts';

/**
 * A dated statement about the world. `grade` decides the wording: `read` at the source is stated; `quoted` by others "is reported to";
 * `experience` "is expected to". Older than `maxAgeDays` is a finding that warns. `ends` is the day a component or rule stops.
 */
export const DatedFact = z.strictObject({
  id: Id,
  text: z.string(),
  source: z.string(),
  read: Day,
  grade: z.enum(['read', 'quoted', 'experience']),
  maxAgeDays: z.int().positive(),
  /** Component this fact is about, such as "MongoDB 6.0", matched against profile and spec. */
  component: z.string().optional(),
  ends: Day.optional(),
  replacement: z.string().optional(),
  /** Role of the component in a profile, so that another stack names its own part instead of the replacement. */
  role: z.string().optional(),
});
export type DatedFact = z.infer<typeof DatedFact>;

/** How much may stand somewhere: the direct bullets, table rows or subsections (those of its subsections too when `deep`), or diagrams at any depth. */
export const Limits = z.strictObject({ of: z.enum(['bullets', 'rows', 'subsections', 'diagrams']), min: z.int().optional(), max: z.int().optional(), deep: z.boolean().optional() });
export type Limits = z.infer<typeof Limits>;

/** What a required section may hold; `limits` are read by the template test and by the checker alike. */
export const SectionSpec = z.strictObject({
  id: z.string(),
  /** Handlebars text over profile terms, e.g. `Database schema/{{database}} integration`. */
  heading: z.string(),
  depth: z.int().min(2).max(4),
  source: z.string(),
  limits: Limits.optional(),
});
export type SectionSpec = z.infer<typeof SectionSpec>;

/** One document of the outputs table. `path` is a template over `{{feature}}`, `{{out}}` and, per package, `{{phase}}` and `{{slug}}`. */
export const DocumentSpec = z.strictObject({
  id: z.string(),
  title: z.string(),
  path: z.string(),
  per: z.enum(['plan', 'package']),
  /** The least depth at which it is written: a brief plan is the small feature's, a full one has a plan per package. */
  depth: z.enum(['brief', 'lite', 'full']),
  maxWords: z.int().positive().nullable(),
  sections: z.array(SectionSpec),
  /** Counted over the whole document. */
  limits: Limits.optional(),
});
export type DocumentSpec = z.infer<typeof DocumentSpec>;

export const Catalogue = z.strictObject({
  /** A feature of at most so many leaves, without job or outside call, gets a brief plan unless a depth is chosen. */
  briefUpTo: z.int().nonnegative().default(0),
  documents: z.array(DocumentSpec),
});
export type Catalogue = z.infer<typeof Catalogue>;

/** Targets used where a spec is silent, one number a class of operation; the unit stands in the key. */
export const NfrDefaults = z.strictObject({
  'cached-read-p95-ms': z.number(),
  'quick-p95-ms': z.number(),
  /** Time after which a short operation is cut off. */
  'cap-ms': z.number(),
  'accept-p95-ms': z.number(),
  'db-p95-ms': z.number(),
  'webhook-p99-ms': z.number(),
  /** From an event of a provider to the row a reader sees. */
  'webhook-visible-s': z.number(),
  'sync-30d-min': z.number(),
  'ai-p95-s': z.number(),
  'ai-cost-usd': z.number(),
  /** On one host; `availability-redundant-pct` holds for two. */
  'availability-pct': z.number(),
  'availability-redundant-pct': z.number(),
  'error-share-pct': z.number(),
  'rpo-h': z.number(),
  'rto-h': z.number(),
  'coverage-pct': z.number(),
});
export type NfrDefaults = z.infer<typeof NfrDefaults>;

/** A stack as data. Terms feed headings; commands feed `verify:`; paths feed artefacts. */
export const Profile = z.strictObject({
  id: z.string(),
  version: z.int(),
  asOf: Day,
  title: z.string(),
  /** framework, database, store ("collection" or "table"), modelNoun ("document", "SQLModel"), language, typeWords ... */
  terms: z.record(z.string(), z.string()),
  /** Words in specs and file names at the root that point to this stack. */
  detect: z.strictObject({ words: z.array(z.string()), files: z.array(z.string()) }),
  components: z.array(z.strictObject({ name: z.string(), version: z.string(), role: z.string(), sunset: Day.nullable(), source: z.string() })),
  foundation: z.array(z.string()),
  tree: z.array(z.string()),
  /** install, types, lint, test, testOne ("uv run pytest {file} -k {case}"), mock, load, compose ... with `{file}` and `{case}` slots. */
  commands: z.record(z.string(), z.string()),
  /** Artefact paths by role: model, schema, route, service, repository, gateway, job, error, index, setup, test.* ... with `{name}` slots (snake or kebab by `fileCase`). */
  paths: z.record(z.string(), z.string()),
  fileCase: z.enum(['snake', 'kebab']),
  /** Profile type word for each neutral field type. */
  types: z.record(z.string(), z.string()),
  dataKind: z.enum(['postgres', 'mongo']),
  foreignKeys: z.enum(['users-only', 'none']),
  /** How callers are known: `bullets` where the plan signs people in itself, `existing` where another sign-in does, `service` where only services call. */
  authModel: z.strictObject({ heading: z.string(), bullets: z.array(z.string()), existing: z.array(z.string()).default([]), service: z.array(z.string()).default([]) }),
  queue: z.strictObject({ name: z.string(), needs: z.string(), jobTypesFrom: z.int(), below: z.string() }),
  cache: z.string(),
  /** The audit log of this stack proves that nobody changed it: each row holds the hash of the one before. */
  auditChain: z.boolean().default(false),
  conventions: z.record(z.string(), z.string()),
  nfrDefaults: NfrDefaults,
  costs: z.array(z.strictObject({ item: z.string(), usd: z.number(), asOf: Day, source: z.string(), when: z.enum(['always', 'provider', 'ai', 'second-host', 'hipaa']) })),
  risks: z.array(z.strictObject({ id: z.string(), title: z.string(), probability: z.int(), impact: z.int(), trigger: z.string(), mitigation: z.string(), contingency: z.string() })),
  /** Patterns of the architecture; `when` names what a plan has to have for one to hold. */
  patterns: z.array(z.union([z.string(), z.strictObject({ when: z.enum(['jobs', 'sign-in', 'gateways']), text: z.string() })])),
  refuses: z.array(z.strictObject({ words: z.array(z.string()), reason: z.string(), instead: z.string() })),
});
export type Profile = z.infer<typeof Profile>;

/** House rules laid over every profile (seed 004). */
export const HouseRules = z.strictObject({ id: z.string(), rules: z.array(z.strictObject({ id: z.string(), text: z.string(), source: z.string() })) });
export type HouseRules = z.infer<typeof HouseRules>;

/** One field of a provider's API. `name` and `type` are what the plan stores it as. A row wins over inference. */
export const ProviderField = z.strictObject({
  path: z.string(),
  name: z.string(),
  type: z.string(),
  unit: z.string().nullable(),
  nullable: z.boolean(),
  class: DataClass,
  disposition: Disposition,
  /** Paths of the same model in the spec's words, such as `distance_km`. */
  aliases: z.array(z.string()).optional(),
  values: z.array(z.string()).optional(),
  format: z.string().optional(),
  /** Only in these variants, e.g. resource_state 3. */
  variants: z.array(z.string()).optional(),
  scope: z.string().optional(),
  subscriberOnly: z.boolean().optional(),
  deprecated: z.string().optional(),
  note: z.string().optional(),
  fact: Id.optional(),
});
export type ProviderField = z.infer<typeof ProviderField>;

export const ProviderModel = z.strictObject({
  name: z.string(),
  kind: z.enum(['resource', 'value', 'event', 'fault', 'token', 'series']),
  /** The record is of this kind when it has all of `all` and one of `any` (when given) and none of `none`; keys of `arrays` hold arrays. */
  signature: z.strictObject({ all: z.array(z.string()), any: z.array(z.string()).optional(), none: z.array(z.string()).optional(), arrays: z.array(z.string()).optional() }),
  /** Other APIs answer alike: it counts only beside a model of this provider that is not generic, or under a path that names the provider. */
  generic: z.boolean().optional(),
  /** Discriminator whose values split the record into variants. */
  variantBy: z.string().optional(),
  /** What each value of the discriminator means, such as `"2": summary`. */
  variants: z.record(z.string(), z.string()).optional(),
  /** Nouns a spec uses for it. */
  nouns: z.array(z.string()),
  /** Model of the plan that stores it, such as Activity; null when nothing stores it. */
  storedAs: z.string().nullable(),
  fields: z.array(ProviderField),
});
export type ProviderModel = z.infer<typeof ProviderModel>;

/** One outside API: catalogue of fields, limits, scopes, policy, dated facts. */
export const Provider = z.strictObject({
  id: z.string(),
  name: z.string(),
  asOf: Day,
  /** Words in a spec that name it. */
  detect: z.array(z.string()),
  /** Gateway class and the outside calls it may need. */
  gateway: z.string(),
  person: z.string(),
  calls: z.array(z.strictObject({
    name: z.string(), purpose: z.string(), timeoutMs: z.int(), retry: z.enum(['never', 'before-send', 'bounded']), retryText: z.string(),
    needs: z.enum(['connect', 'refresh', 'revoke', 'sync', 'event']), quota: z.boolean(), errors: z.array(z.string()),
  })),
  scopes: z.array(z.strictObject({ name: z.string(), for: z.string(), required: z.boolean() })),
  /** Life of an access token in hours, and whether a renewal may end the old refresh token. Absent: the API has no sign-in. */
  token: z.strictObject({ lifeHours: z.number().positive(), rotates: z.boolean(), fact: Id }).optional(),
  quotas: z.array(z.strictObject({ what: z.string(), perDay: z.int(), per15Min: z.int(), tier: z.string(), fact: Id })),
  caps: z.array(z.strictObject({ id: z.string(), what: z.string(), values: z.array(z.int()), fact: Id })),
  webhook: z.strictObject({ path: z.string(), answerMs: z.int(), attempts: z.int(), signed: z.boolean(), challenge: z.string(), fact: Id }).nullable(),
  pageSize: z.int(),
  cacheDays: z.int().nullable(),
  deletionHours: z.int().nullable(),
  eraseDays: z.int().nullable(),
  ai: z.strictObject({ allowed: z.boolean(), why: z.string(), fact: Id }),
  policy: z.array(z.strictObject({ clause: z.string(), text: z.string(), fact: Id })),
  policyOptions: z.array(z.strictObject({ key: z.string(), text: z.string(), effect: z.string(), dropsAi: z.boolean(), dropsSync: z.boolean(), reversible: z.string() })),
  policyDefault: z.array(z.string()),
  costs: z.array(z.strictObject({ item: z.string(), usd: z.number(), fact: Id })),
  brand: z.array(z.string()),
  edgeCases: z.array(z.string()),
  models: z.array(ProviderModel),
  facts: z.array(DatedFact),
});
export type Provider = z.infer<typeof Provider>;

const Words = z.array(z.string().min(1));

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
  /** Section kind -> heading, label and column words: goals, users, requirements, stories, acceptance, nonfunctional, entities, glossary, outOfScope, edgeCases, assumptions, openQuestions, answered, metrics, milestones, risks, constraints, dependencies, budget, team, deadline, stack, schema, routes, checklist, summary, document, context, ignored, meta, component. */
  headings: z.record(z.string(), Words),
  /** Patterns of whole headings that ask a question or say a sentence: "What it must do". Matched without case; the first that fits counts. */
  headingSentences: z.record(z.string(), Words).default({}),
  /** Column role -> header words: id, text, title, detail, target, priority, status, answer, attributes, type, product, role, want, benefit, owner. */
  columns: z.record(z.string(), Words),
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
  /** Units of long periods. */
  periods: Words,
  /** Words that stand for an actor without naming one. */
  pronouns: Words,
  /** Patterns of a story sentence with named groups role, want, benefit. */
  story: Words,
  /** Words between an actor and what they may do: "can". Beside demands such a sentence is one more. */
  capability: Words,
  /** Words that change nothing in what a demand asks for: be able to, the. */
  fillers: Words,
  /** Words before those a demand is for: all, and those that leave the others out: only. */
  everyone: Words,
  only: Words,
  negations: Words,
  persisted: Words,
  notPersisted: Words,
  /** How a demand names what is kept, so that a document without a list of entities still gives some. */
  implied: z.strictObject({
    /** Where the object of a verb stands: behind it, or before it with a mark between them. */
    object: z.enum(['after', 'before']),
    mark: z.string(),
    /** Verbs that make, keep, change or delete a record, in the forms that occur. */
    keeps: Words,
    /** Verbs that compute it. */
    computes: Words,
    /** Verbs that show it: they count when the sentence lists what the record holds. */
    shows: Words,
    /** Words before a noun that are no part of its name. */
    before: Words,
    /** Nouns that only frame another one: "list of gap periods". */
    frames: Words,
    /** Words that end a noun phrase. */
    ends: Words,
    /** Nouns that name no record: page, error, request. */
    generic: Words,
    /** Generic nouns that name a record together with the word before them: audit event, personal record. */
    compounds: Words,
    /** Words that say a component, a protocol or a standard, not a record. */
    components: Words,
  }),
  /** Words that lead in a list of attributes. */
  attributes: Words,
  /** Headings and words that are about a quality and nothing else: performance, availability ... */
  quality: Words,
  /** Words before a limit ("within") and units of time, load and share; both together make a non-functional requirement. */
  limits: Words,
  units: Words,
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
  cases: z.strictObject({ refused: Words, measured: Words, refuses: Words, troubled: Words, down: Words, late: Words, writes: Words, reads: Words, invalid: Words, conflicts: Words, states: Words, rates: Words }),
  /** Signs that a backend does (`work`, and beyond doubt `server`) or does not (`tool`, `authoring`, `screen`) have something to do. */
  backend: z.strictObject({ work: Words, server: Words, tool: Words, authoring: Words, screen: Words }),
});
export type Language = z.infer<typeof Language>;

/** Verbs, nouns and aliases as data. */
/** A plural ending: what a noun ends in, and what it ends in when it is many. */
const Ending = z.strictObject({ one: z.string(), many: z.string() });

export const Lexicon = z.strictObject({
  verbs: z.record(z.string(), Operation),
  aliases: z.record(z.string(), z.string()),
  /** Nouns that are computed, never stored. */
  derived: z.array(z.string()),
  /** Nouns of a screen or of a tool, which no backend stores: dashboard, tab, chart, command ... */
  frontend: z.array(z.string()),
  irregularPlurals: z.record(z.string(), z.string()),
  /** Verbs that stand for create, list, change and delete together: manage, keep, maintain. */
  manage: z.array(z.string()),
  /** Heads that only frame another noun: list, history, details, page. */
  weakHeads: z.array(z.string()),
  /** Heads that say little alone and keep the word before them: opening hour, access level, time slot. */
  compounds: z.array(z.string()),
  /**
   * Verbs that tie a person to a thing over time and leave a row of their own: `borrow` makes a loan, not an item. The first name the spec
   * knows or says wins, else the first; `state` is the row's first state. `ends` are the verbs that end it, with the state they lead to
   * (`delete` takes the row away). A `pair` ties two things and takes its name from the first: a device assignment.
   * One that has to be `said` makes a row only where the spec names one.
   */
  acts: z.record(z.string(), z.strictObject({ makes: z.array(z.string()).min(1), state: z.string(), ends: z.record(z.string(), z.string()), pair: z.boolean().optional(), said: z.boolean().optional() })),
  /** Subjects that are the software itself, so that no person acts. */
  machines: z.array(z.string()),
  /** Endings of nouns that say who does something (recipient, technician), and the things that end like them all the same. */
  agents: z.array(z.string()),
  things: z.array(z.string()),
  /** People whom the product serves: they see and change their own rows; all other people of `people` hold a role. */
  endUsers: z.array(z.string()),
  /** People who work somewhere: they are whom a product serves when it serves nobody else, as a leave planner does. */
  workers: z.array(z.string()),
  /** Verbs by which a thing reaches the product, unless another verb makes its row: a parcel is dropped, a complaint is filed. */
  introduces: z.array(z.string()),
  /** Things that move when they are opened; what else is opened is read. */
  hardware: z.array(z.string()),
  /** Verbs that make a run of something, unless another verb makes it. */
  starts: z.array(z.string()),
  /** Computed nouns and the things they are counted from, first choice first. */
  measures: z.record(z.string(), z.array(z.string())),
  /** States of an enumeration that a verb may lead to, first choice first. */
  alternatives: z.record(z.string(), z.array(z.string())),
  /** Verbs that make a row, or pass one on that another verb makes: send, submit, publish. */
  handovers: z.array(z.string()),
  /** Verbs by which the software notes what happened, beside the act itself. */
  logs: z.array(z.string()),
  /** Participles by which a person learns something: "the courier is told". */
  told: z.array(z.string()),
  /** What a person gets and does not make: messages, papers, codes. */
  messages: z.array(z.string()),
  /** Things that open and close; a document that is opened is only read. */
  physical: z.array(z.string()),
  /** Things that are a set by nature: whoever changes the opening hours adds, lists, changes and removes them. */
  sets: z.array(z.string()),
  /** Adjectives that stand behind their noun. */
  trailing: z.array(z.string()),
  /** Verbs whose object stands behind a preposition: search for a room. Those of `acts` do so too. */
  through: z.array(z.string()),
  /** Machines that call by themselves, with a key of their own instead of a session. */
  devices: z.array(z.string()),
  /** Words that stand for the thing named before. */
  pronouns: z.array(z.string()),
  /** Words that stand for whoever acts. */
  reflexives: z.array(z.string()),
  /** Verbs of being and having: what they say is a property of a thing, nothing to do. */
  stative: z.array(z.string()),
  /** Small words that belong to the verb before them: pick up, hand over. */
  particles: z.array(z.string()),
  /** Verbs that put a thing into a state they name: mark a bike as broken. */
  marks: z.array(z.string()),
  /** Things of several words: waiting list, purchase order. */
  phrases: z.array(z.string()),
  /** Moves that leave the state as it is: a renewed loan is still lent. */
  steady: z.array(z.string()),
  /** Moves that take another move back, besides those named by "un": resume takes back pause. */
  opposites: z.record(z.string(), z.string()),
  /** Moves that end a row from any state that is not an end. */
  finals: z.array(z.string()),
  /** States that end a row by their name. */
  ended: z.array(z.string()),
  /** Moves that turn a row down. */
  rejects: z.array(z.string()),
  /** Verbs that make a row, with the first state they give it. */
  begins: z.record(z.string(), z.string()),
  /** Past participles that no rule makes: sold, taken. */
  participles: z.record(z.string(), z.string()),
  /** Plural endings of languages other than English, by language: the first ending that fits is replaced. */
  inflections: z.record(z.string(), z.array(Ending)),
  /** Those of the language of the spec at hand. */
  endings: z.array(Ending).default([]),
  /** What a search or a list of the main thing is called: the catalogue of a shop, of a library. */
  collections: z.array(z.string()),
  /** Verbs of a system that takes something from its caller, as against storing it by itself. */
  receives: z.array(z.string()),
  /** Nouns that are a file by nature, so that an upload stores them as they are. */
  files: z.array(z.string()),
  /** Attributes that are rows of their own when nothing else in the sentence could hold them: note, comment. */
  standalone: z.array(z.string()),
  /** Nouns of which one owner keeps few, with the number kept at most. */
  bounded: z.record(z.string(), z.int().positive()),
  /** Computed nouns, with the metric they belong to. */
  computed: z.record(z.string(), z.strictObject({ metric: z.string(), text: z.string(), unit: z.string().nullable(), formula: z.string() })),
  /** Nouns that are never stored: system, service, application, request ... */
  ignored: z.array(z.string()),
  /** Words before a noun that do not change what it is: new, own, active ... */
  adjectives: z.array(z.string()),
  /** People in the role of an actor. */
  people: z.array(z.string()),
  /** Nouns that are a field of something, with what they hold. `of` names the resource when no sentence does: `weight` is the user's. */
  attributes: z.record(z.string(), z.strictObject({ type: z.string(), unit: z.string().optional(), class: DataClass, of: z.string().optional(), constraint: z.string().optional(), example: z.json() })),
  /** Verbs of keeping: without a person before them they say what the system holds for all, not what one user enters. */
  keeps: z.array(z.string()),
  /** Words of the steps between a question and a written answer: what the job of the text model does, not what a caller asks for. */
  retrieval: z.array(z.string()),
  /** Verbs that change another thing beside the one a sentence is about. */
  effects: z.array(z.string()),
  /** Participles of an answer somebody waits for, with the verb that gives it. */
  answers: z.record(z.string(), z.string()),
  /** Usual attributes of common things, for those no source lists the fields of. Names as in an entity line: `state (queued, sent)`. */
  shapes: z.record(z.string(), z.array(z.string()).min(1)),
  /** Attributes stored otherwise than asked, with the reason: an age goes stale, a birth year does not. */
  replaced: z.record(z.string(), z.strictObject({ by: z.string(), reason: z.string() })),
  /** Words of a path and what they mean in this plan's paths: logout is a session that ends. */
  routeWords: z.record(z.string(), z.string()),
  /** Transition verb -> the state it leads to. */
  states: z.record(z.string(), z.string()),
  /** Outside systems that are no catalogued provider, by the words that announce them. */
  systems: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      gateway: z.string(),
      words: z.array(z.string()),
      calls: z.array(z.strictObject({ name: z.string(), purpose: z.string(), timeoutMs: z.int(), retry: z.enum(['never', 'before-send', 'bounded']), retryText: z.string() })),
    }),
  ),
  /** Constraints on behaviour, by word, and what they constrain. Earlier entries win. `proof` is how a test sees one, where the sentence holds a word of `only`; `{route}` stands for a route. */
  concerns: z.array(z.strictObject({ id: z.string(), words: z.array(z.string()), attach: z.enum(['every', 'session', 'writes', 'reads', 'external', 'jobs', 'ops', 'uploads', 'status', 'tokens', 'transitions', 'audited', 'streams']), proof: z.strictObject({ only: z.array(z.string()).optional(), given: z.string(), when: z.string(), outcome: z.string() }).optional() })),
});
export type Lexicon = z.infer<typeof Lexicon>;

/** A sentence of a strategy; `when` names a value of the plan that must not be 0, `!name` one that must be. */
export const StrategyLine = z.strictObject({ text: z.string(), when: z.string().optional() });
export type StrategyLine = z.infer<typeof StrategyLine>;

/** One way to build something. Each score is `base` less the values of the plan named in `less`. `stack` prints the profile's components. */
export const StrategyTemplate = z.strictObject({
  title: z.string(),
  approach: z.string(),
  pros: z.array(StrategyLine),
  cons: z.array(StrategyLine),
  stack: z.boolean().optional(),
  scores: z.record(z.string(), z.strictObject({ base: z.number(), less: z.array(z.string()).optional() })),
});
export type StrategyTemplate = z.infer<typeof StrategyTemplate>;

/** What a package can hold that is built in more than one way. */
export const TopicKind = z.enum(['upload', 'stored-file', 'ai-call', 'outside-call', 'ai-start', 'webhook', 'stream', 'transition', 'contention', 'pull', 'schedule', 'export', 'erase', 'embedded', 'derive', 'lost-update', 'keyed-create', 'list']);
export type TopicKind = z.infer<typeof TopicKind>;

/** `strategies.yaml`: criteria with usual weights (sum 100), ways to build the plan, topics of packages, and two-liners for packages without a choice. */
export const Strategies = z.strictObject({
  criteria: z.array(z.strictObject({ name: z.string(), weight: z.number() })).min(1),
  plan: z.array(StrategyTemplate).min(2),
  packages: z.array(z.strictObject({ id: z.string(), holds: TopicKind, options: z.array(StrategyTemplate).min(2) })),
  settled: z.array(z.strictObject({ match: z.string(), settledBy: z.string(), refused: z.string() })).min(1),
});
export type Strategies = z.infer<typeof Strategies>;

/** A text for a language model. `version` goes up with every change, so that recorded answers can be told apart. */
export const Prompt = z.object({ id: z.string(), version: z.int().positive(), text: z.string().min(1) });
export type Prompt = z.infer<typeof Prompt>;

/** Everything under `templates/` besides the Handlebars texts, validated. */
export const Knowledge = z.object({
  catalogue: Catalogue,
  profiles: z.array(Profile),
  providers: z.array(Provider),
  houseRules: HouseRules,
  facts: z.array(DatedFact),
  languages: z.array(Language),
  lexicon: Lexicon,
  tasks: TaskRules,
  strategies: Strategies,
  judging: Judging,
  /** Handlebars sources by name: `documents/prd.md.hbs`, `partials/_top.hbs`. */
  templates: z.record(z.string(), z.string()),
  prompts: z.array(Prompt),
  numbers: NumberWords,
  /** Day of the newest dated statement in it. */
  edition: Day,
});
export type Knowledge = z.infer<typeof Knowledge>;

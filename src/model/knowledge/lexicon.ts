import * as z from 'zod';
import { SignIn } from '../answers.ts';
import { Operation } from '../plan/requirement.ts';
import { DataClass } from '../samples.ts';
import { RuleWords } from './rule-words.ts';

/** A plural ending: what a noun ends in, and what it ends in when it is many. */
const Ending = z.strictObject({ one: z.string(), many: z.string() });

/** A call of an outside system. */
const Call = z.strictObject({ name: z.string(), purpose: z.string(), timeoutMs: z.int(), retry: z.enum(['never', 'before-send', 'bounded']), retryText: z.string() });

/** Verbs, nouns and aliases as data. */
export const Lexicon = z.strictObject({
  verbs: z.record(z.string(), Operation),
  aliases: z.record(z.string(), z.string()),
  /** Nouns that are computed, never stored. */
  derived: z.array(z.string()),
  /** Nouns of a screen or of a tool, which no backend stores: dashboard, tab, chart, command ... */
  frontend: z.array(z.string()),
  /** What a hand does on a screen: verbs on a widget, the widgets, verbs of leafing through a list, what a row is drawn as, and where on a screen it stands. */
  screen: z.strictObject({ gestures: z.array(z.string()), widgets: z.array(z.string()), leafs: z.array(z.string()), drawn: z.array(z.string()), places: z.array(z.string()) }),
  /** What a chat with a written assistant takes from people and gives them, as feature lists say it. */
  chat: z.strictObject({ input: z.array(z.string()), output: z.array(z.string()) }),
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
   * One that has to be `said` makes a row only where the spec names one. One `towards` a person makes a row only for a person as its object; it
   * `awaits` the verb by which that person answers. What is lent `closes` by a verb though no sentence says so.
   */
  acts: z.record(z.string(), z.strictObject({ makes: z.array(z.string()).min(1), state: z.string(), ends: z.record(z.string(), z.string()), pair: z.boolean().optional(), said: z.boolean().optional(), alone: z.boolean().optional(), towards: z.boolean().optional(), awaits: z.string().optional(), closes: z.string().optional() })),
  /** Staff whose act on a person is one on the account: a moderator blocks a seller for all, a buyer only for the own eyes. */
  overseers: z.array(z.string()),
  /** Ways to say that a call needs no session. */
  openly: z.array(z.string()),
  /** What people report to the staff because it breaks the rules. */
  reportable: z.array(z.string()),
  /** What somebody opens by making it, unless another verb makes it: a ticket, a case. */
  opened: z.array(z.string()),
  /** Verbs by which people make a profile of their own. */
  profileVerbs: z.array(z.string()),
  /** Verbs of a text model that leave a text about something: a summary of readings is no reading. */
  products: z.record(z.string(), z.string()),
  /** Words that ask for an answer as it is written, for probes, for a metrics route and for a log that shows a change. */
  streams: z.array(z.string()),
  probes: z.array(z.string()),
  metrics: z.array(z.string()),
  tamperEvident: z.array(z.string()),
  /** Small numbers as words. */
  counts: z.record(z.string(), z.int().positive()),
  ...RuleWords.shape,
  /** Nouns of a row that ties a person to a thing, each with how a sentence says that somebody is tied. */
  links: z.record(z.string(), z.array(z.string()).min(1)),
  /** Homes and groups that a line counts in place of people. */
  homes: z.array(z.string()),
  /** Names of whoever made a row. */
  makers: z.array(z.string()),
  /** Verbs by which a thing gets another person. */
  handsOver: z.array(z.string()),
  /** Verbs of writing: what is written by a person is no figure that is computed. */
  written: z.array(z.string()),
  /** Languages without spaces: what makes a clause a condition, and what follows the object of a verb. */
  unspaced: z.strictObject({ conditions: z.array(z.string()), object: z.string() }),
  /** Ways to sign in by the words that ask for them, the main way first where a sentence names several; outside accounts that issue an identity; words that speak of signing in. */
  signIns: z.array(z.strictObject({ way: SignIn, words: z.array(z.string()).min(1) })),
  issuers: z.array(z.string()),
  signInWords: z.array(z.string()),
  /**
   * Ways in which money moves, by the words for them: the verbs of the person who does it, the call of the payment service, whether the row of
   * the payment is what changes. `context` marks words that mean other things too; one may stand `instead` of another.
   */
  money: z.array(z.strictObject({ id: z.string(), verbs: z.array(z.string()), words: z.array(z.string()), context: z.boolean(), onPayment: z.boolean(), instead: z.array(z.string()).optional(), purpose: z.string(), call: Call })),
  moneyWords: z.array(z.string()),
  /** Lists of their own that people put things into; threads that messages stand in; what is paid for where a sentence does not say it. */
  containers: z.array(z.string()),
  threads: z.array(z.string()),
  payable: z.array(z.string()),
  /** Written rows that somebody reads, though no sentence says so. */
  readBack: z.array(z.string()),
  /** What a list of people who wait is called; verbs after which a thing is free again. */
  queues: z.array(z.string()),
  frees: z.array(z.string()),
  /** Rows that say what somebody owes. */
  dues: z.array(z.string()),
  /** What a row of somebody's paying is called. */
  payments: z.array(z.string()),
  /** Participles of what happens to somebody because another person acted. */
  consequences: z.array(z.string()),
  /** Verbs of sending and what the job of such a message is called. */
  messageVerbs: z.record(z.string(), z.enum(['notify', 'remind'])),
  /** States and moves that common things have; a move whose verb no requirement uses is there only when it is `always`. */
  lifecycles: z.record(z.string(), z.strictObject({ values: z.array(z.string()).min(2), moves: z.array(z.strictObject({ from: z.string(), to: z.string(), by: z.string(), always: z.boolean().optional() })) })),
  /** Subjects that are the software itself, so that no person acts. */
  machines: z.array(z.string()),
  /** Endings of nouns that say who does something (recipient, technician), and the things that end like them all the same. */
  agents: z.array(z.string()),
  things: z.array(z.string()),
  /** People whom the product serves: they see and change their own rows; all other people of `people` hold a role. */
  endUsers: z.array(z.string()),
  /** People who work somewhere: they are whom a product serves when it serves nobody else, as a leave planner does. */
  workers: z.array(z.string()),
  /** People who deal with each other over a product: they are whom it serves when it serves nobody else, as a marketplace does. */
  peers: z.array(z.string()),
  /** Verbs by which a thing reaches the product, unless another verb makes its row: a parcel is dropped, a complaint is filed. */
  introduces: z.array(z.string()),
  /** People without an account, unless they write rows themselves: what they read needs no session. */
  strangers: z.array(z.string()),
  /** Words of a case in which nobody is signed in. */
  unsigned: z.array(z.string()),
  /** Verbs by which software turns a call away: no move of a row. */
  refusals: z.array(z.string()),
  /** How a sentence says in which states alone something may be done, "only while it is open", and that it is done once. */
  gates: z.strictObject({ only: z.array(z.string()), conditions: z.array(z.string()), again: z.array(z.string()) }),
  /** How sentences forbid something: the modal verbs, who may not, what says that it is one's own, what a condition starts with. */
  prohibitions: z.strictObject({ modals: z.array(z.string()), nobody: z.array(z.string()), welcome: z.array(z.string()), own: z.array(z.string()), made: z.array(z.string()), conditions: z.array(z.string()), exceptions: z.array(z.string()), judges: z.array(z.string()) }),
  /** What tells of pages of other origins, and of rows of other people. */
  crossOrigin: z.array(z.string()),
  foreign: z.array(z.string()),
  /** How a sentence says what a call is given: "by providing a due date". */
  gives: z.array(z.string()),
  /** Words of a spec in which something is written by a text model; without any of them nothing is. */
  modelWords: z.array(z.string()),
  /** What is streamed as it lies there: nobody writes it meanwhile. */
  plays: z.array(z.string()),
  /** Deeds said as nouns (`creation`: create), and those that may stand behind their object: "account deletion". */
  nominals: z.record(z.string(), z.string()),
  nominalsBehind: z.array(z.string()),
  /** Verbs by which software lets people do something, and the nouns for what it lets them do. */
  supports: z.array(z.string()),
  /** Rows that stay without their person when an account goes, and the verbs by which a person decides against a thing. */
  keepsakes: z.strictObject({ kept: z.array(z.string()), nameless: z.array(z.string()), made: z.array(z.string()), gone: z.array(z.string()) }),
  decidesAgainst: z.array(z.string()),
  /** What a remark in brackets starts with that only denies. */
  denials: z.array(z.string()),
  /** What tells how the software is built and run, not what it does. */
  infrastructure: z.array(z.string()),
  /** What a product has for its rows, as what people do with them: `search`, `export`. */
  tools: z.record(z.string(), z.string()),
  /** How a sentence keeps deeds for some people: restricted to, reserved for. */
  reserved: z.array(z.string()),
  abilities: z.array(z.string()),
  /** Groups whose members share rows that nobody else may reach. */
  tenants: z.array(z.string()),
  /** Attributes that are yes or no by their name. */
  flags: z.array(z.string()),
  /** Things that move when they are opened; what else is opened is read. */
  hardware: z.array(z.string()),
  /** Verbs that make a run of something, unless another verb makes it. */
  starts: z.array(z.string()),
  /** Computed nouns and the things they are counted from, first choice first. */
  measures: z.record(z.string(), z.array(z.string())),
  /** Names a field has that holds the state of a row. */
  stateNames: z.array(z.string()),
  /** States of an enumeration that a verb may lead to, first choice first. */
  alternatives: z.record(z.string(), z.array(z.string())),
  /** Verbs that make a row, or pass one on that another verb makes: send, submit, publish. */
  handovers: z.array(z.string()),
  /** What somebody leaves by writing it: "leave a comment"; a group is left for good. */
  left: z.array(z.string()),
  /** Words that mostly mean nothing of the product (`ignored`), and name a thing where a person makes one: "open a case". */
  homonyms: z.array(z.string()),
  /** Verbs that say little and make what their noun names: "make a complaint", "give notice", "take a photo". */
  light: z.record(z.string(), z.array(z.string())),
  /** Verbs that mean a language model when the software does them, and another operation when a person does. */
  byPerson: z.record(z.string(), Operation),
  /** Actors called like a person that are a language model. */
  writers: z.array(z.string()),
  /** Units a field may be given in ("size in square metres"), and their short form in its name. */
  fieldUnits: z.record(z.string(), z.string()),
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
  /** People who do the product's work for its users, by the last word of their name. */
  clerks: z.array(z.string()),
  /** Words for the kind of a thing, which are no things: a small, medium or large box. */
  sorts: z.array(z.string()),
  /** What one system asks of another or tells it. */
  exchanges: z.array(z.string()),
  /** Acts that take a thing for a time. */
  overlapping: z.array(z.string()),
  occupies: z.array(z.string()),
  /** Things that many take at once. */
  shared: z.array(z.string()),
  /** Words that say that there is more than one of a thing. */
  room: z.array(z.string()),
  /** What the software does by itself with rows, though no sentence says when: it runs over those that wait. */
  runs: z.array(z.string()),
  /** What a device does with what it measured, so that the service stores it. */
  brings: z.array(z.string()),
  /** Shares of a whole that a person takes: a seat in a class. */
  places: z.array(z.string()),
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
  becomes: z.array(z.string()),
  aside: z.array(z.string()),
  concluded: z.array(z.string()),
  ended: z.array(z.string()),
  /** Moves that turn a row down. */
  rejects: z.array(z.string()),
  /** Verbs that make a row, with the first state they give it. */
  begins: z.record(z.string(), z.string()),
  /** Past participles that no rule makes: sold, taken. */
  participles: z.record(z.string(), z.string()),
  /**
   * Languages whose verbs stand at the end: their modal and auxiliary verbs, what opens a condition, joins and negates, what governs a noun that is
   * no object, articles of one thing, of many and of either, nouns of the software, and plural endings by which many become one.
   */
  verbLast: z.record(z.string(), z.strictObject({ modals: z.array(z.string()), auxiliaries: z.array(z.string()), conditions: z.array(z.string()), joins: z.array(z.string()), negations: z.array(z.string()), prepositions: z.array(z.string()), single: z.array(z.string()), many: z.array(z.string()), either: z.array(z.string()), machines: z.array(z.string()), plurals: z.array(Ending) })),
  /** Plural endings of languages other than English, by language: the first ending that fits is replaced. */
  inflections: z.record(z.string(), z.array(Ending)),
  /** Those of the language of the spec at hand. */
  endings: z.array(Ending).default([]),
  /** That language. */
  tongue: z.string().default('en'),
  /** What a search or a list of the main thing is called: the catalogue of a shop, of a library. */
  collections: z.array(z.string()),
  /** Verbs of a system that takes something from its caller, as against storing it by itself. */
  receives: z.array(z.string()),
  /** Nouns that are a file by nature, so that an upload stores them as they are. */
  files: z.array(z.string()),
  /** Formats of files, which tell what kind of file is meant. */
  formats: z.array(z.string()),
  /** Participles of what only people decide: who does it is a person. */
  decides: z.array(z.string()),
  /** Attributes that are rows of their own when nothing else in the sentence could hold them: note, comment. */
  standalone: z.array(z.string()),
  /** The state that a move starts from, where no row is made in another: a draft is published. The first that a thing has counts. */
  after: z.record(z.string(), z.string()),
  precedes: z.record(z.string(), z.string()),
  /** Names written like those of products that are none of another system: protocols, formats, stores. */
  technologies: z.array(z.string()),
  /** What ends a ban: before, until, unless. */
  opens: z.array(z.string()),
  /** Words of a sentence that bounds an act rather than forbidding it: before, unless, twice. */
  bounds: z.array(z.string()),
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
  /** `needs`: words without one of which in the spec the noun is a thing of its own. */
  attributes: z.record(z.string(), z.strictObject({ type: z.string(), needs: z.array(z.string()).optional(), unit: z.string().optional(), class: DataClass, of: z.string().optional(), constraint: z.string().optional(), example: z.json() })),
  /** Verbs of keeping: without a person before them they say what the system holds for all, not what one user enters. */
  /** Verbs by which software takes what comes with a deed: store, record, ask for. */
  keepsWith: z.array(z.string()),
  /** Verbs of making a thing that is handed in later, verbs of handing in; of choosing somebody; of making what others choose from. */
  drafts: z.array(z.string()),
  handIns: z.array(z.string()),
  brought: z.array(z.string()),
  names: z.array(z.string()),
  defines: z.array(z.string()),
  /** What a thing is that somebody else has at the time. */
  taken: z.array(z.string()),
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
  /** Transition verb -> the state it leads to. */
  states: z.record(z.string(), z.string()),
  /** Outside systems that are no catalogued provider, by the words that announce them. */
  systems: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      gateway: z.string(),
      words: z.array(z.string()),
      /** Verbs by which people only write down what happened there: a payment that arrived by bank transfer. */
      entries: z.array(z.string()).optional(),
      calls: z.array(Call),
    }),
  ),
  /** Constraints on behaviour, by word, and what they constrain. Earlier entries win. `proof` is how a test sees one, where the sentence holds a word of `only`; `{route}` stands for a route. */
  concerns: z.array(z.strictObject({ id: z.string(), words: z.array(z.string()), attach: z.enum(['every', 'session', 'writes', 'reads', 'external', 'jobs', 'ops', 'uploads', 'status', 'tokens', 'transitions', 'audited', 'streams']), proof: z.strictObject({ only: z.array(z.string()).optional(), given: z.string(), when: z.string(), outcome: z.string() }).optional() })),
});
export type Lexicon = z.infer<typeof Lexicon>;

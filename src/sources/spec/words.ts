import type { Language } from '../../model/knowledge.ts';
import { amountsBy, type Amounts } from './amounts.ts';
import { chainingOf, type Chaining } from './chaining.ts';
import { createMatcher, fold, type Matcher, plain } from './matcher.ts';
import type { Priority } from '../../model/spec.ts';
import { partWords, type PartWords } from './parts-words.ts';
import { anyOf, caseless } from '../../text/regex.ts';

/** What a heading, label or id announces about the lines below it. */
export const kinds = [
  'goals', 'users', 'requirements', 'stories', 'acceptance', 'nonfunctional', 'entities', 'glossary', 'outOfScope', 'edgeCases', 'assumptions',
  'openQuestions', 'answered', 'metrics', 'milestones', 'risks', 'constraints', 'dependencies', 'budget', 'team', 'deadline', 'stack', 'component',
  'schema', 'routes', 'checklist', 'summary', 'document', 'context', 'ignored', 'meta',
] as const;
export type Kind = (typeof kinds)[number];

/** What a label of a card says about the feature or use case that the card describes; `rank` is a column word, not one of a card. */
export type CardRole = keyof Language['cards'] | 'rank';

/** What a language says about the parts of a demand. */
export interface Grammar {
  language: string;
  verb: Language['verb'];
  actor: string;
  subjects: Matcher;
  marked: boolean;
  joins: Matcher;
  chains: { find: Matcher; ends: Map<string, string> };
  tails: string[];
  hollow: Matcher;
  pronouns: Matcher;
}

/** All languages of the knowledge base compiled into one vocabulary: a document may mix languages, so none is chosen beforehand. */
export interface Words {
  languages: Language[];
  kinds: Map<string, Kind>;
  /** Labels of a card that describes one feature. */
  cards: Map<string, CardRole>;
  /** Whole headings by pattern, tried when no word list knows them. */
  sentences: { kind: Kind; pattern: RegExp }[];
  /** Headings over what a part of the product, or a person, answers for. */
  duties: RegExp;
  /** Sentences that end in a colon, by the kind of the list below them. */
  leads: { kind: Kind; pattern: RegExp }[];
  /** Words at the edge of a heading that only describe what it announces. */
  describing: Set<string>;
  /** Words that announce a section alone and no longer one. */
  alone: Set<string>;
  past: Matcher;
  /** The product as a subject, and what a product does. */
  product: Matcher;
  doing: Matcher;
  authors: Matcher;
  ties: Set<string>;
  columns: Map<string, Set<string>>;
  labels: Map<string, Priority>;
  modals: { priority: Priority; find: Matcher }[];
  modal: Matcher;
  /** What lets an actor do something, and the words that only stand for an actor. */
  capability: Matcher;
  /** Those of languages where the actor's verb stands before them. */
  closing: Matcher;
  /** Endings of a sentence that says what is done. */
  deedEnds: string[];
  negations: Matcher;
  pronouns: Matcher;
  /** How sentences with a modal word are built, by the word; a word of several languages has several. */
  grammars: Map<string, Grammar[]>;
  fillers: Matcher;
  everyone: Matcher;
  always: Matcher;
  only: Matcher;
  given: Matcher;
  when: Matcher;
  outcome: Matcher;
  and: Matcher;
  vague: Matcher;
  clear: Matcher;
  states: Matcher;
  /** How a sentence leaves out who decides, by language. */
  decided: Matcher;
  asked: { language: string; patterns: () => RegExp[]; agents: Matcher; say: string; place: 'before' | 'after' }[];
  /** How two deeds stand in one sentence, by language. */
  chaining: Map<string, Chaining[]>;
  rewrites: Map<string, string>;
  retention: Matcher;
  /** What a language says about numbers and what they are about. */
  amounts: (language: string) => Amounts;
  stories: RegExp[];
  persisted: Matcher;
  notPersisted: Matcher;
  /** First words of a sentence about a part of what is spoken of, and of a remark on it in brackets. */
  possessives: Matcher;
  asides: Matcher;
  attributes: Matcher;
  /** Words for a table of a database. */
  tables: Set<string>;
  /** Words of the lines below an entity. */
  parts: PartWords;
  /** Words of one deed by its first, and those that sum up several. */
  deeds: Map<string, string>;
  sums: Set<string>;
  /** Nouns of things that every product has. */
  hollowNouns: Set<string>;
  /** Words that end a noun phrase, behind which it is described further. */
  describes: Set<string>;
  /** Deeds that leave what a thing is made of to a list: "have", "contain". */
  holds: Matcher;
  /** Last words of a sentence that leaves its deed to a list: "to", "support". */
  opens: Set<string>;
  forbids: Matcher;
  /** Nouns for whatever is wanted: "stuff", "things". */
  things: Set<string>;
  unconfirmed: Matcher;
  bounds: Matcher;
  quality: Matcher;
  qualityWords: Set<string>;
  limits: Matcher;
  units: string[];
  throughput: RegExp[];
  resolved: Set<string>;
  frame: Matcher;
  example: Matcher;
  actors: Matcher;
  backend: Record<'work' | 'server' | 'tool' | 'authoring' | 'screen', Matcher>;
  /** Sentences that say there is no server, and words of demands that need one all the same. */
  without: RegExp[];
  served: RegExp[];
  remote: Matcher;
  /** Signs that no product has as well. */
  clearly: Record<'tool' | 'authoring' | 'screen', Matcher>;
}

/** Longest text a pattern is tried on, so that reading stays linear in the size of the document. */
export const patternLimit = 4000;

const priorityOrder: Priority[] = ['must', 'should', 'could', 'wont'];

function kindNamed(name: string, language: Language): Kind {
  const kind = kinds.find(each => each === name);
  if (kind === undefined) throw new Error(`templates/languages/${language.id}.yaml names the unknown section kind "${name}"`);
  return kind;
}

/** Throws Error when a language file names a section kind that no reader knows. */
export function compileWords(languages: Language[]): Words {
  const of = (pick: (language: Language) => string[]): string[] => languages.flatMap(pick);
  const found = new Map<string, Kind>();
  for (const language of languages) {
    for (const [name, words] of Object.entries(language.headings)) {
      const kind = kindNamed(name, language);
      for (const word of words) if (!found.has(plain(word))) found.set(plain(word), kind);
    }
  }
  const columns = new Map<string, Set<string>>();
  for (const language of languages) {
    for (const [role, words] of Object.entries(language.columns)) columns.set(role, new Set([...(columns.get(role) ?? []), ...words.map(plain)]));
  }
  const labels = new Map<string, Priority>();
  for (const priority of priorityOrder) for (const word of of(language => language.priorities[priority])) if (!labels.has(plain(word))) labels.set(plain(word), priority);
  return {
    languages,
    kinds: found,
    cards: cardWords(languages),
    sentences: languages.flatMap(language => patternsOf(language, { ...language.headingSentences, requirements: [...(language.headingSentences['requirements'] ?? []), ...language.duties] })),
    duties: new RegExp(`^(?:${of(language => language.duties).map(plainPattern).join('|')})$`, 'u'),
    leads: languages.flatMap(language => patternsOf(language, language.leads)),
    describing: new Set(of(language => language.describing).map(plain)),
    alone: new Set(of(language => language.alone).map(plain)),
    past: createMatcher(of(language => language.past)),
    product: createMatcher(of(language => language.product)),
    doing: createMatcher(of(language => [...language.implied.keeps, ...language.implied.computes, ...language.implied.shows, ...language.acts.keep, ...language.acts.tell, ...language.acts.pay])),
    authors: createMatcher(of(language => language.authors)),
    ties: new Set(of(language => language.ties).map(plain)),
    columns,
    labels,
    modals: priorityOrder.map(priority => ({ priority, find: createMatcher(of(language => language.modals[priority])) })),
    modal: createMatcher(priorityOrder.flatMap(priority => of(language => language.modals[priority]))),
    capability: createMatcher(of(language => language.capability)),
    closing: createMatcher(of(language => (language.verb === 'before' ? language.capability : []))),
    deedEnds: of(language => language.deedEnds),
    negations: createMatcher(of(language => language.negations)),
    pronouns: createMatcher(of(language => language.pronouns)),
    grammars: grammarsOf(languages),
    fillers: createMatcher(of(language => language.fillers)),
    everyone: createMatcher(of(language => language.everyone)),
    always: createMatcher(of(language => language.always)),
    only: createMatcher(of(language => language.only)),
    given: createMatcher(of(language => language.given)),
    when: createMatcher(of(language => language.when)),
    outcome: createMatcher(of(language => language.then)),
    and: createMatcher(of(language => language.and)),
    vague: createMatcher(of(language => language.vague)),
    clear: createMatcher(of(language => language.clear)),
    states: createMatcher(of(language => language.states)),
    decided: createMatcher(of(language => language.decided)),
    asked: languages.map(language => ({ language: language.id, patterns: () => language.asked.map(source => new RegExp(source.replace('{decided}', `(?:${anyOf(language.decided)})`), 'diu')), agents: createMatcher(language.agent.words), say: language.agent.say, place: language.agent.place })),
    chaining: chainingOf(languages),
    rewrites: new Map(languages.flatMap(language => Object.entries(language.rewrites).map(([word, text]): [string, string] => [`${language.id} ${fold(word)}`, text]))),
    retention: createMatcher(of(language => language.retention)),
    amounts: amountsBy(languages),
    stories: of(language => language.story).map(source => new RegExp(source, 'isu')),
    persisted: createMatcher(of(language => language.persisted)),
    notPersisted: createMatcher(of(language => language.notPersisted)),
    possessives: createMatcher(of(language => language.possessives)),
    asides: createMatcher(of(language => language.asides)),
    attributes: createMatcher(of(language => language.attributes)),
    tables: new Set(columns.get('table')),
    parts: partWords(languages),
    deeds: new Map(languages.flatMap(language => language.deeds.flatMap(([first = '', ...others]) => [first, ...others].map((word): [string, string] => [fold(word), `${language.id} ${first}`])))),
    sums: new Set(of(language => language.sums).map(fold)),
    hollowNouns: new Set(of(language => language.frames).map(fold)),
    describes: new Set(of(language => language.implied.ends).map(fold)),
    unconfirmed: createMatcher(of(language => language.unconfirmed)),
    bounds: createMatcher(of(language => language.bounds)),
    things: new Set(of(language => language.things).map(plain)),
    forbids: createMatcher(of(language => language.forbids)),
    opens: new Set(of(language => language.opens).map(fold)),
    holds: createMatcher(of(language => [...language.attributes, ...language.holds])),
    quality: createMatcher(of(language => language.quality)),
    qualityWords: new Set(of(language => language.quality).map(plain)),
    limits: createMatcher(of(language => language.limits)),
    units: of(language => language.units),
    throughput: of(language => language.throughput).map(source => caseless(source)),
    resolved: new Set(of(language => language.resolved).map(plain)),
    frame: createMatcher(of(language => language.frame)),
    example: createMatcher(of(language => language.example)),
    actors: createMatcher(of(language => language.actors)),
    without: of(language => language.backend.without).map(source => new RegExp(plainPattern(source), 'u')),
    served: of(language => language.backend.served).map(source => new RegExp(plainPattern(source), 'u')),
    remote: createMatcher(of(language => language.backend.remote)),
    clearly: {
      tool: createMatcher(of(({ backend }) => backend.tool.filter(word => !backend.shared.includes(word)))),
      authoring: createMatcher(of(({ backend }) => backend.authoring.filter(word => !backend.shared.includes(word)))),
      screen: createMatcher(of(({ backend }) => backend.screen.filter(word => !backend.shared.includes(word)))),
    },
    backend: {
      work: createMatcher(of(language => language.backend.work)),
      server: createMatcher(of(language => language.backend.server)),
      tool: createMatcher(of(language => language.backend.tool)),
      authoring: createMatcher(of(language => language.backend.authoring)),
      screen: createMatcher(of(language => language.backend.screen)),
    },
  };
}

const cardRoles = ['id', 'name', 'about', 'actors', 'given', 'trigger', 'flow', 'result', 'behaviour', 'rules', 'detail', 'exceptions', 'aside'] as const satisfies readonly CardRole[];

function cardWords(languages: Language[]): Map<string, CardRole> {
  const found = new Map<string, CardRole>();
  for (const role of cardRoles) for (const { cards } of languages) for (const word of cards[role]) if (!found.has(plain(word))) found.set(plain(word), role);
  return found;
}

/** A pattern for text without accents; the classes of Unicode keep their capitals. */
const plainPattern = (source: string): string => source.normalize('NFD').replace(/(?<=\p{Script=Latin})\p{M}+/gu, '').normalize('NFC');

function patternsOf(language: Language, byKind: Language['leads']): { kind: Kind; pattern: RegExp }[] {
  return Object.entries(byKind).flatMap(([name, sources]) => sources.map(source => ({ kind: kindNamed(name, language), pattern: new RegExp(`^(?:${plainPattern(source)})$`, 'u') })));
}

function grammarsOf(languages: Language[]): Map<string, Grammar[]> {
  const found = new Map<string, Grammar[]>();
  for (const language of languages) {
    const grammar: Grammar = {
      language: language.id,
      verb: language.verb,
      actor: language.actor,
      subjects: createMatcher(language.subjects),
      marked: language.subjects.length > 0,
      joins: createMatcher(language.joins),
      chains: { find: createMatcher(Object.keys(language.chains)), ends: new Map(Object.entries(language.chains)) },
      tails: language.tails,
      hollow: createMatcher(language.hollow),
      pronouns: createMatcher(language.pronouns),
    };
    for (const word of new Set(Object.values(language.modals).flat().map(fold))) found.set(word, [...(found.get(word) ?? []), grammar]);
  }
  return found;
}

/** "Priority: P1", "Priorität: hoch" as a line of its own: the rank it gives, or null. */
export function rankIn(line: string, words: Words): string | null {
  const [, name = '', rank = ''] = /^(\p{L}+)\s*[:：]\s*(.{1,20})$/u.exec(line.trim()) ?? [];
  return name !== '' && words.columns.get('priority')?.has(plain(name)) === true ? rank : null;
}

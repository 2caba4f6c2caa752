import type { Language } from '../../model/knowledge.ts';
import type { Priority } from '../../model/spec.ts';

/** What a heading, label or id announces about the lines below it. */
export const kinds = [
  'goals', 'users', 'requirements', 'stories', 'acceptance', 'nonfunctional', 'entities', 'glossary', 'outOfScope', 'edgeCases', 'assumptions',
  'openQuestions', 'answered', 'metrics', 'milestones', 'risks', 'constraints', 'dependencies', 'budget', 'team', 'deadline', 'stack', 'component',
  'schema', 'routes', 'checklist', 'summary', 'document', 'context', 'ignored', 'meta',
] as const;
export type Kind = (typeof kinds)[number];

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

export interface Hit {
  word: string;
  index: number;
}

/** Finds words of a list in a text: the first, or all. */
export interface Matcher {
  first(text: string): Hit | null;
  all(text: string): Hit[];
}

/** All languages of the knowledge base compiled into one vocabulary: a document may mix languages, so none is chosen beforehand. */
export interface Words {
  languages: Language[];
  kinds: Map<string, Kind>;
  /** Whole headings by pattern, tried when no word list knows them. */
  sentences: { kind: Kind; pattern: RegExp }[];
  columns: Map<string, Set<string>>;
  labels: Map<string, Priority>;
  modals: { priority: Priority; find: Matcher }[];
  modal: Matcher;
  /** What lets an actor do something, and the words that only stand for an actor. */
  capability: Matcher;
  /** Those of languages where the actor's verb stands before them. */
  closing: Matcher;
  negations: Matcher;
  pronouns: Matcher;
  /** How sentences with a modal word are built, by the word; a word of several languages has several. */
  grammars: Map<string, Grammar[]>;
  fillers: Matcher;
  everyone: Matcher;
  only: Matcher;
  given: Matcher;
  when: Matcher;
  outcome: Matcher;
  and: Matcher;
  vague: Matcher;
  rewrites: Map<string, string>;
  retention: Matcher;
  periods: string[];
  stories: RegExp[];
  persisted: Matcher;
  notPersisted: Matcher;
  attributes: Matcher;
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
}

/** Longest text a pattern is tried on, so that reading stays linear in the size of the document. */
export const patternLimit = 4000;

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const priorityOrder: Priority[] = ['must', 'should', 'could', 'wont'];

export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

/**
 * One pattern for a list of words. A word of a script without spaces matches anywhere, others only whole; a word in capitals matches only
 * in capitals. Text is folded to lower case once, since case-blind patterns are several times slower.
 */
export function createMatcher(words: Iterable<string>): Matcher {
  const sorted = [...new Set(words)].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const isCapital = (word: string) => word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
  const lower = patternOf([...new Set(sorted.filter(word => !isCapital(word)).map(word => word.toLowerCase()))]);
  const capital = patternOf(sorted.filter(isCapital));
  const all = (text: string): Hit[] => {
    const folded = foldCase(text);
    const found: Hit[] = [];
    for (const match of every(lower, folded)) found.push({ word: text.slice(match.index, match.index + match[0].length), index: match.index });
    for (const match of every(capital, text)) found.push({ word: match[0], index: match.index });
    return capital === null ? found : found.toSorted((a, b) => a.index - b.index);
  };
  const first = (text: string): Hit | null => {
    const small = find(lower, foldCase(text));
    const large = find(capital, text);
    const best = small === null || (large !== null && large.index < small.index) ? large : small;
    return best === null ? null : { word: text.slice(best.index, best.index + best[0].length), index: best.index };
  };
  return { first, all };
}

function find(pattern: RegExp | null, text: string): RegExpExecArray | null {
  if (pattern === null) return null;
  pattern.lastIndex = 0;
  return pattern.exec(text);
}

function every(pattern: RegExp | null, text: string): RegExpExecArray[] {
  if (pattern === null) return [];
  pattern.lastIndex = 0;
  return [...text.matchAll(pattern)];
}

/** Lower case of the same length, so that positions stay true; letters whose lower case is longer keep theirs. */
function foldCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : [...text].map(letter => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter)).join('');
}

function patternOf(words: string[]): RegExp | null {
  const body = (word: string): string => escapePattern(word).replace(/ /g, String.raw`\s+`);
  const whole = words.filter(word => !unspaced.test(word) && /^[\p{L}\p{N}].*[\p{L}\p{N}]$|^[\p{L}\p{N}]$/u.test(word));
  const loose = words.filter(word => !whole.includes(word)).map(word => {
    // A word of marks only, such as the dashes of an option, counts at the start of a word: "--watch", not "a -- b".
    if (!/[\p{L}\p{N}]/u.test(word)) return String.raw`(?<![\p{L}\p{N}-])${body(word)}(?=\p{L})`;
    const before = !unspaced.test(word) && /^[\p{L}\p{N}]/u.test(word) ? String.raw`(?<![\p{L}\p{N}_])` : '';
    const after = !unspaced.test(word) && /[\p{L}\p{N}]$/u.test(word) ? String.raw`(?![\p{L}\p{N}_])` : '';
    return before + body(word) + after;
  });
  const parts = [...(whole.length > 0 ? [String.raw`(?<![\p{L}\p{N}_])(?:${whole.map(body).join('|')})(?![\p{L}\p{N}_])`] : []), ...loose];
  return parts.length === 0 ? null : new RegExp(parts.join('|'), 'gu');
}

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
      for (const word of words) if (!found.has(fold(word))) found.set(fold(word), kind);
    }
  }
  const columns = new Map<string, Set<string>>();
  for (const language of languages) {
    for (const [role, words] of Object.entries(language.columns)) columns.set(role, new Set([...(columns.get(role) ?? []), ...words.map(fold)]));
  }
  const labels = new Map<string, Priority>();
  for (const priority of priorityOrder) for (const word of of(language => language.priorities[priority])) if (!labels.has(fold(word))) labels.set(fold(word), priority);
  return {
    languages,
    kinds: found,
    sentences: languages.flatMap(language => Object.entries(language.headingSentences).flatMap(([name, sources]) => sources.map(source => ({ kind: kindNamed(name, language), pattern: new RegExp(`^(?:${source})$`, 'u') })))),
    columns,
    labels,
    modals: priorityOrder.map(priority => ({ priority, find: createMatcher(of(language => language.modals[priority])) })),
    modal: createMatcher(priorityOrder.flatMap(priority => of(language => language.modals[priority]))),
    capability: createMatcher(of(language => language.capability)),
    closing: createMatcher(of(language => (language.verb === 'before' ? language.capability : []))),
    negations: createMatcher(of(language => language.negations)),
    pronouns: createMatcher(of(language => language.pronouns)),
    grammars: grammarsOf(languages),
    fillers: createMatcher(of(language => language.fillers)),
    everyone: createMatcher(of(language => language.everyone)),
    only: createMatcher(of(language => language.only)),
    given: createMatcher(of(language => language.given)),
    when: createMatcher(of(language => language.when)),
    outcome: createMatcher(of(language => language.then)),
    and: createMatcher(of(language => language.and)),
    vague: createMatcher(of(language => language.vague)),
    rewrites: new Map(languages.flatMap(language => Object.entries(language.rewrites).map(([word, text]): [string, string] => [`${language.id} ${fold(word)}`, text]))),
    retention: createMatcher(of(language => language.retention)),
    periods: of(language => language.periods),
    stories: of(language => language.story).map(source => new RegExp(source, 'isu')),
    persisted: createMatcher(of(language => language.persisted)),
    notPersisted: createMatcher(of(language => language.notPersisted)),
    attributes: createMatcher(of(language => language.attributes)),
    quality: createMatcher(of(language => language.quality)),
    qualityWords: new Set(of(language => language.quality).map(fold)),
    limits: createMatcher(of(language => language.limits)),
    units: of(language => language.units),
    throughput: of(language => language.throughput).map(source => new RegExp(source, 'iu')),
    resolved: new Set(of(language => language.resolved).map(fold)),
    frame: createMatcher(of(language => language.frame)),
    example: createMatcher(of(language => language.example)),
    actors: createMatcher(of(language => language.actors)),
    backend: {
      work: createMatcher(of(language => language.backend.work)),
      server: createMatcher(of(language => language.backend.server)),
      tool: createMatcher(of(language => language.backend.tool)),
      authoring: createMatcher(of(language => language.backend.authoring)),
      screen: createMatcher(of(language => language.backend.screen)),
    },
  };
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

/** Case, width and white space folded, so that words compare. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[’]/g, "'").replace(/\s+/g, ' ').trim();
}

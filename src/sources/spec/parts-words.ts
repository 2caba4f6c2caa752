import type { Language } from '../../model/knowledge.ts';
import type { FieldKind } from '../../model/spec.ts';
import { createMatcher, plain, type Matcher } from './matcher.ts';

/** What a label below an entity opens. */
export type PartRole = 'attributes' | 'relations' | 'states' | 'about' | 'rules' | 'asides';

/** Words of the lines below an entity, of all languages. */
export interface PartWords {
  /** Labels by what they open; the first list that names one holds. */
  labels: Map<string, PartRole>;
  many: Matcher;
  one: Matcher;
  both: Matcher;
  optional: Matcher;
  unique: Matcher;
  ignored: Matcher;
  keys: Matcher;
  oneOf: Matcher;
  characters: Matcher;
  most: Matcher;
  least: Matcher;
  valued: Set<string>;
  kinds: Map<string, FieldKind>;
  /** Name of the attribute that holds a state, by language. */
  status: Map<string, string>;
}

/** Compiled once with the other words of the languages. */
export function partWords(languages: Language[]): PartWords {
  const of = (pick: (parts: Language['parts']) => string[]): string[] => languages.flatMap(language => pick(language.parts));
  const labels = new Map<string, PartRole>();
  for (const role of ['attributes', 'relations', 'states', 'about', 'rules', 'asides'] as const) for (const word of of(parts => parts[role])) if (!labels.has(plain(word))) labels.set(plain(word), role);
  const kinds = new Map<string, FieldKind>();
  for (const kind of ['text', 'integer', 'number', 'boolean', 'date', 'timestamp', 'list', 'object', 'id'] as const) for (const word of of(parts => parts.kinds[kind])) if (!kinds.has(plain(word))) kinds.set(plain(word), kind);
  return {
    labels, kinds,
    many: createMatcher(of(parts => parts.many)), one: createMatcher(of(parts => parts.one)), both: createMatcher(of(parts => parts.both)),
    optional: createMatcher(of(parts => parts.optional)), unique: createMatcher(of(parts => parts.unique)), ignored: createMatcher(of(parts => parts.ignored)),
    keys: createMatcher(of(parts => parts.keys)), oneOf: createMatcher(of(parts => parts.oneOf)), characters: createMatcher(of(parts => parts.characters)),
    most: createMatcher(languages.flatMap(language => language.most)), least: createMatcher(languages.flatMap(language => language.least)),
    valued: new Set(of(parts => parts.valued).map(plain)),
    status: new Map(languages.map(language => [language.id, language.parts.valued[0] ?? ''])),
  };
}

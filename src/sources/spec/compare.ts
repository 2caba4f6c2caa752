import type { Finding } from '../../model/finding.ts';
import type { Language } from '../../model/knowledge.ts';
import type { SpecRequirement, SpecSource } from '../../model/spec.ts';
import { contradictoryDemands } from './findings/demands.ts';
import { contradictoryNumbers } from './findings/numbers.ts';
import { wordsOf } from './read.ts';

interface Held {
  source: SpecSource;
  requirement: SpecRequirement;
  words: Set<string>;
  stems: Set<string>;
  key: string;
}

/** Share of common words above which two sentences are about the same thing. */
const near = 0.75;

/** Requirements named for one line out of scope. */
const most = 5;

/**
 * Conflicts between several documents of one feature, each with both places: one id for two demands, different numbers in the same
 * sentence, a demand that another document puts out of scope. The same demand written twice is information only.
 */
export function compareSpecs(sources: SpecSource[], languages: Language[]): Finding[] {
  const held = sources.flatMap(source => source.requirements.filter(each => each.delta !== 'removed').map((requirement): Held => {
    const words = wordSet(requirement.text);
    return { source, requirement, words, stems: stemsOf(requirement.text), key: normal(requirement.text) };
  }));
  const words = wordsOf(languages);
  return [...contradictoryDemands(held, words, true), ...contradictoryNumbers(sources, words, true), ...sameIds(held), ...sameSentences(held), ...scopeConflicts(sources, held)];
}

function normal(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

function wordSet(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}]{3,}/gu) ?? []);
}

function numbers(text: string): string {
  return (text.match(/\d+(?:[.,]\d+)?/g) ?? []).join(' ');
}

function at({ source, requirement }: Held): Pick<Finding, 'file' | 'line' | 'column' | 'endLine' | 'endColumn'> {
  return { file: source.path, line: requirement.line, column: 1, endLine: requirement.endLine, endColumn: 1 };
}

function placeOf({ source, requirement }: Held): string {
  return `${source.path}:${requirement.line}`;
}

function sameIds(held: Held[]): Finding[] {
  const first = new Map<string, Held>();
  const found: Finding[] = [];
  for (const each of held) {
    const { id } = each.requirement;
    if (id === null) continue;
    const known = first.get(id);
    if (known === undefined) first.set(id, each);
    else if (known.source !== each.source && known.key !== each.key) {
      found.push({ rule: 'spec/conflicting-requirement', severity: 'warning', message: `${id} says one thing in ${placeOf(known)} and another in ${placeOf(each)}`, ...at(each), help: `Which holds? "${known.requirement.text}" or "${each.requirement.text}"` });
    }
  }
  return found;
}

/** Sentences of different documents that share most words; looked up by their rarest word, so that long documents stay quick. */
function sameSentences(held: Held[]): Finding[] {
  const frequency = new Map<string, number>();
  for (const each of held) for (const word of each.words) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const byWord = new Map<string, Held[]>();
  const found: Finding[] = [];
  for (const each of held) {
    const rare = [...each.words].toSorted((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || (a < b ? -1 : 1)).slice(0, 3);
    const candidates = new Set(rare.flatMap(word => (byWord.get(word) ?? []).slice(0, 50)));
    for (const other of candidates) {
      if (other.source === each.source || (other.requirement.id !== null && other.requirement.id === each.requirement.id) || overlap(each.words, other.words) < near) continue;
      if (numbers(each.requirement.text) === numbers(other.requirement.text)) found.push({ rule: 'spec/said-twice', severity: 'info', message: `${placeOf(each)} repeats ${placeOf(other)}`, ...at(each), help: 'Keep one of the two, or link to it.' });
      break;
    }
    for (const word of rare) addTo(byWord, word, each);
  }
  return found;
}

function overlap(a: Set<string>, b: Set<string>): number {
  const common = [...a].filter(word => b.has(word)).length;
  return common / Math.max(1, a.size + b.size - common);
}

/** Lines out of scope are looked up by their rarest word, so that long documents stay quick. */
function scopeConflicts(sources: SpecSource[], held: Held[]): Finding[] {
  const byStem = new Map<string, Held[]>();
  for (const each of held) if (each.requirement.priority !== 'wont') for (const word of each.stems) addTo(byStem, word, each);
  const found: Finding[] = [];
  for (const source of sources) {
    for (const line of source.outOfScope) {
      const words = [...stemsOf(line.text.replace(/\([^)]*\)/g, ' '))];
      if (words.length < 2 || words.length > 8) continue;
      const [rarest = []] = words.map(word => byStem.get(word) ?? []).toSorted((a, b) => a.length - b.length);
      for (const each of rarest.filter(one => words.every(word => one.stems.has(word))).slice(0, most)) {
        found.push({ rule: 'spec/scope-conflict', severity: 'warning', message: `${each.requirement.id ?? `"${each.requirement.text}"`} is asked for in ${placeOf(each)} and out of scope in ${source.path}:${line.line}`, ...at(each), help: 'Take one of the two lines out.' });
      }
    }
  }
  return found;
}

function addTo<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Stems of all words; a name with a number, such as "v2", counts as one. */
function stemsOf(text: string): Set<string> {
  return new Set((text.toLowerCase().match(/\p{L}[\p{L}\p{N}]+/gu) ?? []).filter(word => word.length > 2 || /\p{N}/u.test(word)).map(stem));
}

/** Rough stem: the first letters, enough to match "export" and "exports". */
function stem(word: string): string {
  return /\p{N}/u.test(word) ? word : word.length > 5 ? word.slice(0, Math.max(5, word.length - 3)) : word.replace(/s$/, '');
}

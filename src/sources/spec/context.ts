import type { Dialect, Priority, SpecEntity, SpecFact, SpecField, SpecLine, SpecMetric, SpecRequirement, SpecScenario, SpecStory } from '../../model/spec.ts';
import { flat } from './phrase.ts';
import type { Right } from './said.ts';
import type { Kind, Words } from './words.ts';

/** A requirement before its backend work is judged; `style` is the dialect its form belongs to. */
export type Draft = Omit<SpecRequirement, 'backend'> & { style: Dialect };

/** What the lines around a unit say about it. */
export interface Context {
  kind: Kind | null;
  group: string | null;
  /** Id or title of the story the lines belong to. */
  story: string | null;
  /** Id or text of the requirement the lines belong to. */
  requirement: string | null;
  /** True below a heading that names one numbered requirement, whose criteria are the requirements. */
  criteria: boolean;
  delta: SpecRequirement['delta'];
  priority: Priority | null;
  /** True where a section of demands holds plain paragraphs alone: each of its sentences is a demand. */
  prose: boolean;
  /** True where the words of a heading or label only bound what is built: "In scope". */
  bounded: boolean;
  /** Line of the nearest heading; 0 above the first section. */
  line: number;
}

export const outside: Context = { kind: null, group: null, story: null, requirement: null, criteria: false, delta: undefined, priority: null, prose: false, bounded: false, line: 0 };

/** A line that nothing placed; `weak` ones may still be requirements when the document has no other. */
export interface Leftover extends SpecLine {
  context: Context;
  shape: 'item' | 'paragraph' | 'other';
}

/** What a reading of one document collects. */
export interface Collected {
  words: Words;
  /** Language most of the document is written in. */
  language: string;
  requirements: Draft[];
  stories: SpecStory[];
  scenarios: SpecScenario[];
  entities: SpecEntity[];
  openQuestions: SpecLine[];
  answeredQuestions: SpecLine[];
  metrics: SpecMetric[];
  edgeCases: SpecLine[];
  assumptions: SpecLine[];
  outOfScope: SpecLine[];
  facts: SpecFact[];
  placeholders: SpecLine[];
  unread: Leftover[];
  /** Line of the first demand beyond those that are read; 0 for none. */
  beyond: number;
  /** Constraints of the product or of the project, one a line. */
  constraints: (SpecLine & { context: Context })[];
  /** Ticked-off work that stands in for demands when a document states no other. */
  tasks: Set<Draft>;
  /** Lines of the headings that state a demand themselves, 0 for what stands above the first. */
  demanding: Set<number>;
  /** How many demands of the document have numbers of their own outside cards. */
  numbered: number;
  /** Families of ids that number demands in this document. */
  families: Set<string>;
  /** What a table says that people may do. */
  rights: Map<Draft, Right>;
  /** Demands in the prose above the first section. */
  opening: Set<Draft>;
  /** Demands without numbers below words that only bound what is built. */
  bounded: Set<Draft>;
  /** Bullets that are demands, with the line of their heading. */
  bullets: Map<Draft, number>;
  /** Lines of the headings whose own sentences only lead to the sections below them, or bound what is built. */
  leading: Set<number>;
  /** Lines of the headings whose summary gave a goal, and entities by folded name. */
  summarised: Set<number>;
  named: Map<string, SpecEntity>;
  /** What the document tells of how entities belong together, settled when all are known. */
  relations: { entity: SpecEntity; text: string; fields: SpecField[] }[];
  /** Entities that only a glossary names: some of them are terms. */
  terms: Set<SpecEntity>;
}

/** What is found in a spec, empty at first. */
export function collector(words: Words, language: string): Collected {
  return {
    words, language, requirements: [], stories: [], scenarios: [], entities: [], openQuestions: [], answeredQuestions: [], metrics: [], edgeCases: [],
    assumptions: [], outOfScope: [], facts: [], placeholders: [], unread: [], beyond: 0, constraints: [], tasks: new Set(), demanding: new Set(), numbered: 0, families: new Set(), rights: new Map(), opening: new Set(), bounded: new Set(), bullets: new Map(), leading: new Set(), summarised: new Set(), named: new Map(), relations: [], terms: new Set(),
  };
}

export interface Range {
  line: number;
  endLine: number;
}

/** A text with its lines. */
export function lineOf(text: string, at: Range): SpecLine {
  return { text: flat(text), line: at.line, endLine: at.endLine };
}

/** Adds a fact, unless its text is empty. */
export function fact(out: Collected, kind: SpecFact['kind'], text: string, at: Range): void {
  const clean = flat(text);
  if (clean !== '') out.facts.push({ kind, text: clean, line: at.line, endLine: at.endLine });
}

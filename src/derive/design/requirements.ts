import type { Knowledge, Language } from '../../model/knowledge.ts';
import { Priority, type SpecRequirement, type SpecScenario, type SpecSource, type SpecStory } from '../../model/spec.ts';
import type { Requirement, UnusedLine } from '../../model/plan/index.ts';
import type { Source } from '../../model/source.ts';
import { fingerprint, shortHash, shortIds } from '../../text/hash.ts';
import type { DeriveInput } from '../input.ts';
import { titleOf } from './title.ts';
import { scenarioText, storyText } from './settling/told.ts';
import { bag, holds, jaccard } from './reading/words.ts';

interface Candidate {
  author: string | null;
  text: string;
  kind: 'functional' | 'non-functional';
  priority: SpecRequirement['priority'];
  group: string | null;
  removed: boolean;
  source: Extract<Source, { kind: 'spec' }>;
  reject: string | null;
  /** The heading that names it, where each requirement has one of its own. */
  heading: string | null;
  /** A story or scenario beside requirements: only what none of them asks for counts. */
  told: boolean;
}

const strength = /\b(?:must|shall)\b/i;
const weak = /\bshould\b/i;
/** "A member may have at most two bookings", "only employees may sign in" set a bound, unlike what somebody may do. */
const bound = /(?:^|[.;]\s)\s*only\s[^.;]*\bmay\b|(?:^|[.;]\s)\s*no(?:body| two| one| more than|\s+\w+(?:\s\w+)?(?=\s+may\b))\b.*\bmay\b|\bmay\b(?!\s+be\b)[^.;]*\b(?:at most|no more than|only|never|not)\b/i;
const optional = /\b(?:could|may|nice to have)\b/i;

/** What a spec asks for: its requirements, with its stories and scenarios beside them (`told`); without requirements its stories, else its scenarios. */
function candidates(spec: SpecSource, { lexicon, languages }: Knowledge): Candidate[] {
  const at = (r: { line: number; endLine: number }, id: string | null): Candidate['source'] => ({ kind: 'spec', path: spec.path, line: r.line, endLine: r.endLine, id });
  const asked = spec.requirements.map((r): Candidate => ({ author: r.id, text: r.text, kind: r.kind, priority: r.priority, group: r.group, removed: r.delta === 'removed', source: at(r, r.id), reject: r.backend.is ? null : r.backend.reason, told: false, heading: spec.dialect === 'openspec' && spec.requirements.filter((x) => x.group === r.group).length === 1 && (r.group ?? '').length >= 4 ? r.group : null }));
  const inside = (x: { line: number }): boolean => spec.requirements.some((r) => r.line <= x.line && x.line <= r.endLine);
  // Many stories and few rules: the stories are what is asked for.
  const beside = asked.length > 0 && asked.length * 2 > spec.stories.length;
  const story = (s: SpecStory): Candidate => ({ author: s.id, text: storyText(s, lexicon), kind: 'functional', priority: storyPriority(s.priority, languages), group: s.title, removed: false, source: at(s, s.id ?? (asked.length > 0 ? s.title : null)), reject: null, told: beside, heading: null });
  const scenario = (s: SpecScenario): Candidate => {
    const of = spec.stories.find((x) => s.story !== null && (x.id === s.story || x.title === s.story));
    const told = asked.length + spec.stories.length > 0;
    return { author: null, text: scenarioText(s, lexicon), kind: 'functional', priority: of === undefined ? null : storyPriority(of.priority, languages), group: of?.title ?? s.story ?? s.requirement, removed: false, source: at(s, told ? (of?.id ?? s.story ?? s.requirement ?? 'scenario') : null), reject: null, told, heading: null };
  };
  // A tool without a backend stays one, whatever its stories say.
  if (asked.length > 0 && asked.every((c) => c.reject !== null || c.removed)) return asked;
  const stories = spec.stories.filter((s) => !inside(s)).map(story);
  if (asked.length + stories.length === 0) return spec.scenarios.map(scenario);
  const out = (s: SpecScenario): boolean => asked.some((c) => (c.reject !== null || c.removed) && (c.author === s.requirement || c.text === s.requirement || c.group === s.requirement));
  return [...asked, ...stories, ...spec.scenarios.filter((s) => !inside(s) && s.when.length > 0 && !out(s)).map(scenario)];
}

/** What the label of a story stands for, in any language: "Should have (MVP)" is a should, for its first words count. */
function storyPriority(label: string | null, languages: readonly Language[]): SpecRequirement['priority'] {
  if (label === null) return null;
  const ranks = Priority.options.flatMap((priority) => languages.flatMap((language) => language.priorities[priority]).filter((word) => holds(label, word)).map((word) => ({ priority, at: label.toLowerCase().indexOf(word.toLowerCase()), length: word.length })));
  return ranks.toSorted((a, b) => a.at - b.at || b.length - a.length)[0]?.priority ?? null;
}

function priorityOf(c: Candidate, answered: Record<string, Requirement['priority']>, id: string): { priority: Requirement['priority']; from: string; confidence: number } {
  const asked = answered[id];
  if (asked !== undefined) return { priority: asked, from: 'answer', confidence: 1 };
  if (c.priority !== null) return { priority: c.priority, from: 'author', confidence: 0.9 };
  if (c.group !== null && /\bmvp\b/i.test(c.group)) return { priority: 'must', from: 'rule:mvp-heading', confidence: 0.7 };
  if (strength.test(c.text)) return { priority: 'must', from: 'rule:modal', confidence: 0.7 };
  if (bound.test(c.text)) return { priority: 'must', from: 'rule:modal', confidence: 0.7 };
  if (weak.test(c.text)) return { priority: 'should', from: 'rule:modal', confidence: 0.7 };
  if (optional.test(c.text)) return { priority: 'could', from: 'rule:modal', confidence: 0.7 };
  return { priority: 'should', from: 'rule:unlabelled', confidence: 0.5 };
}

/** Short form for tables: the first clause, at most 90 characters, cut at a word. */
export function shorten(text: string, length = 90): string {
  const one = text.replace(/[*`]/g, '').replace(/\s+/g, ' ').trim().replace(/[.;]$/, '');
  if (one.length <= length) return one;
  const cut = one.slice(0, length + 1);
  const at = Math.max(cut.lastIndexOf(', '), cut.lastIndexOf(' '));
  return at > 30 ? cut.slice(0, at).replace(/[,;:]$/, '') : cut.slice(0, length);
}

const normal = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

const citation = /\(((?:[A-Za-z]{1,10}-\d{1,5}|[\s,;–—-]|to|and)+)\)\s*\.?$/;

/** What a line without an id sums up, as in "Sign-in (FR-001 to FR-006)"; null when it cites nothing or a stranger. */
function summedUp(c: Candidate, authors: ReadonlySet<string>): string | null {
  const cited = c.author === null ? citation.exec(c.text)?.[1] : undefined;
  const ids = cited?.match(/[A-Za-z]{1,10}-\d{1,5}/g) ?? [];
  return cited !== undefined && ids.length > 0 && ids.every((id) => authors.has(id)) ? cited : null;
}

/**
 * All specs of the feature as one list. The author's id is kept; when two specs use it for different texts, both later ones get a hash
 * suffix. Without an id: `REQ-` + hash of the normalised text.
 * A line that sums up requirements by their ids asks for nothing of its own. Duplicates by text (Jaccard >= 0.6 of the words, or equal) are noted.
 */
export function mergeRequirements(input: DeriveInput): { requirements: Requirement[]; unused: UnusedLine[]; told: ReadonlySet<string> } {
  const all = input.facts.specs.flatMap((spec) => candidates(spec, input.knowledge));
  const unused: UnusedLine[] = [];
  const unique: Candidate[] = [];
  const authors = new Set(all.flatMap((c) => (c.author === null || c.removed ? [] : [c.author])));
  const seen = new Map<string, Candidate>();
  for (const c of all) {
    if (c.removed) {
      unused.push({ path: c.source.path, line: c.source.line, text: c.text, result: 'rejected', reason: 'the change file removes it' });
      continue;
    }
    const cited = summedUp(c, authors);
    if (cited !== null) {
      unused.push({ path: c.source.path, line: c.source.line, text: c.text, result: 'duplicate', reason: `sums up ${cited}` });
      continue;
    }
    const named = c.author === null && ![strength, weak, optional].some((modal) => modal.test(c.text)) ? pointed(c, all) : [];
    if (named.length > 0) {
      unused.push({ path: c.source.path, line: c.source.line, text: c.text, result: 'duplicate', reason: `sums up ${named.join(', ')}` });
      continue;
    }
    if (c.author === null && c.priority === 'wont') {
      unused.push({ path: c.source.path, line: c.source.line, text: c.text, result: 'later', reason: 'out of scope by its own label' });
      continue;
    }
    const key = `${c.author ?? ''}|${fingerprint(c.text)}`;
    const first = seen.get(key);
    if (first !== undefined) {
      unused.push({ path: c.source.path, line: c.source.line, text: c.text, result: 'duplicate', reason: `same text as ${first.source.path}:${first.source.line}` });
      continue;
    }
    seen.set(key, c);
    unique.push(c);
  }
  const hashed = shortIds('REQ-', unique.filter((c) => c.author === null && !c.told).map((c) => normal(c.text)));
  const owner = new Map<string, string>();
  for (const c of unique) if (c.author !== null && !owner.has(c.author)) owner.set(c.author, c.source.path + c.text);
  const priorities: Record<string, Requirement['priority']> = {};
  for (const line of input.answers.answers.priorities?.value ?? []) {
    const [id, value] = line.split('=');
    if (id !== undefined && (value === 'must' || value === 'should' || value === 'could' || value === 'wont')) priorities[id] = value;
  }
  const told = new Set<string>();
  const requirements = unique.map((c): Requirement => {
    const author = c.author;
    // What is told beside requirements never changes the ids of those.
    const natural = author === null ? (c.told ? `REQ-${shortHash(normal(c.text), 6)}` : (hashed.get(normal(c.text)) ?? `REQ-${shortHash(normal(c.text), 8)}`)) : '';
    const id = author === null ? (input.at.renames?.[natural] ?? natural) : owner.get(author) === c.source.path + c.text ? author : `${author}-${shortHash(normal(c.text))}`;
    const p = priorityOf(c, priorities, id);
    if (c.told) told.add(id);
    return {
      id, sources: [c.source], origin: 'spec', confidence: p.confidence, status: 'new',
      text: c.text, title: titleOf(c.heading ?? c.text, input.knowledge.languages), kind: c.kind, priority: p.priority, priorityFrom: p.from, group: c.group,
      workflow: null, readings: [], rejected: c.reject, deferred: null, question: null,
    };
  });
  return { requirements, told, unused: [...unused, ...nearDuplicates(requirements.filter((r) => !told.has(r.id)))] };
}

/** Ids of another document that a line names: "Milestones (FR-010 to FR-012)" in a product plan points at the spec's requirements. A sentence with a modal verb asks for something itself. */
function pointed(c: Candidate, all: readonly Candidate[]): string[] {
  const ids = c.text.match(/\b[A-Z]{2,}(?:-[A-Z]+)*-?\d+[a-z]?\b/g) ?? [];
  return ids.filter((id) => all.some((other) => other.author === id && other.source.path !== c.source.path));
}

function nearDuplicates(requirements: readonly Requirement[]): UnusedLine[] {
  const bags = requirements.map((r) => bag(r.text));
  const out: UnusedLine[] = [];
  requirements.forEach((r, i) => {
    for (let j = 0; j < i; j++) {
      const a = bags[i];
      const b = bags[j];
      const other = requirements[j];
      const source = r.sources[0];
      if (a === undefined || b === undefined || other === undefined || source?.kind !== 'spec' || a.size < 4) continue;
      if (jaccard(a, b) < 0.6) continue;
      out.push({ path: source.path, line: source.line, text: r.title, result: 'duplicate', reason: `near ${other.id}: the same routes answer both` });
      break;
    }
  });
  return out;
}

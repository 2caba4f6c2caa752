import type { Priority, SpecRequirement } from '../../model/spec.ts';
import { splitSteps, stepOf, type StepKind, type Steps } from './criteria.ts';
import { lineOf, type Collected, type Context, type Draft, type Range } from './context.ts';
import { flat, idKind, isMeasuredQuality, isPlainId, labelPriority, modalPriority, takePriorityField, takePriorityTag } from './phrase.ts';
import { emptySlots, markedQuestions } from './placeholder.ts';
import { plain } from './matcher.ts';
import { patternLimit, type Words } from './words.ts';

export interface Statement {
  id: string | null;
  text: string;
  raw: string;
  priority: Priority | null;
  style: Draft['style'];
}

/** The sentence that says how to read the words MUST and SHOULD. */
const keywords = /\bMUST\b[^.]{0,200}\b(?:RFC ?2119|RFC ?8174|BCP ?14)\b/;

/** "**shall**, **should** and **may** indicate ...": words of demand one behind the other, which the sentence explains. */
function listsModals(text: string, words: Words): boolean {
  const hits = words.modal.all(text.slice(0, patternLimit));
  return hits.some((hit, at) => at > 0 && /^["'“”‘’*_`]{0,3}\s*[,、，/]\s*["'“”‘’*_`]{0,3}$/u.test(text.slice((hits[at - 1]?.index ?? 0) + (hits[at - 1]?.word.length ?? 0), hit.index)));
}

/** Most demands that are read of one document: more are a table of values, or no spec. */
export const mostDemands = 20_000;

/** Keeps one requirement, unless it is a template slot nobody filled. Returns it, or null for a slot and for one too many. */
export function addRequirement(out: Collected, statement: Statement, context: Context, at: Range): Draft | null {
  if (out.requirements.length >= mostDemands) {
    if (out.beyond === 0) out.beyond = at.line;
    return null;
  }
  const slots = emptySlots(statement.raw, out.words);
  if (slots.length > 0) {
    for (const slot of slots) out.placeholders.push(lineOf(slot, at));
    return null;
  }
  if (keywords.test(statement.text) || listsModals(statement.text, out.words)) return null;
  const tagged = takePriorityTag(statement.text, out.words);
  const field = takePriorityField(flat(tagged.text), out.words);
  const text = field.text;
  if (text === '') return null;
  for (const question of markedQuestions(statement.raw)) out.openQuestions.push(lineOf(question, at));
  const made: Draft = {
    id: statement.id,
    text,
    kind: kindOf(statement.id, text, context, out.words),
    priority: statement.priority ?? tagged.priority ?? field.priority ?? context.priority ?? modalPriority(text, out.words),
    group: context.group,
    ...(context.delta === undefined ? {} : { delta: context.delta }),
    line: at.line,
    endLine: at.endLine,
    style: statement.style,
  };
  out.requirements.push(made);
  if (context.bounded && made.id === null) out.bounded.add(made);
  out.demanding.add(context.line);
  return made;
}

/** Non-functional by section, by id, by a group that is about a quality alone, or by a measured quality. */
function kindOf(id: string | null, text: string, context: Context, words: Words): SpecRequirement['kind'] {
  const family = idKind(id);
  if (family === 'nonfunctional') return 'non-functional';
  if (context.kind === 'nonfunctional' && (family !== 'requirements' || isPlainId(id))) return 'non-functional';
  if (context.group !== null && isQualityTitle(context.group, words)) return 'non-functional';
  return isMeasuredQuality(text, words) ? 'non-functional' : 'functional';
}

/** "Performance and Scalability": every part of the title names a quality. */
export function isQualityTitle(title: string, words: Words): boolean {
  const parts = plain(title.replace(/\([^)]*\)/g, '')).split(/\s+(?:and|und|y|e|ed|et|и|및|&)\s+|\s*[,/、と与和]\s*/u).filter(part => part !== '');
  return parts.length > 0 && parts.every(part => words.qualityWords.has(part));
}

/** Keeps one scenario made of a sentence. */
export function addCriterion(out: Collected, text: string, raw: string, context: Context, requirement: string | null, at: Range): void {
  if (emptySlots(raw, out.words).length > 0) {
    for (const slot of emptySlots(raw, out.words)) out.placeholders.push(lineOf(slot, at));
    return;
  }
  for (const question of markedQuestions(raw)) out.openQuestions.push(lineOf(question, at));
  pushScenario(out, splitSteps(text, out.words), flat(text), context.story, requirement ?? context.requirement, at);
}

/** Adds a scenario at the requirement or story it belongs to. */
export function pushScenario(out: Collected, steps: Steps, text: string, story: string | null, requirement: string | null, at: Range): void {
  out.scenarios.push({
    given: steps.given,
    when: steps.when,
    // oxlint-disable-next-line unicorn/no-thenable -- the published JSON key of Given/When/Then
    then: steps.outcome,
    text, story, requirement, line: at.line, endLine: at.endLine,
  });
}

/** Lines of a scenario block, each a step; a line without a keyword continues the step before it. */
export function stepsOf(lines: string[], words: Words): Steps {
  const steps: Steps = { given: [], when: [], outcome: [] };
  let before: StepKind | null = null;
  for (const line of lines) {
    if (line.trim() === '') continue;
    const step = stepOf(line, before, words);
    if (step === null) {
      if (before === null) steps.given.push(flat(line));
      else steps[before].push(flat(line));
      continue;
    }
    before = step.kind;
    const inner = splitSteps(line, words);
    if (inner.when.length + inner.given.length > 0 && inner.outcome.length > 0 && step.kind !== 'outcome' && words.outcome.first(line) !== null) {
      steps.given.push(...inner.given);
      steps.when.push(...inner.when);
      steps.outcome.push(...inner.outcome);
      before = 'outcome';
    } else steps[step.kind].push(step.text.replace(/\s*[,，、]$/u, ''));
  }
  return steps;
}

/** A priority heading ("Must have", "P1") gives its priority to what stands below it. */
export function headingPriority(title: string, words: Words): Priority | null {
  if (plain(title).length > 40) return null;
  // "Must have (必須有)" says it twice.
  const named = labelPriority(title, words) ?? labelPriority(title.replace(/\s*[(（][^()（）]*[)）]\s*$/u, ''), words);
  if (named !== null) return named;
  // "P2 — after the fair"
  const ranked = /^(\S{1,12})\s+[-–—]\s+\S/u.exec(title)?.[1];
  if (ranked !== undefined && labelPriority(ranked, words) !== null) return labelPriority(ranked, words);
  // "Desirable stuff", "Necessary things"
  const [first = '', ...rest] = plain(title).replace(/[^\p{L}\p{N}\s'-]/gu, '').split(' ');
  return rest.length > 0 && rest.every(word => words.things.has(word)) ? labelPriority(first, words) : null;
}

import { fact, lineOf, type Collected, type Context, type Range } from './context.ts';
import { isBinding, isCapability, isEars, isGherkin, stepOf } from './criteria.ts';
import { addEntity, addWithParts, attributesIn } from './entities.ts';
import { familyOf } from './families.ts';
import { deepEnd, deepText, labelOf, rankOf, type Label, type Unit } from './outline.ts';
import { question } from './questions.ts';
import { flat, idKind, isMeasuredQuality, isPlainId } from './phrase.ts';
import { emptySlots, isUnconfirmed, markedQuestions } from './placeholder.ts';
import { addCriterion, addRequirement, pushScenario, stepsOf } from './requirements.ts';
import { hasRoutes, readRoutes } from './schema.ts';
import { addStory } from './stories.ts';
import { storySentence } from './storysentence.ts';
import { plain, wordsIn } from './matcher.ts';
import { patternLimit, type Kind, type Words } from './words.ts';

/** Kinds in which a label at the start of a line may say something else; in the others it is only the first word of a line. */
const yields = new Set<Kind | null>([null, 'goals', 'context', 'summary', 'requirements', 'nonfunctional', 'checklist', 'stories', 'acceptance', 'stack', 'milestones', 'budget', 'team', 'deadline', 'openQuestions', 'schema', 'routes']);

/** Kinds whose words many a quality has in its name: "Uptime goal", "Data validation". */
const qualities = new Set<Kind>(['requirements', 'goals', 'metrics', 'entities', 'users', 'milestones']);

/**
 * Puts one line where its content says (a story, an id, a Given/When/Then), else where its section says. Returns true when the nested
 * items were used up with it.
 */
export function placeUnit(out: Collected, unit: Unit, label: Label | null, context: Context): boolean {
  const words = out.words;
  // "前提：..." opens a scenario below a heading of scenarios, and an assumption elsewhere.
  const steps = context.kind === 'acceptance' && isGherkin(unit.text, words);
  const content = label !== null && label.content !== '' && label.announced.kind !== null && !steps ? label.content : unit.text;
  // Under entities a label is a name, though it may be one that announces a section elsewhere, such as "Milestone" or "Metric".
  const names = context.kind === 'entities' || context.kind === 'glossary';
  const announcedKind = label !== null && label.content !== '' && !names && !steps ? label.announced.kind : null;
  // "Team: coaches and their hours" among demands is one, "Team: 3 developers" is not.
  const crew = announcedKind === 'team' && context.kind === 'requirements' && unit.shape === 'item' && !/\p{Nd}/u.test(content);
  // "MVP: sign-in, bookings" in a roadmap says when.
  const phase = context.kind === 'milestones' && announcedKind === 'requirements';
  const labelled = crew || phase ? null : announcedKind === 'meta' || yields.has(context.kind) ? announcedKind : null;
  const at: Range = { line: unit.line, endLine: unit.endLine };
  const slots = emptySlots(unit.raw, words);
  if (slots.length > 0) {
    for (const slot of slots) out.placeholders.push(lineOf(slot, at));
    return false;
  }
  if (words.columns.get('nothing')?.has(plain(unit.text).replace(/[.。]$/u, '')) === true) return true;
  if (labelled === 'meta' || labelled === 'ignored' || context.kind === 'ignored') return true;
  // "Example: a search for ..." explains the demand before it.
  if (context.kind !== 'acceptance' && words.example.first(unit.text)?.index === 0 && /^[\p{L} ]{1,30}[:：]\s*\S/u.test(unit.text)) {
    out.unread.push({ ...lineOf(unit.text, at), context, shape: 'other' });
    return true;
  }
  if (storySentence(content, words) !== null && context.kind !== 'users') {
    addStory(out, { id: unit.id, title: context.criteria || context.story !== null ? (context.story ?? context.requirement) : null, text: content, priority: null }, at);
    return false;
  }
  // "> FR-4: changing a rule never rewrites the past" remarks on a demand that stands above.
  if (unit.shape === 'quote' && unit.id !== null && out.requirements.some(each => each.id === unit.id)) return placeUnit(out, { ...unit, id: null }, label, context);
  const family = idKind(unit.id) ?? (out.families.has(familyOf(unit.id) ?? '') ? 'requirements' : null);
  // "Data validation: ..." below a heading of qualities is one of them.
  const stays = context.kind === 'nonfunctional' && (family === 'requirements' ? isPlainId(unit.id) : family === null && labelled !== null && qualities.has(labelled) && label?.announced.exact !== true);
  const kind = stays ? context.kind : (family ?? labelled ?? context.kind);
  if (isGherkin(content, words) && kind !== 'requirements' && kind !== 'nonfunctional') {
    addCriterion(out, content, unit.raw, context, null, at);
    return false;
  }
  return placeByKind(out, unit, content, label, kind, context, at);
}

function placeByKind(out: Collected, unit: Unit, content: string, label: Label | null, kind: Kind | null, context: Context, at: Range): boolean {
  const words = out.words;
  const listed = unit.shape === 'item';
  const whole: Range = { line: unit.line, endLine: deepEnd(unit) };
  switch (kind) {
    case 'requirements':
    case 'nonfunctional': {
      if (listed && unit.id === null && isUnconfirmed(content, words)) {
        out.openQuestions.push(lineOf(deepText(unit), whole));
        return true;
      }
      if (!listed && unit.id === null && label === null && sentences(unit).length > 1) return bySentence(out, unit, { ...context, kind });
      // "Performance: a report is saved in under a second." below a heading of qualities.
      const quality = context.kind === 'nonfunctional' && label !== null && label.content !== '';
      // "**Unlocking rule:** a stage opens at 80 %." among demands: a name, and what holds of it.
      const titled = kind === 'requirements' && context.kind === 'requirements' && unit.shape === 'paragraph' && unit.bold !== null && label !== null && (label.announced.kind === null || label.announced.kind === kind) && wordsIn(label.content) >= binding && !/[:：?？]$/u.test(unit.text);
      if (titled && !out.demanding.has(context.line) && words.modal.first(content) === null) {
        const used = requirement(out, unit, label, { ...context, kind });
        // Plain paragraphs beside it may say as much.
        out.demanding.delete(context.line);
        return used;
      }
      if (listed || quality || titled || unit.id !== null || words.modal.first(content) !== null || holdsAlways(content, words) || isEars(content, words)) return requirement(out, unit, label, { ...context, kind });
      break;
    }
    case 'checklist':
      if (unit.checked !== null || unit.id !== null) return requirement(out, unit, label, { ...context, kind: 'requirements' }, unit.id === null && words.modal.first(content) === null);
      break;
    case 'acceptance': {
      if (!listed && words.modal.first(content) === null && unit.id === null) break;
      const demanded = context.criteria || (isEars(content, words) && !isGherkin(content, words));
      if (!demanded && unit.children.length > 1 && unit.children.filter(child => stepOf(child.text, null, words) !== null).length > 1) {
        pushScenario(out, stepsOf(unit.children.map(deepText), words), unit.text, context.story, context.requirement, whole);
        return true;
      }
      if (!demanded) {
        addCriterion(out, deepText(unit), unit.raw, context, null, whole);
        return true;
      }
      const made = addRequirement(out, { id: unit.id, text: withDetails(unit, content, words), raw: unit.raw, priority: null, style: 'ears' }, { ...context, kind: 'acceptance' }, ranged(unit, words));
      if (made !== null && unit.shape === 'item') out.bullets.set(made, context.line);
      if (made !== null) addCriterion(out, made.text, unit.raw, context, made.id ?? made.text, ranged(unit, words));
      return true;
    }
    case 'stories':
      if (!listed) break;
      addStory(out, { id: unit.id, title: label?.text ?? null, text: content, priority: null }, at);
      return true;
    case 'entities':
    case 'glossary': {
      const named = unit.bold !== null && /[.。]$/u.test(unit.bold) && unit.text.length > unit.bold.length ? unit.bold.slice(0, -1) : null;
      const split = named !== null ? [unit.text, named, unit.text.slice(named.length + 1).trim()] : /^(.{1,60}?)(?:\s*[:：]\s+|\s+[-–—]\s+|：)(.*)$/su.exec(unit.text);
      if (!listed && label === null && split === null) break;
      const name = (label?.text ?? split?.[1] ?? unit.text.split(/[(（,，]/u)[0] ?? unit.text).replace(/\s*[;；.。]$/u, '');
      if (name.trim().split(/\s+/).length > 6) break;
      const description = label?.content ?? split?.[2] ?? '';
      if (kind === 'entities' && unit.children.length > 0) addWithParts(out, name, description, unit.children, context, whole);
      else addEntity(out, name, description, kind === 'entities' ? attributesIn(description === '' ? unit.text : description, words) : [], whole, null, kind === 'glossary');
      return true;
    }
    case 'metrics':
      if (!listed && unit.id === null && !/\p{Nd}/u.test(unit.text)) break;
      out.metrics.push({ id: unit.id, ...lineOf(deepText(unit), whole) });
      for (const question of markedQuestions(unit.raw)) out.openQuestions.push(lineOf(question, at));
      return true;
    case 'openQuestions':
    case 'answered':
      return question(out, unit, kind, whole);
    case 'edgeCases':
      if (!listed && label === null && unit.id === null) break;
      out.edgeCases.push(lineOf(deepText(unit), whole));
      for (const marked of markedQuestions(unit.raw)) out.openQuestions.push(lineOf(marked, at));
      return true;
    case 'assumptions':
    case 'outOfScope': {
      if (rankOf(unit, words) !== null) return true;
      // "The following are left out:" says so of its list.
      if (!listed && label === null && /[:：]$/u.test(unit.text)) break;
      const asked = markedQuestions(unit.raw);
      for (const marked of asked) out.openQuestions.push(lineOf(marked, at));
      if (asked.length === 0 || unit.text.replace(/\[[^\]]*\]/g, '').trim() !== '') out[kind].push(lineOf(deepText(unit), whole));
      return true;
    }
    case 'goals':
      fact(out, 'goal', deepText(unit), whole);
      return true;
    case 'users':
      fact(out, 'consumer', deepText(unit), whole);
      return true;
    case 'milestones':
      fact(out, 'milestone', deepText(unit), whole);
      return true;
    case 'risks':
      fact(out, 'risk', deepText(unit), whole);
      return true;
    case 'constraints':
    case 'dependencies':
      if (unit.children.length === 0 && labelledFact(out, unit.text, at)) return true;
      fact(out, 'constraint', deepText(unit), whole);
      if (kind === 'constraints' && (isMeasuredQuality(unit.text, words) || isBinding(unit.text, words))) return requirement(out, unit, label, { ...context, kind: 'nonfunctional' });
      if (kind === 'constraints' && unit.shape === 'item' && unit.children.length === 0) out.constraints.push({ ...lineOf(unit.text, at), context });
      return true;
    case 'budget':
    case 'team':
    case 'deadline':
      fact(out, /[€$£¥]|\b(?:EUR|USD|GBP|CHF|JPY)\b/.test(unit.text) ? 'budget' : kind, unit.text, at);
      return true;
    case 'stack':
    case 'component':
      fact(out, 'stack', deepText(unit), whole);
      return true;
    case 'routes':
      if (!hasRoutes(unit.text)) {
        if (listed && words.modal.first(content) !== null) return requirement(out, unit, label, { ...context, kind: 'requirements' });
        out.unread.push({ ...lineOf(unit.text, at), context: { ...context, kind: null }, shape: listed ? 'item' : 'other' });
        return false;
      }
      readRoutes(out, deepText(unit), unit.line);
      return true;
    case 'summary':
      if (unit.shape !== 'paragraph' || out.summarised.has(context.line)) break;
      out.summarised.add(context.line);
      fact(out, 'goal', content, at);
      for (const sentence of content.split(/(?<=[.。])\s+/u)) labelledFact(out, sentence, at);
      return true;
    case 'context':
      break;
    case null:
      if (hasRoutes(unit.text)) {
        readRoutes(out, deepText(unit), unit.line);
        return true;
      }
      if (unit.shape === 'paragraph' && unit.id === null && label === null && sentences(unit).length > 1) return bySentence(out, unit, context);
      if (isEars(content, words) || (words.modal.first(content) !== null && unit.shape !== 'quote') || (unit.checked !== null && context.kind === null)) return requirement(out, unit, label, context);
      break;
    default:
      break;
  }
  for (const marked of markedQuestions(unit.raw)) out.openQuestions.push(lineOf(marked, at));
  if (unit.shape === 'paragraph') for (const sentence of unit.text.split(/(?<=[.。])\s+/u)) labelledFact(out, sentence, at);
  out.unread.push({ ...lineOf(unit.text, at), context, shape: unit.shape === 'item' ? 'item' : unit.shape === 'paragraph' ? 'paragraph' : 'other' });
  return false;
}

interface Sentence extends Range {
  text: string;
}

/** The sentences of a unit, each with the lines it stands on; those of the whole unit where marks hide its ends. */
function sentences({ text, raw, line, endLine }: Unit): Sentence[] {
  const rows = raw.split('\n').map(row => flat(row));
  const written = rows.join(' ');
  let row = 0;
  let passed = 0;
  const rowAt = (index: number): number => {
    while (passed + (rows[row]?.length ?? 0) < index) {
      passed += (rows[row]?.length ?? 0) + 1;
      row += 1;
    }
    return line + row;
  };
  let from = 0;
  return text.split(/(?<=[.!?])\s+(?=[\p{Lu}"“(])|(?<=[。！？])\s*(?=\S)/u).filter(each => each !== '').map(each => {
    const start = written.indexOf(each, from);
    if (start === -1 || rows.length !== endLine - line + 1) return { text: each, line, endLine };
    from = start + each.length;
    return { text: each, line: rowAt(start), endLine: rowAt(from - 1) };
  });
}

/** A paragraph of several sentences: one demand per sentence that demands or, beside one, allows; the plain sentences behind it belong to it. */
function bySentence(out: Collected, unit: Unit, context: Context): boolean {
  const all = sentences(unit);
  // Below a heading of quality a number is what is asked for.
  const demands = (text: string): boolean => (context.kind === 'requirements' && holdsAlways(text, out.words)) || (context.prose && isPlainDemand(text, out.words)) || out.words.modal.first(text) !== null || isEars(text, out.words) || (context.kind === 'nonfunctional' ? /\d/.test(text) && out.words.past.first(text.slice(0, patternLimit)) === null : isMeasuredQuality(text, out.words));
  const beside = all.some(each => demands(each.text));
  const found: Sentence[] = [];
  for (const sentence of all) {
    labelledFact(out, sentence.text, sentence);
    const last = found.at(-1);
    if (demands(sentence.text) || (beside && isCapability(sentence.text, out.words))) found.push(sentence);
    else if (last === undefined) out.unread.push({ ...lineOf(sentence.text, sentence), context, shape: 'paragraph' });
    else found.splice(-1, 1, { text: `${last.text} ${sentence.text}`, line: last.line, endLine: sentence.endLine });
  }
  for (const { text, line, endLine } of found) requirement(out, { ...unit, text, raw: text, line, endLine, children: [] }, null, context);
  return false;
}

/** "A booking is always for the whole hall": what holds at all times binds, beside demands. */
function holdsAlways(text: string, words: Words): boolean {
  return words.always.first(text.slice(0, patternLimit)) !== null && wordsIn(text) >= shortest && !/[:：?？]$/.test(text);
}

/** Fewest words of a sentence that demands something. */
const shortest = 4;
/** Fewest words behind a name that say what holds of it. */
const binding = 6;

/** A sentence among demands that says something of its own: "Families name up to three crops", not "It can take a while" or "For example:". */
function isPlainDemand(text: string, words: Words): boolean {
  return wordsIn(text) >= shortest && !/[:：?？]$/.test(text) && words.pronouns.first(text.slice(0, patternLimit))?.index !== 0 && words.example.first(text.slice(0, patternLimit))?.index !== 0;
}

/** What a label says of what there is to spend: "Budget: 4,000 EUR". */
export function labelledKind(sentence: string, words: Words): 'budget' | 'team' | 'deadline' | null {
  const match = /^([^:：]{3,30})[:：]\s*(\S.*)$/su.exec(sentence);
  const kind = match?.[1] === undefined ? undefined : words.kinds.get(plain(match[1]));
  return kind === 'budget' || kind === 'team' || kind === 'deadline' ? kind : null;
}

/** "Budget: 4,000 EUR." in the middle of a paragraph, or among constraints. */
function labelledFact(out: Collected, sentence: string, at: Range): boolean {
  const kind = labelledKind(sentence, out.words);
  if (kind !== null) fact(out, kind, sentence, at);
  return kind !== null;
}

/** One demand: its label kept apart when the rest is a whole sentence, its nested details joined when it ends in a colon. */
function requirement(out: Collected, unit: Unit, label: Label | null, context: Context, task = false): boolean {
  const words = out.words;
  const named = label !== null && label.content !== '' && words.modal.first(label.content) !== null;
  const content = named && label !== null ? label.content : unit.text;
  const ears = isEars(content, words) && words.when.first(content)?.index === 0;
  const style = ears ? 'ears' : /^FR-\d{3}/.test(unit.id ?? '') ? 'spec-kit' : 'prose';
  const range = ranged(unit, words);
  const made = addRequirement(out, { id: unit.id, text: withDetails(unit, content, words), raw: unit.raw, priority: null, style }, { ...context, group: context.group ?? (named ? (label?.text ?? null) : null) }, range);
  if (made !== null && unit.shape === 'item') out.bullets.set(made, context.line);
  if (made !== null && context.line === 0 && context.kind === null && unit.shape === 'paragraph' && unit.id === null) out.opening.add(made);
  if (made !== null && task) out.tasks.add(made);
  if (made !== null && ears) addCriterion(out, made.text, unit.raw, context, made.id ?? made.text, range);
  return made !== null && detailed(unit, words);
}

/** True when the nested items only say more about the demand; a nested id or modal is a demand of its own. */
function detailed(unit: Unit, words: Words): boolean {
  return unit.children.length > 0 && unit.children.every(child => child.shape === 'item' && child.id === null && (endsOpen(unit.text) || (words.modal.first(child.text) === null && labelOf(child, words)?.announced.kind == null)));
}

function endsOpen(text: string): boolean {
  return /[:：]$/.test(text);
}

function withDetails(unit: Unit, content: string, words: Words): string {
  if (!detailed(unit, words)) return content;
  const details = deepText(unit).slice(unit.text.length);
  return endsOpen(content) ? content + details : `${content.replace(/[.;。]$/, '')}:${details}`;
}

function ranged(unit: Unit, words: Words): Range {
  return { line: unit.line, endLine: detailed(unit, words) ? deepEnd(unit) : unit.endLine };
}

import { placeAt, piecesOf, sentencesOf } from '../../prose.ts';
import { at, defineRule } from '../../rule.ts';
import type { Section, Sheet } from '../../sheet.ts';
import { isNamed, wordingOf } from '../../wording.ts';

/** Parts of a foreign document that explain a choice; nothing there is asked of anybody. */
const reasons = /\b(?:research|background|rationale|why|decisions?|alternatives?|trade-?offs?|notes?|context|glossary|references?|technology (?:stack|alignment)|history|introduction|overview|executive summary|pros|cons)\b/i;
/** A list that weighs options, and a task that is done, ask for nothing either. */
const weighs = /^\W*(?:pros|cons|advantages|disadvantages|benefits|drawbacks|strengths|weaknesses)\b/i;

/** A wish in a user's words, and what a persona is after; the criteria of the story say how much. */
const story = /^\W*(?:user story\W+)?as an? .{1,80}?,? i (?:want|need|would like)\b/i;
const persona = /\b(?:personas?|user profiles?)\b/i;

/** The id or number of a task at its head measures nothing. */
const ownId = /^\W*(?:T-\w+|T\d{2,4}|\d+\.\d+(?:\.\d+)*)(?:\s+\[(?:P|US\d+)\])*\W+/;

export default defineRule({
  id: 'wording/vague',
  about: 'A word such as "fast" or "robust" means something else to each reader; nobody can test it.',
  fix: 'Say how much: a number with its unit, a list, or the id of the target that holds it.',
  bad: '- The summary is computed in real-time.',
  good: '- The summary is at most 60 s old (`NFR-summary-age`).',
  severity: 'warning',
  set: 'recommended',
  *document(sheet, run) {
    const { vague: pattern, ordinary } = wordingOf(run.wording, run.vagueWords);
    for (const piece of piecesOf(sheet)) {
      if (sheet.own === null && (reasons.test(piece.section?.heading.text ?? '') || /^\[[^\]]*\]$/.test(piece.text.trim()))) continue;
      if (!pattern.test(piece.raw) || isQuotedStatement(piece.text)) continue;
      if (sheet.own === null && (story.test(piece.text) || isOfPersona(piece.section) || isParent(sheet, piece.span.start.line))) continue;
      if (sheet.own === null && (weighs.test(leadOf(sheet, piece.span.start.line)) || /^\s*[-*+] \[[xX]\] /.test(sheet.lines[piece.span.start.line - 1] ?? ''))) continue;
      // A piece that a list follows is made precise by it.
      const introduces = sheet.own === null && !/\w/.test(piece.raw.slice(piece.raw.lastIndexOf(':') + 1)) && piece.raw.includes(':');
      for (const sentence of sentencesOf(piece)) {
        const match = pattern.exec(sentence.text);
        // A number, an id or a list in the same sentence says how much.
        if (match === null || ordinary.test(sentence.text.slice(match.index)) || isNamed(sentence.text, match.index, match[0]) || /\d/.test(sentence.text.replace(ownId, '')) || (sentence.text.match(/,/g)?.length ?? 0) >= 2) continue;
        // A reason and a role ask for nothing.
        if (introduces || (sheet.own === null && (/\bso that\b/i.test(sentence.text.slice(0, match.index)) || /^Your? (?:are|output|task|response|answer)\b/.test(sentence.text)))) continue;
        const index = sentence.index + match.index;
        const start = placeAt(piece, index);
        yield at(sheet, { start, end: { line: start.line, column: start.column + match[0].length } }, `"${match[0]}" stands without a number.`);
      }
    }
  },
});

/** The line that introduces the list this line stands in; the line itself when it says "Pros:" in front. */
function leadOf(sheet: Sheet, line: number): string {
  const own = sheet.lines[line - 1] ?? '';
  if (weighs.test(own) || !/^\s*[-*+\d]/.test(own)) return own;
  for (let at = line - 1; at > Math.max(0, line - 20); at--) {
    const text = sheet.lines[at - 1] ?? '';
    if (text.trim() !== '' && (!/^\s*(?:[-*+]|\d+[.)])\s/.test(text) || weighs.test(text))) return text;
  }
  return own;
}

function isOfPersona(section: Section | null): boolean {
  for (let at = section; at !== null; at = at.parent) if (persona.test(at.heading.text)) return true;
  return false;
}

/** Whether the next line is a part of this task, below it or as the first of its numbers (`4.` before `4.1`): the parts say what it holds. */
function isParent(sheet: Sheet, line: number): boolean {
  const indent = /^(\s*)[-*+] \[[ xX]\] /.exec(sheet.lines[line - 1] ?? '')?.[1];
  const part = /^(\s*)[-*+] (?!_|\[[ xX]\])/.exec(sheet.lines[line] ?? '')?.[1];
  if (indent !== undefined && part !== undefined && part.length > indent.length) return true;
  const number = /^\s*[-*+] \[[ xX]\] (\d+)\.?\s/.exec(sheet.lines[line - 1] ?? '')?.[1];
  const next = sheet.lines.slice(line, line + 3).find(text => text.trim() !== '') ?? '';
  return number !== undefined && new RegExp(String.raw`^\s*[-*+] \[[ xX]\] ${number}\.1\b`).test(next);
}

/** Criteria and questions are the words of the source. */
const isQuotedStatement = (text: string): boolean => /^[A-Z][\w-]*\/AC-\d+ |^Q-[\w-]+ /.test(text);

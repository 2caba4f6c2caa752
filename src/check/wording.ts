import type { Wording } from '../model/knowledge.ts';
import type { Piece } from './prose.ts';
import type { Section, Sheet } from './sheet.ts';

/** The words of all languages, and of the settings, as patterns; `ordinary` is asked of the text from the word on. */
export type WordingPatterns = { vague: RegExp; weak: RegExp; ordinary: RegExp };

const made = new WeakMap<readonly Wording[], { extra: string; patterns: WordingPatterns }>();

export function wordingOf(wording: readonly Wording[], vagueWords: readonly string[]): WordingPatterns {
  const extra = vagueWords.join('\n');
  const known = made.get(wording);
  if (known?.extra === extra) return known.patterns;
  const whole = (patterns: readonly string[]): RegExp => new RegExp(patterns.length === 0 ? '(?!)' : String.raw`(?<![\w-])(${patterns.join('|')})(?![\w-])`, 'i');
  const patterns = {
    vague: whole([...wording.flatMap(each => each.vague), ...vagueWords.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))]),
    weak: whole(wording.flatMap(each => each.weak)),
    ordinary: new RegExp(String.raw`^(?:${wording.flatMap(each => each.ordinary).join('|') || '(?!)'})\b`, 'i'),
  };
  made.set(wording, { extra, patterns });
  return patterns;
}

/** Whether a word at this place belongs to a proper name ("Secure Production Identity"), or what stands behind it names the thing: code, a word in capitals, a key. */
export const isNamed = (text: string, at: number, word: string): boolean =>
  /^\s+(?:`|[A-Z]{3,}\b|[A-Z]\w*\+)/.test(text.slice(at + word.length)) || (/^[A-Z]/.test(word) && /^\s+[A-Z][a-z]/.test(text.slice(at + word.length)) && /\w/.test(text.slice(0, at)));

/** Parts of a foreign document that explain a choice; nothing there is asked of anybody. */
const reasons = /\b(?:research|background|rationale|why|decisions?|alternatives?|trade-?offs?|notes?|context|glossary|references?|technology (?:stack|alignment)|history|introduction|overview|executive summary|pros|cons)\b/i;
const explains = /^\W*(?:reason|rationale|why|note|background)\b\W*:/i;
/** A list that weighs options, and a task that is done, ask for nothing either. */
const weighs = /^\W*(?:pros|cons|advantages|disadvantages|benefits|drawbacks|strengths|weaknesses)\b/i;

/** A wish in a user's words, and what a persona is after; the criteria of the story say how much. */
const story = /^\W*(?:[a-z ]{1,20}:\W*)?as an? .{1,80}?,? i (?:want|need|would like)\b/i;
const persona = /\b(?:personas?|user profiles?)\b/i;

/** Whether a piece of a foreign document explains, weighs, wishes or is done, so that its words ask for nothing that could be measured. */
export function asksNothing(sheet: Sheet, piece: Piece): boolean {
  if (sheet.own !== null) return false;
  const line = piece.span.start.line;
  if (reasons.test(piece.section?.heading.text ?? '') || explains.test(piece.text) || /^\[[^\]]*\]$/.test(piece.text.trim())) return true;
  if (story.test(piece.text) || isOfPersona(piece.section) || isParent(sheet, line)) return true;
  return weighs.test(leadOf(sheet, line)) || /^\s*[-*+] \[[xX]\] /.test(sheet.lines[line - 1] ?? '');
}

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

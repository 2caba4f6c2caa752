import { AnswerSet, type AnswerValue } from '../model/answers.ts';
import { UserError } from '../model/errors.ts';
import type { Question, Situation } from './question.ts';

const yes = ['y', 'yes', 'true', '1'];
const no = ['n', 'no', 'false', '0', '2'];

/** Text as typed to the value of the question's form, checked by the answer's own schema. Throws UserError that names the form and an example. */
export function parseAnswer(question: Question, text: string, situation: Situation): AnswerValue {
  const value = byForm(question, text.trim(), situation);
  const result = AnswerSet.safeParse({ [question.key]: { value, state: 'answered', by: null, at: null, owner: null, due: null, evidence: null } });
  if (result.success) return value;
  throw bad(question, result.error.issues[0]?.message ?? 'not of the expected form');
}

function byForm(question: Question, text: string, situation: Situation): AnswerValue {
  const choices = question.choices?.(situation) ?? [];
  switch (question.form) {
    case 'text':
      return text;
    case 'date':
      return text.toLowerCase() === 'none' || text === '' ? null : text;
    case 'number': {
      const number = Number(text.replace(/[ ,_](?=\d{3}\b)/g, '').replace(/^[$€]/, ''));
      if (text === '' || !Number.isFinite(number)) throw bad(question, 'a number is needed');
      return number;
    }
    case 'yes-no':
      if (yes.includes(text.toLowerCase())) return true;
      if (no.includes(text.toLowerCase())) return false;
      throw bad(question, 'yes or no is needed');
    case 'list':
      return splitList(text);
    case 'one':
      return pick(question, text, choices);
    case 'many':
      return splitList(text).map(part => pick(question, part, choices));
  }
}

/** `;` separates where one is there, else `,`; empty text is an empty list. */
function splitList(text: string): string[] {
  return text
    .split(text.includes(';') ? ';' : ',')
    .map(part => part.trim())
    .filter(part => part !== '');
}

/** A choice by its value, its number in the list, or the start of its text. */
function pick(question: Question, text: string, choices: readonly { value: string; text: string }[]): string {
  const lower = text.toLowerCase();
  const found = choices.find(choice => choice.value.toLowerCase() === lower) ?? choices[Number(text) - 1] ?? choices.find(choice => lower.length > 1 && choice.text.toLowerCase().startsWith(lower));
  if (found !== undefined) return found.value;
  if (choices.length === 0) return text;
  throw bad(question, `"${text}" is none of ${choices.map((choice, index) => `${index + 1} ${choice.value}`).join(', ')}`);
}

function bad(question: Question, why: string): UserError {
  return new UserError(`${question.key}: ${why}`, `Example: ${question.example}`);
}

/** A value as a person would type it. */
export function printAnswer(value: AnswerValue): string {
  if (value === null) return 'none';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (Array.isArray(value)) return value.join(value.some(part => part.includes(',')) ? '; ' : ', ');
  return String(value);
}

/** A value as it is shown; an empty list is said, not left blank. */
export const shownValue = (value: AnswerValue): string => printAnswer(value) || 'nothing';

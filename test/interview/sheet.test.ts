import { describe, expect, test } from 'vitest';
import { questions } from '../../src/interview/questions/index.ts';
import type { Situation } from '../../src/interview/question.ts';
import { note } from '../../src/interview/scratchpad.ts';
import { isSheet, printSheet, readSheet } from '../../src/interview/sheet.ts';
import { typedValue } from '../../src/interview/typed.ts';
import { page } from '../../src/interview/ask/plain.ts';
import { inWordsOf } from '../../src/interview/words.ts';
import { clinicPlan } from '../support/plan.ts';

const facts: Situation['facts'] = { feature: 'clinic', specs: [], samples: { models: [], files: [] }, existing: { statements: [], routes: [], models: [], missingSections: [] }, repo: { stackHints: [] }, findings: [] };
const situation: Situation = { facts, plan: clinicPlan(), answers: { schemaVersion: 1, feature: 'clinic', answers: {} }, profiles: [], role: 'pm' };

describe('the question sheet', () => {
  const sheet = printSheet(questions, situation, 'pm');

  test('an untouched sheet answers nothing', () => {
    expect(isSheet(sheet)).toBe(true);
    expect(readSheet(sheet, 's.md').size).toBe(0);
  });

  test('ticks and written answers come back as values of their keys, also with CRLF', () => {
    const filled = sheet.replace('- [ ] **unsure**', '- [X] **unsure**').replace(/(\(`people`\)[\s\S]*?)Answer:/, '$1Answer: 3').replaceAll('\n', '\r\n');
    const read = [...readSheet(filled, 's.md')].map(([key, text]) => [key, typedValue(key, text)]);
    expect(read).toContainEqual(['hipaa', 'unsure']);
    expect(read).toContainEqual(['people', 3]);
  });

  test('only questions of the role, in product words', () => {
    const engineers = questions.filter(question => !question.roles.includes('pm')).map(question => question.key);
    for (const key of engineers) expect(sheet).not.toContain(`(\`${key}\`)`);
    expect(sheet).not.toMatch(/\bP(?:50|80|95)\b|\bNFRs?\b(?!-)/);
    expect(inWordsOf('pm', 'promise the P80 date')).toBe('promise a date that holds in 4 cases of 5');
  });

  test('a default that says nothing is called nothing, and a percentile says which share is left out', () => {
    expect(sheet).toMatch(/^Without an answer: nothing \(gates follow the forecast\)\.$/m);
    expect(sheet).not.toContain('Without an answer:  ');
    expect(inWordsOf('pm', 'response time p95 <= 250 ms')).toBe('response time all but the slowest 5 % <= 250 ms');
    const question = questions.find(each => each.key === 'milestones');
    if (question === undefined) throw new Error('no such question');
    expect(note(question, 'What?', { value: [], state: 'answered' }, 'pm', '2026-11-22').text).toContain('-> nothing (answered by pm, 2026-11-22).');
  });

  test('every page shown to a product manager is in product words', () => {
    for (const question of questions.filter(each => each.roles.includes('pm'))) {
      const choices = (question.choices?.(situation) ?? []).map(choice => ({ ...choice, effect: '' }));
      const text = page({ question, text: inWordsOf('pm', question.prompt(situation)), fallback: question.default(situation), previous: undefined, choices, progress: { step: question.step, number: 1, of: 1, minutesLeft: 1 }, complaint: null, draft: null }, 'pm');
      expect(text, question.key).not.toMatch(/\bP(?:50|80|95)\b/);
    }
  });
});

describe('typedValue', () => {
  test.each([
    ['people', '2', 2],
    ['budget', '$1,200', 1200],
    ['provider-policy', 'A, C', ['A', 'C']],
    ['provider-policy', '[A]', ['A']],
    ['hipaa', 'yes', 'yes'],
    ['single-service', 'no', false],
    ['promised-date', 'none', null],
    ['promised-date', '2027-03-01', '2027-03-01'],
    ['consumers', 'Web app; Job', ['Web app', 'Job']],
    ['why-now', '2027', '2027'],
    ['people', 'many', 'many'],
  ])('%s=%s', (key, text, value) => expect(typedValue(key, text)).toEqual(value));
});

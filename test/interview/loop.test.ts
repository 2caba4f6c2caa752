import { describe, expect, test } from 'vitest';
import { askPlainly, EndOfAnswers, page } from '../../src/interview/ask/plain.ts';
import { interview, questionsFor, type Ask, type Options, type Prompt, type Recorded, type Reply, type Surroundings } from '../../src/interview/loop.ts';
import { parseAnswer, printAnswer } from '../../src/interview/parse-answer.ts';
import { questions } from '../../src/interview/questions/index.ts';
import type { Question, Situation } from '../../src/interview/question.ts';
import { AnswerSet, type Answers } from '../../src/model/answers.ts';
import { UserError } from '../../src/model/errors.ts';
import { clinicPlan } from '../support/plan.ts';

const empty: Answers = { schemaVersion: 1, feature: 'runs', answers: {} };
const facts: Situation['facts'] = { feature: 'runs', specs: [], samples: { models: [], files: [] }, existing: { statements: [], routes: [], models: [], missingSections: [] }, repo: { stackHints: [] }, findings: [] };
const short: Options = { all: false, role: null, limit: 10 };

function around(replies: (prompt: Prompt) => Reply): { surroundings: Surroundings; recorded: Recorded[]; answers: () => Answers } {
  let answers = empty;
  const recorded: Recorded[] = [];
  const situation = (): Situation => ({ facts, plan: clinicPlan(), answers, profiles: [] });
  const ask: Ask = async prompt => replies(prompt);
  return {
    recorded,
    answers: () => answers,
    surroundings: {
      ask,
      situation,
      effects: question => (question.choices?.(situation()) ?? []).map(choice => ({ ...choice, effect: '' })),
      record: async (_question, answer) => {
        recorded.push(answer);
        answers = { ...answers, answers: AnswerSet.parse({ ...answers.answers, [answer.key]: { value: answer.value, state: answer.state, by: 'test', at: null, owner: null, due: null, evidence: null } }) };
      },
    },
  };
}

describe('the question catalogue', () => {
  const situation: Situation = { facts, plan: clinicPlan(), answers: empty, profiles: [] };

  test('keys are unique, each has help, example, reason and feeds', () => {
    expect(new Set(questions.map(question => question.key)).size).toBe(questions.length);
    for (const question of questions) {
      expect(question.help.length, question.key).toBeGreaterThan(10);
      expect(question.why.length, question.key).toBeGreaterThan(10);
      expect(question.feeds.length, question.key).toBeGreaterThan(0);
    }
  });

  test('every default is a value of its own form and survives being printed and typed again', () => {
    for (const question of questions) {
      const fallback = question.default(situation);
      if (fallback === null) continue;
      expect(AnswerSet.safeParse({ [question.key]: { value: fallback.value, state: 'default', by: null, at: null, owner: null, due: null, evidence: null } }).success, question.key).toBe(true);
      if (question.form === 'text' && fallback.value === '') continue;
      expect(parseAnswer(question, printAnswer(fallback.value), situation), question.key).toEqual(fallback.value);
    }
  });

  test('steps of the quick plan come in their order, at most the limit is asked, a role sees only its own', () => {
    const asked = questionsFor(questions, situation, short);
    expect(asked.length).toBeLessThanOrEqual(10);
    expect(asked.at(-1)?.key).toBe('save-as-ready');
    expect(questionsFor(questions, situation, { all: true, role: null, limit: 35 }).length).toBeLessThanOrEqual(35);
    expect(questionsFor(questions, situation, { all: false, role: 'pm', limit: 8 }).every(question => question.roles.includes('pm'))).toBe(true);
  });

  test('a wrong answer says the expected form with an example', () => {
    const people = questions.find(question => question.key === 'people');
    if (people === undefined) throw new Error('no such question');
    expect(() => parseAnswer(people, 'many', situation)).toThrow(UserError);
    expect(() => parseAnswer(people, '0', situation)).toThrow(/people/);
  });
});

describe('interview', () => {
  test('accepting every default records one answer a question and asks none twice', async () => {
    const seen: string[] = [];
    const run = around(prompt => {
      seen.push(prompt.question.key);
      return prompt.fallback === null ? { kind: 'enough' } : { kind: 'accept' };
    });
    expect(await interview(questions, run.surroundings, short)).toBe('done');
    expect(new Set(seen).size).toBe(seen.length);
    expect(run.recorded.map(each => each.key)).toEqual(seen.slice(0, run.recorded.length));
  });

  test('back shows the previous answer, and quitting keeps what was said', async () => {
    const script: Reply[] = [{ kind: 'accept' }, { kind: 'back' }, { kind: 'accept' }, { kind: 'quit' }];
    const prompts: Prompt[] = [];
    const run = around(prompt => {
      prompts.push(prompt);
      return script[prompts.length - 1] ?? { kind: 'quit' };
    });
    expect(await interview(questions, run.surroundings, short)).toBe('quit');
    expect(prompts[2]?.question.key).toBe(prompts[0]?.question.key);
    expect(prompts[2]?.previous).toEqual(run.recorded[0]?.value);
    expect(Object.keys(run.answers().answers)).toContain(prompts[0]?.question.key);
  });

  test('leaving open is recorded as open, never as an answer', async () => {
    let first = true;
    const run = around(() => {
      if (!first) return { kind: 'quit' };
      first = false;
      return { kind: 'open' };
    });
    await interview(questions, run.surroundings, short);
    expect(run.recorded[0]?.state).toBe('open');
  });
});

describe('plain prompts', () => {
  const found = questions.find(each => each.key === 'people');
  if (found === undefined) throw new Error('no such question');
  const question: Question = { ...found, prompt: () => 'How many?' };
  const prompt: Prompt = { question, text: 'How many?', fallback: { value: 2, from: 'spec.md:3', confidence: 0.9 }, previous: undefined, choices: [], progress: { step: 'Charter', number: 1, of: 3, minutesLeft: 2 }, complaint: null };
  const situation = (): Situation => ({ facts, plan: clinicPlan(), answers: empty, profiles: [] });
  const answer = async (lines: string[]): Promise<{ reply: Reply; out: string }> => {
    let out = '';
    const iterator = (async function* () {
      yield* lines;
    })();
    return { reply: await askPlainly(iterator, text => (out += text), situation, false)(prompt), out };
  };

  test('the page says step, default, its origin and how sure it is', () => {
    expect(page(prompt)).toContain('Charter, question 1 of 3');
    expect(page(prompt)).toContain('Enter takes: 2 (spec.md:3; read from your files)');
  });

  test.each([
    [[''], { kind: 'accept' }],
    [[':b'], { kind: 'back' }],
    [[':s'], { kind: 'open' }],
    [[':q'], { kind: 'quit' }],
    [[':?', '3'], { kind: 'value', value: 3 }],
    [['three', '4'], { kind: 'value', value: 4 }],
  ])('%j', async (lines, reply) => {
    expect((await answer(lines)).reply).toEqual(reply);
  });

  test('the end of the input is told, never waited for', async () => {
    await expect(answer([])).rejects.toThrow(EndOfAnswers);
  });
});

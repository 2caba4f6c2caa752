import { describe, expect, test } from 'vitest';
import { askPlainly, EndOfAnswers, page } from '../../src/interview/ask/plain.ts';
import { questionsFor, type Options } from '../../src/interview/agenda.ts';
import type { Ask, Prompt, Recorded, Reply, Review, ReviewReply, Surroundings } from '../../src/interview/exchange.ts';
import { interview } from '../../src/interview/loop.ts';
import { askedSections, promptOf } from '../../src/interview/missing.ts';
import { parseAnswer, printAnswer } from '../../src/interview/parse-answer.ts';
import { questions } from '../../src/interview/questions/index.ts';
import { steps, type Question, type Situation } from '../../src/interview/question.ts';
import { AnswerSet, type Answers, type AnswerValue } from '../../src/model/answers.ts';
import { UserError } from '../../src/model/errors.ts';
import { clinicPlan } from '../support/plan.ts';

const empty: Answers = { schemaVersion: 1, feature: 'runs', answers: {} };
const facts: Situation['facts'] = { feature: 'runs', specs: [], samples: { models: [], files: [] }, existing: { statements: [], routes: [], models: [], missingSections: [] }, repo: { stackHints: [] }, findings: [] };
const today = '2026-11-21';
const short: Options = { all: false, role: null, limit: 10, today };

const acceptOrOpen = (prompt: Prompt): Reply => (prompt.fallback === null ? { kind: 'open' } : { kind: 'accept' });

function around(replies: (prompt: Prompt) => Reply, reviews: (review: Review) => ReviewReply = () => ({ kind: 'write' })): { surroundings: Surroundings; recorded: Recorded[]; answers: () => Answers } {
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
      review: async page => reviews(page),
      preview: async () => ({ plan: situation().plan, files: [], diff: () => '' }),
      effects: question => (question.choices?.(situation()) ?? []).map(choice => ({ ...choice, effect: '' })),
      record: async (_question, answer) => {
        recorded.push(answer);
        answers = { ...answers, answers: AnswerSet.parse({ ...answers.answers, [answer.key]: { value: answer.value, state: answer.state, by: 'test', at: null, owner: null, due: null, evidence: answer.basis ?? null } }) };
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
    expect(asked.map(question => steps.indexOf(question.step))).toEqual(asked.map(question => steps.indexOf(question.step)).sort((a, b) => a - b));
    expect(questionsFor(questions, situation, { all: true, role: null, limit: 35, today }).length).toBeLessThanOrEqual(35);
    expect(questionsFor(questions, situation, { all: false, role: 'pm', limit: 8, today }).every(question => question.roles.includes('pm'))).toBe(true);
  });

  test('sections that earlier documents lack are asked for by the questions that fill them, five at most, the section named', () => {
    const lacking = ['Constraints', 'Test strategy + CI/CD', 'Primary workflows (3)', 'Implementation timeline/milestones', 'Top risks and mitigations', 'API consumers (<=3)', 'Data models (<=5)', 'Appendix'];
    const before = questionsFor(questions, situation, short).map(question => question.key);
    const gaps: Situation = { ...situation, facts: { ...facts, existing: { ...facts.existing, missingSections: lacking.map(section => ({ path: 'ai_docs/context/core_docs/backend_prd.md', section })) } } };
    expect(askedSections(gaps).map(each => each.key)).toEqual(['constraints', 'ci', 'workflows', 'milestones', 'top-risks']);
    const asked = questionsFor(questions, gaps, short);
    expect(asked.length).toBeLessThanOrEqual(10);
    expect(before).not.toContain('ci');
    for (const { key, section } of askedSections(gaps)) {
      const question = asked.find(each => each.key === key);
      expect(question, key).toBeDefined();
      if (question !== undefined) expect(promptOf(question, gaps)).toContain(`backend_prd.md has no section "${section}"`);
    }
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
    expect(run.recorded.map(each => each.key)).toEqual([...seen, 'save-as-ready']);
    expect(seen.length + 1).toBeLessThanOrEqual(short.limit);
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

describe('the review page', () => {
  test('one answer can be changed; only questions whose default or choices changed are asked again', async () => {
    const question = (key: Question['key'], fallback: (situation: Situation) => AnswerValue): Question => ({ key, catalogue: 'Q', step: 'Charter', core: true, roles: ['pm'], form: 'number', prompt: () => key, help: key, example: '1', why: key, feeds: ['charter'], weight: () => 1, default: situation => ({ value: fallback(situation), from: 'test', confidence: 0.7 }) });
    const list = [question('people', () => 1), question('budget', () => 300), question('real-users', situation => (situation.answers.answers.people?.value ?? 1) * 10)];
    const seen: [string, unknown][] = [];
    let changed = false;
    const run = around(
      prompt => {
        seen.push([prompt.question.key, prompt.previous]);
        return prompt.question.key === 'people' && prompt.previous !== undefined ? { kind: 'value', value: 3 } : { kind: 'accept' };
      },
      review => {
        expect(review.answers.map(each => each.key)).toEqual(['people', 'budget', 'real-users']);
        if (changed) return { kind: 'write' };
        changed = true;
        return { kind: 'change', key: 'people' };
      },
    );
    expect(await interview(list, run.surroundings, short)).toBe('done');
    expect(seen).toEqual([['people', undefined], ['budget', undefined], ['real-users', undefined], ['people', 1], ['real-users', 10]]);
  });

  test('the page says READY exactly where the documents will', () => {
    const final = questions.find(each => each.key === 'save-as-ready');
    const plan = clinicPlan();
    const decisions = plan.decisions.map((each, index) => ({ ...each, open: index === 0, blocking: false }));
    const verdict = (ready: boolean, open: typeof decisions): string => final?.prompt({ facts, answers: empty, profiles: [], plan: { ...plan, ready, decisions: open, exitCriteria: [] } }) ?? '';
    expect(verdict(true, decisions)).toBe('Every exit criterion is met; 1 decision that blocks nothing stays open. Save as MVP READY?');
    expect(verdict(true, [])).toBe('Every exit criterion is met. Save as MVP READY?');
    expect(verdict(false, decisions)).toBe('1 decision open, 0 exit criteria unmet: it will be saved as MVP DRAFT. Write it?');
    expect(verdict(false, [])).toBe('Nobody has confirmed an answer: it will be saved as MVP DRAFT. Write it?');
  });

  test('a conditional question joins when an answer makes its rule fire', async () => {
    const seen: string[] = [];
    const run = around(prompt => {
      seen.push(prompt.question.key);
      return prompt.question.key === 'hipaa' ? { kind: 'value', value: 'yes' } : acceptOrOpen(prompt);
    });
    await interview(questions, run.surroundings, { ...short, all: true, limit: 60 });
    expect(seen.indexOf('audit-chain')).toBeGreaterThan(seen.indexOf('hipaa'));
    const without: string[] = [];
    const plain = around(prompt => {
      without.push(prompt.question.key);
      return prompt.question.key === 'hipaa' ? { kind: 'value', value: 'no' } : acceptOrOpen(prompt);
    });
    await interview(questions, plain.surroundings, { ...short, all: true, limit: 60 });
    expect(without).not.toContain('audit-chain');
  });
});

describe('plain prompts', () => {
  const found = questions.find(each => each.key === 'people');
  if (found === undefined) throw new Error('no such question');
  const question: Question = { ...found, prompt: () => 'How many?' };
  const prompt: Prompt = { question, text: 'How many?', fallback: { value: 2, from: 'spec.md:3', confidence: 0.9 }, previous: undefined, choices: [], progress: { step: 'Charter', number: 1, of: 3, minutesLeft: 2 }, complaint: null, draft: null };
  const situation = (): Situation => ({ facts, plan: clinicPlan(), answers: empty, profiles: [] });
  const answer = async (lines: string[]): Promise<{ reply: Reply; out: string }> => {
    let out = '';
    const rest = [...lines];
    return { reply: await askPlainly({ next: async () => rest.shift() ?? null, write: text => (out += text), echo: false, columns: 80 }, situation).ask(prompt), out };
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

  test('the keys are said once, before the first question', async () => {
    const { out } = await answer([':?', '3']);
    expect(out.split(':w writes the plan now')).toHaveLength(2);
    expect(out.indexOf(':w writes the plan now')).toBeLessThan(out.indexOf('How many?'));
  });

  test('the end of the input is told, never waited for', async () => {
    await expect(answer([])).rejects.toThrow(EndOfAnswers);
  });
});

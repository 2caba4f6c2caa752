import { render } from '@inquirer/testing';
import { describe, expect, test } from 'vitest';
import { askOnTerminal } from '../../src/interview/ask/terminal.ts';
import type { Prompt, Reply, Review } from '../../src/interview/exchange.ts';
import { questions } from '../../src/interview/questions/index.ts';
import type { Question, Situation } from '../../src/interview/question.ts';
import { clinicPlan } from '../support/plan.ts';

const facts: Situation['facts'] = { feature: 'runs', specs: [], samples: { models: [], files: [] }, existing: { statements: [], routes: [], models: [], missingSections: [] }, repo: { stackHints: [] }, findings: [] };
const situation = (): Situation => ({ facts, plan: clinicPlan(), answers: { schemaVersion: 1, feature: 'runs', answers: {} }, profiles: [] });
const named = (key: string): Question => {
  const found = questions.find(each => each.key === key);
  if (found === undefined) throw new Error(`no question ${key}`);
  return found;
};
const promptOf = (key: string, more: Partial<Prompt>): Prompt => ({ question: named(key), text: named(key).prompt(situation()), fallback: null, previous: undefined, choices: [], draft: null, progress: { step: 'Charter', number: 1, of: 3, minutesLeft: 2 }, complaint: null, ...more });

/** One question on a terminal of this size. `lines` is what the prompt shows now, `said` what was printed beside it. */
async function asked(prompt: Prompt, size: { columns: number; rows: number }, ended = new AbortController()): Promise<{ lines: () => string[]; said: () => string; key: (name: string, sequence?: string) => void; type: (text: string) => void; reply: Promise<Reply> }> {
  let said = '';
  const shown = await render(async (given: Prompt, context) => {
    const { input, output } = context ?? {};
    if (input === undefined || output === undefined) throw new Error('no streams');
    return askOnTerminal({ input, output: Object.assign(output, size), ended: ended.signal }, { write: text => void (said += text), ...size }, situation).ask(given);
  }, prompt);
  return { lines: () => shown.getScreen().split('\n'), said: () => said, key: (name, sequence) => shown.events.keypress(sequence === undefined ? { name } : Object.assign({ name }, { sequence })), type: shown.events.type, reply: shown.answer };
}

const choices = [
  { value: 'password', text: 'e-mail and password', effect: '+6 routes, +43 tasks, +73 h, +5.7 weeks P80' },
  { value: 'provider', text: 'the outside provider\'s account', effect: '+3 routes, +17 tasks, +27 h, -0.8 weeks P80' },
  { value: 'existing', text: 'an existing sign-in issues the session; nothing is built for it', effect: 'as the draft has it' },
  { value: 'api-key', text: 'API key or token of another system', effect: '-22 tasks, -34 h, -3.9 weeks P80' },
];

describe('a question on a narrow terminal', () => {
  test.each([40, 80])('%i columns: every option with its whole effect, no word broken', async columns => {
    const { lines, key, reply } = await asked(promptOf('sign-in', { text: 'How do people sign in, now that nothing of the session is there yet?', choices, fallback: { value: 'existing', from: 'rule', confidence: 0.8 } }), { columns, rows: 30 });
    const shown = lines();
    expect(Math.max(...shown.map(line => line.length))).toBeLessThanOrEqual(columns);
    const text = shown.join(' ').replace(/\s+/g, ' ');
    for (const each of choices) expect(text).toContain(`${each.value}: ${each.text} [${each.effect}]`);
    expect(text).toContain('How do people sign in, now that nothing of the session is there yet?');
    key('return');
    expect(await reply).toEqual({ kind: 'accept' });
  });

  test('a screen too low for all options shows whole lines of those around the chosen one', async () => {
    const { lines, key, reply } = await asked(promptOf('sign-in', { text: 'How do people sign in?', choices }), { columns: 40, rows: 12 });
    expect(lines().length).toBeLessThanOrEqual(11);
    expect(lines().join(' ').replace(/\s+/g, ' ')).toContain('password: e-mail and password [+6 routes, +43 tasks, +73 h, +5.7 weeks P80]');
    key('return');
    expect(await reply).toEqual({ kind: 'value', value: 'password' });
  });

  test('options that may be ticked together keep their ticks', async () => {
    const { lines, key, reply } = await asked(promptOf('provider-policy', { choices, fallback: { value: ['password', 'api-key'], from: 'rule', confidence: 0.8 } }), { columns: 40, rows: 40 });
    expect(lines().join(' ').replace(/\s+/g, ' ')).toContain('api-key: API key or token of another system [-22 tasks, -34 h, -3.9 weeks P80]');
    key('space');
    key('return');
    expect(await reply).toEqual({ kind: 'value', value: ['api-key'] });
  });
});

test('the review page names the keys of a terminal', async () => {
  let said = '';
  const preview = { plan: clinicPlan(), files: [{ path: 'a.md', added: 1, removed: 0 }], diff: () => '+ line\n' };
  const shown = await render(async (given: Review, context) => {
    const { input, output } = context ?? {};
    if (input === undefined || output === undefined) throw new Error('no streams');
    return askOnTerminal({ input, output, ended: new AbortController().signal }, { write: text => void (said += text), columns: 200, rows: 30 }, situation).review(given);
  }, { answers: [], preview, verdict: 'Write it?' });
  expect(said).toContain('To be written: 1 file\n');
  expect(said).toContain('d shows the diff, Esc or Ctrl-B goes back, Ctrl-C saves and quits.');
  shown.events.keypress('escape');
  expect(await shown.answer).toEqual({ kind: 'back' });
});

describe('a typed answer', () => {
  test('a question mark as the first key helps at once; later it belongs to the answer', async () => {
    const first = await asked(promptOf('people', {}), { columns: 60, rows: 30 });
    first.key('?', '?');
    await expect.poll(() => first.said()).toContain('Why it matters');
    const second = await asked(promptOf('why-now', {}), { columns: 60, rows: 30 });
    second.type('W');
    second.key('?', '?');
    expect(second.said()).not.toContain('Why it matters');
  });

  test('without a default it shows what an answer looks like', async () => {
    const { said } = await asked(promptOf('priorities', { fallback: { value: [], from: 'the spec as it stands', confidence: 0.8 } }), { columns: 60, rows: 30 });
    expect(said()).toContain(`Example: ${named('priorities').example}`);
    const { said: with_ } = await asked(promptOf('people', { fallback: { value: 2, from: 'spec.md:3', confidence: 0.9 } }), { columns: 60, rows: 30 });
    expect(with_()).not.toContain('Example:');
  });
});

test('told to end from outside, a question ends as with Ctrl-C', async () => {
  const ended = new AbortController();
  const { lines, reply } = await asked(promptOf('sign-in', { text: 'How do people sign in?', choices }), { columns: 80, rows: 30 }, ended);
  expect(lines().join(' ')).toContain('How do people sign in?');
  ended.abort();
  expect(await reply).toEqual({ kind: 'quit' });
});

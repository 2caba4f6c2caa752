import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { derivePlan } from '../../../src/derive/plan.ts';
import { parseMarkdown } from '../../../src/markdown/parse.ts';
import type { AnswerSet } from '../../../src/model/answers.ts';
import { readSpec } from '../../../src/sources/spec/read.ts';
import { knowledge } from '../../support/knowledge.ts';

const path = 'test/cases/two-stories/specs/two-stories/spec.md';
const spec = readSpec(parseMarkdown(path, readFileSync(join(import.meta.dirname, '../../..', path), 'utf8')), knowledge().languages).source;
const facts = { feature: 'two-stories', specs: [spec], samples: { models: [], files: [] }, existing: { statements: [], routes: [], models: [], missingSections: [] }, repo: { stackHints: [] }, findings: [] };
const said = <T>(value: T, state: 'answered' | 'default') => ({ value, state, by: null, at: null, owner: null, due: null, evidence: null });
const ready = (answers: AnswerSet): boolean => derivePlan(facts, { schemaVersion: 1, feature: 'two-stories', answers }, knowledge(), { plan: '3MMf8oHiS0idqRaigtYxGUA4M77', asOf: '2026-11-21', runs: 50 }).ready;

it('a plan of defaults alone is a draft, whatever settings the run had', () => {
  expect(ready({})).toBe(false);
  expect(ready({ 'why-now': said('households shop twice', 'default'), profile: said('typescript', 'answered') })).toBe(false);
});

it('a plan without blocking decisions is ready once a person confirmed something about the product', () => {
  expect(ready({ 'why-now': said('households shop twice', 'answered'), profile: said('typescript', 'answered') })).toBe(true);
});

it('words of a language model that nobody looked at make no plan ready', () => {
  expect(ready({ 'why-now': { ...said('households shop twice', 'answered'), by: 'ai:test-model' } })).toBe(false);
});

import { expect, test } from 'vitest';
import { contradictions } from '../../src/write/contradictions.ts';
import { clinicPlan } from '../support/plan.ts';

const plan = clinicPlan();
const [nfr] = plan.nfrs;
const [requirement] = plan.requirements;
const [route] = plan.routes;
if (nfr === undefined || requirement === undefined || route === undefined) throw new Error('the fixture has none');

const found = (base: string, current: string): string[] => contradictions(plan, [{ path: 'a.md', base, current }]);

test('a changed number, priority or route is offered back as an answer; the tool\'s own lines and agreeing edits are not', () => {
  expect(found('x', `x\n${nfr.id}: p95 <= 7 ms`)).toEqual([expect.stringContaining(`--answer targets=${nfr.id}=7`)]);
  expect(found('x', `x\n| ${requirement.id} | text | could |`)).toEqual([expect.stringContaining(`--answer priorities=${requirement.id}=could`)]);
  expect(found('x', 'x\nWe call `GET /v1/nowhere`.')).toEqual([expect.stringContaining('GET /v1/nowhere')]);
  expect(found(`${nfr.id}: p95 <= 7 ms`, `${nfr.id}: p95 <= 7 ms\nA note on \`${route.id}\`.`)).toEqual([]);
});

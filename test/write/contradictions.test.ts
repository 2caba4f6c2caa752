import { expect, test } from 'vitest';
import { contradictions } from '../../src/write/contradictions.ts';
import { typedValue } from '../../src/interview/typed.ts';
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

test('a criterion in other words is offered back: one made by rule as an answer that says so again, one of the spec as a change of the spec', () => {
  const own = plan.criteria[0];
  if (own === undefined) throw new Error('the fixture has no criterion');
  const line = (id: string, then: string): string => `- **${id}** Given ${own.given}, When ${own.when}, Then ${then}.`;
  expect(found('x', `x\n${line(own.id, own.then)}`)).toEqual([]);
  expect(contradictions({ ...plan, criteria: [{ ...own, origin: 'spec' }] }, [{ path: 'a.md', base: 'x', current: `x\n${line(own.id, '204 and nothing else')}` }])).toEqual([expect.stringContaining(`change its scenario in ${plan.specs[0]?.path ?? ''}`)]);
  const [offer = ''] = contradictions({ ...plan, criteria: [{ ...own, origin: 'rule:criterion' }] }, [{ path: 'a.md', base: 'x', current: `x\n${line(own.id, '204, and `nothing` else')}` }]);
  const typed = /--answer "criteria=(.*)"$/.exec(offer)?.[1] ?? '';
  expect(typedValue('criteria', typed)).toEqual([expect.stringMatching(new RegExp(`^${own.requirement}: Given .*, When .*, Then 204, and nothing else$`))]);
});

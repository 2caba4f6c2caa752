import { expect, it } from 'vitest';
import { deriveDesign } from '../../../../src/derive/design/design.ts';
import { deriveJudgement } from '../../../../src/derive/judgement/judgement.ts';
import { successLeft } from '../../../../src/derive/judgement/nfr/success.ts';
import { withJudgedCriteria } from '../../../../src/derive/judgement/target-criteria.ts';
import { inputOf, specOf } from '../../design/fixtures.ts';

function judged(line: string, more = '') {
  const input = inputOf([specOf('specs/demo.md', `# Boats\n\n## Functional Requirements\n\n### FR-1: Find a boat\n\n**Requirements**:\n- Members must be able to search boats by length\n\n**Acceptance Criteria**:\n- ${line}\n\n### FR-2: Rent a boat\n\n**Requirements**:\n- Members must be able to rent a boat\n${more}`)]);
  const design = deriveDesign(input);
  const { nfrs, workflows } = deriveJudgement(input, design);
  const { criteria } = withJudgedCriteria(design, { nfrs, workflows });
  return { nfrs, criteria, spec: criteria.filter((each) => each.fromSpec), left: successLeft({ input, design }, nfrs) };
}

it.each([
  ['Search results appear in <3 seconds', 'p95 < 3 s'],
  ['Boats are listed and results load within 800 ms', null],
  ['Results are shown within 800 ms', 'p95 <= 800 ms'],
])('a time of the software below "Acceptance Criteria" is a target of the call: %s', (line, target) => {
  const { nfrs, criteria, spec } = judged(line);
  if (target === null) {
    // It asks for more than a time.
    expect(spec).toHaveLength(1);
    return;
  }
  const nfr = nfrs.find((each) => each.class === 'GET /v1/boats');
  expect(nfr).toMatchObject({ target });
  expect(spec).toEqual([]);
  expect(criteria.filter((each) => each.requirement === nfr?.requirements[0]).map((each) => each.then)).toContainEqual(expect.stringContaining(`\`${nfr?.id ?? ''}: ${target ?? ''}\``));
});

it('the same number for the same call is one target', () => {
  const { nfrs } = judged('Search results appear in <3 seconds', '\n## Performance Standards\n\n- [ ] Search results load in <3 seconds\n- Search Results: <3 seconds for complex queries\n');
  const timed = nfrs.filter((each) => each.target === 'p95 < 3 s');
  expect(timed.map((each) => each.class)).toEqual(['GET /v1/boats']);
  expect(timed[0]?.requirements).toHaveLength(3);
  expect(timed[0]?.metric).not.toMatch(/[<≤]|\bin$/);
});

it.each(['Rental process completable in <45 seconds', 'Members finish a rental in under 2 minutes'])('what a person needs is a number of the product: %s', (line) => {
  const { nfrs, spec, left } = judged(line);
  expect(spec).toEqual([]);
  expect(left).toEqual([expect.objectContaining({ text: line, result: 'later', reason: expect.stringContaining('a person needs') })]);
  expect(nfrs.filter((each) => / (?:45 s|2 min)$/.test(each.target))).toEqual([]);
});

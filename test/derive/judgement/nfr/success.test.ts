import { expect, it } from 'vitest';
import { deriveDesign } from '../../../../src/derive/design/design.ts';
import { deriveJudgement } from '../../../../src/derive/judgement/judgement.ts';
import { successLeft } from '../../../../src/derive/judgement/nfr/success.ts';
import { inputOf, specOf } from '../../design/fixtures.ts';

function judged(...lines: string[]) {
  const input = inputOf([specOf('specs/demo.md', `# Demo\n\n## Requirements\n\n- **FR-001**: Residents must be able to list slots of a washer\n- **FR-002**: Residents must be able to book a slot\n\n## Key Entities\n\n- **Slot**: washer, start\n- **Washer**: number, floor\n\n## Success Criteria\n\n${lines.map((line, i) => `- **SC-${String(i + 1).padStart(3, '0')}**: ${line}`).join('\n')}\n`)]);
  const design = deriveDesign(input);
  const { nfrs } = deriveJudgement(input, design);
  return { of: (id: string) => nfrs.find((nfr) => nfr.sources.some((source) => source.kind === 'spec' && source.id === id)), left: successLeft({ input, design }, nfrs).map((line) => line.text) };
}

it.each([
  ['Free slots are shown within 1 second for houses with up to 20 machines', { target: 'p95 <= 1 s', class: 'GET /v1/slots', load: /^houses with up to 20 machines; / }],
  ['A slot opens in under 800 ms with up to 300 slots', { target: 'p95 < 800 ms', class: 'GET /v1/slots', load: /^up to 300 slots; / }],
  ['The service is available 99.9 % of the time', { target: 'share >= 99.9 %', class: 'GET /healthz', load: /probe/ }],
  ['The system serves 500 concurrent users', { target: 'count >= 500 users', class: 'all routes', load: /./ }],
])('of the service is a target with its number: %s', (text, { load, ...parts }) => {
  const { of, left } = judged(text);
  const nfr = of('SC-001');
  // One host cannot hold 99.9 %: the number stays visible as asked.
  if (text.includes('99.9')) expect(nfr).toMatchObject({ class: parts.class, asked: { text: parts.target } });
  else expect(nfr).toMatchObject(parts);
  expect(nfr?.load).toMatch(load);
  expect(left).toEqual([]);
});

it.each([
  '80% of residents make a booking within the first month after launch',
  'Residents complete a booking in under 30 seconds',
  'No-shows fall below 5% of bookings within 3 months',
  'New users book within 5 seconds of thinking about it',
])('of the product is listed with its number and no gate of the build: %s', (text) => {
  const { of, left } = judged(text);
  expect(of('SC-001')).toBeUndefined();
  expect(left).toEqual([`SC-001: ${text}`]);
});

it('none is lost', () => {
  const { of, left } = judged('80% of residents book', 'Slots are shown within 1 second', 'Half of the residents come back');
  expect(of('SC-002')?.target).toBe('p95 <= 1 s');
  expect(left).toHaveLength(2);
});

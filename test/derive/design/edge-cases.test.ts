import { expect, it } from 'vitest';
import { designOf } from './fixtures.ts';

const edge = (...lines: string[]) => designOf(['Members must be able to book a boat.', 'The system must refuse a booking of a boat that another member has booked for the same day.'], `\n## Edge Cases\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`).unused.map((line) => `${line.result}: ${line.text} | ${line.reason}`);

it.each([
  'What happens when a member leaves the club with upcoming bookings? Their bookings are cancelled on the day they leave.',
  'How does the system handle daylight saving changes? Slots keep local wall-clock time.',
  'When a boat sinks during a trip, its insurer gets a letter.',
])('an edge case with its answer is listed where nothing is made of it: %s', (text) => {
  expect(edge(text)).toEqual([expect.stringContaining(`unused: ${text} | an edge case with its answer`)]);
});

it('one that a requirement answers names it', () => {
  expect(edge('What happens when another member has booked the boat for the same day? The system refuses the booking.')).toEqual([expect.stringMatching(/^duplicate: .* \| an edge case of FR-002$/)]);
});

it.each(['What happens when a boat sinks?', 'Two members share one e-mail address.'])('one that only asks is no answer: %s', (text) => {
  expect(edge(text)).toEqual([]);
});

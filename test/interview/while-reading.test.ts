import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { whileReading } from '../../src/commands/while-reading.ts';
import { UserError } from '../../src/model/errors.ts';

/** Waits until `done` holds; a second at most. */
async function until(done: () => boolean): Promise<void> {
  for (let wait = 0; wait < 100 && !done(); wait++) await setTimeout(10);
}

test('steps are done one after the other with room between, none once it is stopped', async () => {
  const done: string[] = [];
  const stop = whileReading(['a', 'b', 'c', 'd'].map(name => () => {
    done.push(name);
    if (name === 'b') stop();
    setImmediate(() => done.push(`key after ${name}`));
  }));
  expect(done).toEqual([]);
  await until(() => done.length === 4);
  await setTimeout(60);
  expect(done).toEqual(['a', 'key after a', 'b', 'key after b']);
});

test('what a step would tell the person ends it, and is told when it is met', async () => {
  const done: string[] = [];
  whileReading([() => void done.push('a'), () => { done.push('refused'); throw new UserError('No such day', 'Write a day.'); }, () => void done.push('c')]);
  await until(() => done.length === 2);
  await setTimeout(60);
  expect(done).toEqual(['a', 'refused']);
});

import { describe, expect, test } from 'vitest';
import { commandOf, shortfall } from '../../src/progress/proof.ts';
import { rendered } from '../support/documents.ts';

describe('a verify command', () => {
  test.each([
    ['uv run pytest tests/a.py -k "one or two"', ['uv', 'run', 'pytest', 'tests/a.py', '-k', 'one or two']],
    ['curl --fail "$STAGING_URL/healthz"', ['curl', '--fail', 'https://a b/healthz']],
    ["grep -c '$STAGING_URL' ${NAME}.md", ['grep', '-c', '$STAGING_URL', 'x.md']],
    ['echo a"b c"d', ['echo', 'ab cd']],
  ])('is split as a shell does, without one: %s', (text, words) => {
    const command = commandOf(text, { STAGING_URL: 'https://a b', NAME: 'x' });
    expect('problem' in command ? command : [command.program, ...command.args]).toEqual(words);
  });

  test.each([
    ['rm -rf / ; true', /needs a shell \(;\)/],
    ['cat a | sh', /needs a shell \(\|\)/],
    ['echo `id`', /needs a shell/],
    ['echo "$(id)"', /needs a shell/],
    ['ls *.md', /needs a shell/],
    ['curl "$STAGING_URL/x"', /STAGING_URL is not set/],
    ['echo "a', /is not closed/],
    ['', /empty/],
  ])('that cannot be run as it stands says why: %s', (text, problem) => {
    const command = commandOf(text, {});
    expect('problem' in command ? command.problem : command).toMatch(problem);
  });

  test('of every task of a plan can be run', async () => {
    for (const task of (await rendered('clinic-bookings')).plan.tasks) expect(commandOf(task.verify.command, { STAGING_URL: 's', PRODUCTION_URL: 'p' }), task.id).toHaveProperty('program');
  });
});

describe('what a command printed', () => {
  test.each([
    ['5 passed', '===== 5 passed in 0.1s =====', null],
    ['5 passed', ' \u001B[32mTests\u001B[39m  5 passed (5)\n Test Files 1 passed (1)', null],
    ['5 passed', '3 passed, 2 skipped', '3 passed, 5 expected'],
    ['1 passed', 'no tests ran', null],
    ['2', '2\n', null],
    ['2', '1\n', '1, 2 expected'],
    ['0', '3\n', '3, 0 expected'],
    ['exit 0', '', null],
  ])('%s against %j', (expected, output, why) => {
    expect(shortfall(expected, output)).toBe(why);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plan, workspace } from '../support/cli.ts';

describe('what a person sees of the inputs', () => {
  let at: Awaited<ReturnType<typeof workspace>>;
  beforeAll(async () => {
    at = await workspace(['specs/stravaai', 'requirements']);
  });
  afterAll(() => at.done());

  test.each(['spec', 'samples'])('inspect %s fits 80 columns and ends with one short account', async what => {
    const run = await plan(at.root, ['inspect', what]);
    expect(run.code).toBe(0);
    const short = run.stdout.slice(run.stdout.lastIndexOf('In short'));
    expect(short.split('\n').length).toBeLessThanOrEqual(24);
    expect(short).toMatch(what === 'spec' ? /spec\.md \(spec-kit, en\): \d+ requirements/ : /activity: \d+ records, \d+ fields, \d+ by the catalogue/);
    const table = run.stdout.slice(0, run.stdout.lastIndexOf('In short')).split('\n').filter(line => !/\[[a-z]+\/[a-z-]+\]$/.test(line) && !line.startsWith('  '));
    expect(table.filter(line => [...line].length > 80)).toEqual([]);
  });
});

import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

  test('what is no backend work is listed with its reason, and counted in the account', async () => {
    await writeFile(join(at.root, 'page.md'), '# Landing page\n\n## Requirements\n\n- The footer must link to the imprint\n- The slider must stop on hover\n- The call to action must stand on top\n');
    const run = await plan(at.root, ['inspect', 'spec', 'page.md']);
    expect(run.stdout).toContain('No backend work\n  5: behaviour of the screen only ("footer")');
    expect(run.stdout).toContain('page.md (prose, en): 3 requirements; 3 of them no backend work');
  });

  test('links that lead nowhere are named, and the good samples count', async () => {
    await mkdir(join(at.root, 'linked/in'), { recursive: true });
    await writeFile(join(at.root, 'linked/in/orders.json'), '[{"id":1}]');
    for (const [from, to] of [['round.json', 'round.json'], ['gone.json', 'nowhere.json'], ['out.json', tmpdir()], ['in/up', '..']] as const) await symlink(to, join(at.root, 'linked', from));
    const run = await plan(at.root, ['inspect', 'samples', 'linked', '--format', 'json']);
    expect(run.code).toBe(0);
    const read: unknown = JSON.parse(run.stdout);
    expect(read).toMatchObject({ models: [{ name: 'order', records: 1, files: ['linked/in/orders.json'] }], findings: ['gone', 'out', 'round'].map(name => ({ rule: 'samples/unreadable', file: `linked/${name}.json` })) });
  });
});

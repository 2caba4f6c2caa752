import { describe, expect, it } from 'vitest';
import { knowledge } from '../support/knowledge.ts';

const { profiles } = knowledge();
const neutralTypes = ['Ksuid', 'bool', 'bytes', 'date', 'double', 'enum', 'int', 'json', 'list', 'local-timestamp', 'money', 'text', 'timestamp'];
const slots = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
const keys = (record: Record<string, unknown>): string[] => Object.keys(record).toSorted();

describe('the stack profiles', () => {
  it('are the three of SEED-001, SEED-002 and SEED-004', () => {
    expect(profiles.map((profile) => profile.id)).toEqual(['fastapi-mongodb', 'fastapi-supabase', 'typescript']);
  });

  const [first] = profiles;
  if (first === undefined) throw new Error('no profile');
  describe.each(profiles)('$id', (profile) => {
    it('has the same terms, commands, paths and conventions as every other profile', () => {
      expect(keys(profile.terms)).toEqual(keys(first.terms));
      expect(keys(profile.commands)).toEqual(keys(first.commands));
      expect(keys(profile.paths)).toEqual(keys(first.paths));
      expect(keys(profile.conventions)).toEqual(keys(first.conventions));
    });

    it('names a word for every neutral field type and keeps the order of its targets', () => {
      expect(keys(profile.types)).toEqual(neutralTypes);
      const target = profile.nfrDefaults;
      expect(target['cached-read-p95-ms']).toBeLessThanOrEqual(target['quick-p95-ms']);
      expect(target['quick-p95-ms']).toBeLessThan(target['cap-ms']);
      expect(target['availability-pct']).toBeLessThan(target['availability-redundant-pct']);
    });

    it('uses only slots that somebody fills, in the same places as every other profile', () => {
      for (const [key, command] of Object.entries(profile.commands)) expect(slots(command).filter((slot) => !['file', 'case', 'name'].includes(slot)), key).toEqual([]);
      for (const [key, path] of Object.entries(profile.paths)) expect(slots(path).filter((slot) => slot !== 'name'), key).toEqual([]);
      expect(slots(profile.commands['testOne'] ?? '')).toEqual(['file', 'case']);
    });

    it('keeps every artefact inside the repository', () => {
      for (const [key, path] of Object.entries(profile.paths)) expect(path, key).toMatch(/^(?!\/)(?!.*\.\.)[\w.{}/-]+$/);
    });

    it('writes file names in its own case', () => {
      const foreign = profile.fileCase === 'snake' ? /-/ : /_/;
      for (const [key, path] of Object.entries(profile.paths)) {
        if (/^(app|src|tests?|migrations|drizzle)\//.test(path)) expect(path.replaceAll('{name}', ''), key).not.toMatch(foreign);
      }
    });

    it('states a cost with a date for a host and a database, and stays under 300 USD without HIPAA (SEED-001-23)', () => {
      const always = profile.costs.filter((cost) => cost.when === 'always');
      expect(always.length).toBeGreaterThanOrEqual(2);
      expect(always.reduce((sum, cost) => sum + cost.usd, 0)).toBeLessThan(300);
      expect(profile.costs.some((cost) => cost.when === 'second-host')).toBe(true);
    });

    it('recommends no component that a dated fact says has ended', () => {
      const ended = knowledge().facts.filter((fact) => fact.component !== undefined && fact.ends !== undefined && fact.ends < profile.asOf);
      const names = profile.components.map((component) => `${component.name} ${component.version}`);
      expect(names.filter((name) => ended.some((fact) => name.startsWith(fact.component ?? '')))).toEqual([]);
    });

    it('agrees with the dated facts on when its components end', () => {
      for (const component of profile.components) {
        const fact = knowledge().facts.find((known) => known.component === `${component.name} ${component.version}` && known.ends !== undefined);
        if (fact !== undefined) expect(component.sunset, component.name).toBe(fact.ends);
      }
    });

    it('allows foreign keys to users at most (SEED-004-7) and refuses what its database does not know', () => {
      expect(['users-only', 'none']).toContain(profile.foreignKeys);
      const refused = profile.refuses.flatMap((refusal) => refusal.words.map((word) => word.toLowerCase()));
      expect(refused).toContain(profile.dataKind === 'mongo' ? 'sql injection' : 'nosql injection');
    });
  });
});

describe('the house rules (SEED-004)', () => {
  it('name the seed sentence of each rule, each rule once', () => {
    const { rules } = knowledge().houseRules;
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
    for (const n of [1, 2, 3, 4, 5, 6, 7]) expect(rules.map((rule) => rule.source)).toContain(`SEED-004-${n}`);
  });
});

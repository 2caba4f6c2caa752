import { describe, expect, it } from 'vitest';
import { overrule } from '../../src/knowledge/overrule.ts';
import { citedStatement, gradedBy, statementOf } from '../../src/knowledge/wording.ts';
import { Config, type Overrule } from '../../src/model/config.ts';
import type { DatedFact, Knowledge } from '../../src/model/knowledge.ts';
import { knowledge } from '../support/knowledge.ts';

const apply = (...overrules: Overrule[]): Knowledge => overrule(knowledge(), overrules);
const strava = (from: Knowledge) => {
  const found = from.providers.find(each => each.id === 'strava');
  if (found === undefined) throw new Error('no strava');
  return found;
};
const row = (from: Knowledge, model: string, path: string) => strava(from).models.find(each => each.name === model)?.fields.find(each => each.path === path);
const reason = 'letter of 2026-11-02';

describe('overrule', () => {
  it('changes one row and no other, states the reason and drops the fact it rested on', () => {
    const changed = apply({ at: 'strava#activity.distance', unit: 'km', disposition: 'cache', reason });
    expect(row(changed, 'activity', 'distance')).toMatchObject({ unit: 'km', disposition: 'cache', note: `overruled: ${reason}` });
    expect(row(changed, 'activity', 'distance')).not.toHaveProperty('fact');
    const others = (from: Knowledge) => from.providers.flatMap(provider => provider.models.flatMap(model => model.fields.filter(field => !(model.name === 'activity' && field.path === 'distance'))));
    expect(others(changed)).toEqual(others(knowledge()));
    expect(row(knowledge(), 'activity', 'distance')?.unit).toBe('m');
  });

  it('takes a null unit as a unit that is gone', () => {
    expect(row(apply({ at: 'strava#activity.distance', unit: null, reason }), 'activity', 'distance')?.unit).toBeNull();
  });

  it('states a corrected fact with its reason, and the numbers that rest on it', () => {
    const changed = apply({ fact: 'strava-athlete-cap', text: 'this app connects 500 people', values: [500], reason }, { fact: 'strava-policy-ai', text: 'AI may read data of consenting athletes', allowed: true, reason });
    const fact = strava(changed).facts.find(each => each.id === 'strava-athlete-cap');
    expect(fact).toMatchObject({ text: 'this app connects 500 people', source: `overruled: ${reason}`, grade: 'read' });
    expect(strava(changed).caps.filter(each => each.fact === 'strava-athlete-cap').map(each => each.values)).toEqual([[500]]);
    expect(strava(changed).ai).toMatchObject({ allowed: true, why: `AI may read data of consenting athletes (overruled: ${reason})` });
    expect(strava(changed).policy.find(each => each.fact === 'strava-policy-ai')?.text).toContain('overruled');
  });

  it('reaches the facts that belong to no provider', () => {
    expect(apply({ fact: 'motor-end', ends: '2029-01-01', reason }).facts.find(each => each.id === 'motor-end')).toMatchObject({ ends: '2029-01-01', source: `overruled: ${reason}` });
  });

  it.each<[Overrule, RegExp, RegExp]>([
    [{ at: 'strava#activity.distanse', unit: 'km', reason }, /no catalogue row "strava#activity.distanse"/, /strava#activity\.distance/],
    [{ fact: 'strava-athlet-cap', values: [5], reason }, /no dated fact/, /strava-athlete-cap/],
    [{ at: 'strava#activity.distance', text: 'x', reason }, /"text" cannot be overruled/, /unit/],
    [{ fact: 'motor-end', unit: 'm', reason }, /"unit" cannot be overruled/, /text/],
    [{ fact: 'motor-end', reason }, /changes nothing/, /text/],
    [{ fact: 'motor-end', values: [3], reason }, /no number of the plan rests on/, /text/],
    [{ unit: 'km', reason }, /needs "at"/, /reason/],
  ])('refuses %j', (change, message, hint) => {
    expect(() => apply(change)).toThrow(message);
    expect(() => apply(change)).toThrow(expect.objectContaining({ hint: expect.stringMatching(hint) }));
  });

  it('needs a reason', () => {
    expect(Config.safeParse({ overrules: [{ at: 'strava#activity.distance', unit: 'km' }] }).success).toBe(false);
    expect(Config.safeParse({ overrules: [{ at: 'strava#activity.distance', unit: 'km', reason: '  ' }] }).success).toBe(false);
  });
});

describe('wording of a dated fact', () => {
  const fact = (grade: DatedFact['grade']): DatedFact => ({ id: 'x', text: 'calls are free.', source: 'a page', read: '2026-01-02', grade, maxAgeDays: 9 });
  it('follows the grade', () => {
    expect(statementOf(fact('read'))).toBe('calls are free');
    expect(statementOf(fact('quoted'))).toBe('it is reported that calls are free');
    expect(citedStatement(fact('experience'))).toBe('it is expected that calls are free (a page, read 2026-01-02)');
  });
  it('leads a sentence that rests on a fact', () => {
    expect([gradedBy([fact('read')], 'x', 's'), gradedBy([fact('quoted')], 'x', 's'), gradedBy([fact('experience')], 'x', 's'), gradedBy([], undefined, 's')]).toEqual(['s', 's (reported)', 's (expected)', 's']);
  });
});

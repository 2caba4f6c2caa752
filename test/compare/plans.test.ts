import { describe, expect, test } from 'vitest';
import { comparePlans } from '../../src/compare/plans.ts';
import { printMarkdown, printText } from '../../src/compare/print.ts';
import { rendered } from '../support/documents.ts';

const { plan } = await rendered('clinic-bookings');
const visible = (markdown: string): number => markdown.replace(/<details>[\s\S]*<\/details>/, 'folded').split('\n').filter(line => line !== '').length;

describe('two plans compared', () => {
  test('the same plan: nothing is printed', () => {
    const diff = comparePlans(plan, structuredClone(plan));
    expect([diff.changes, printText(diff), printMarkdown(diff, 'clinic')]).toEqual([[], '', '']);
  });

  test('a changed place in a file is no change, a changed contract is one', () => {
    const moved = structuredClone(plan);
    for (const route of moved.routes) for (const source of route.sources) if ('line' in source) source.line += 7;
    expect(comparePlans(plan, moved).changes).toEqual([]);
    const [route] = moved.routes;
    if (route === undefined) throw new Error('the fixture has none');
    route.errors = [...route.errors, 'NEW_ERROR'];
    expect(comparePlans(plan, moved).changes).toEqual([{ kind: 'route', id: route.id, how: 'changed', what: route.purpose }]);
  });

  test('a plan that grew: days at stake, growth in percent, what is untouched', () => {
    const half = { ...structuredClone(plan), routes: plan.routes.slice(0, Math.floor(plan.routes.length / 2)) };
    const diff = comparePlans(half, { ...plan, schedule: { ...plan.schedule, weeks: { ...plan.schedule.weeks, p80: half.schedule.weeks.p80 + 1.5 } } });
    expect(diff.daysAtStake).toBe(7.5);
    expect(diff.growth.routes).toBe(Math.round((plan.routes.length / half.routes.length - 1) * 100));
    expect(diff.untouched['model']).toBe(plan.models.length);
    expect(printText(diff)).toMatch(/P80 \+7\.5 working days/);
  });

  test('one pull-request comment has at most 25 visible lines, however much changed, and no markup of a title', () => {
    const empty = { ...structuredClone(plan), routes: [], tasks: [], criteria: [], models: [], errors: [] };
    const risky = { ...structuredClone(plan), requirements: plan.requirements.map((each, index) => (index === 0 ? { ...each, text: `${each.text} x`, title: '</details><img src=x> | `a` @everyone' } : each)) };
    const markdown = printMarkdown(comparePlans(empty, risky), 'clinic');
    expect(visible(markdown)).toBeLessThanOrEqual(25);
    expect(markdown.match(/<\/details>/g)).toHaveLength(1);
    expect(markdown).not.toContain('<img');
    expect(markdown).not.toMatch(/@everyone/);
    for (const route of plan.routes) expect(markdown).toContain(`\`${route.id}\``);
  });
});

import { describe, expect, test } from 'vitest';
import { packageUnit, taskUnit } from '../../src/progress/unit.ts';
import { rendered } from '../support/documents.ts';

const { plan } = await rendered('clinic-bookings');
/** 2,000 tokens at four characters each. */
const most = 8000;

describe('one task as a unit', () => {
  test('of every task: at most 2,000 tokens, with artefact, verify command, predecessors by name, and what it is for', () => {
    expect(plan.tasks.length).toBeGreaterThan(100);
    for (const task of plan.tasks) {
      const text = taskUnit(plan, task, new Set());
      expect(text.length, task.id).toBeLessThanOrEqual(most);
      expect(text).toContain(task.artefact);
      expect(text).toContain(`Verify: \`${task.verify.command}\` => ${task.verify.expect}`);
      for (const id of task.after) expect(text, task.id).toContain(`- ${id} ${plan.tasks.find(each => each.id === id)?.title ?? ''}`);
      const shown = task.for.filter(id => text.includes(id));
      if (shown.length < task.for.length) expect(text, task.id).toMatch(/\d+ more lines: plan explain ID/);
    }
  });

  test('a task of a route carries its contract: fields, errors and the steps of its method', () => {
    const route = plan.routes.find(each => each.id === 'POST /v1/appointments');
    const task = plan.tasks.find(each => each.for.includes('POST /v1/appointments'));
    if (route === undefined || task === undefined) throw new Error('the fixture has none');
    const text = taskUnit(plan, task, new Set());
    for (const field of route.request) expect(text).toContain(`${field.in} ${field.name}: ${field.type}`);
    for (const error of route.errors) expect(text).toContain(error);
    for (const step of plan.methods.find(each => each.id === route.handledBy)?.steps ?? []) expect(text).toContain(step.text);
  });

  test('what is done before it is said to be done', () => {
    const task = plan.tasks.find(each => each.after.length > 0);
    const [first = ''] = task?.after ?? [];
    if (task === undefined) throw new Error('the fixture has none');
    expect(taskUnit(plan, task, new Set([first]))).toContain(`- ${first} (done)`);
  });
});

test('one package: at most 2,000 tokens, with its tasks and what it is accepted by; what does not fit is counted', () => {
  for (const { id } of plan.packages) {
    const text = packageUnit(plan, id, new Set());
    expect(text.length, id).toBeLessThanOrEqual(most);
    const left = plan.tasks.filter(task => task.package === id && !text.includes(task.id));
    if (left.length > 0) expect(text, id).toMatch(/\d+ more lines/);
  }
});

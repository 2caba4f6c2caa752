import { describe, expect, it } from 'vitest';
import type { FixedStep, TaskStep } from '../../src/model/task-rules.ts';
import { knowledge } from '../support/knowledge.ts';

const { tasks, profiles } = knowledge();
const macroSteps: [string, TaskStep][] = Object.entries(tasks.macros).flatMap(([kind, macro]) => macro.steps.map((step): [string, TaskStep] => [`${kind}.${step.step}`, step]));
const fixedSteps: [string, FixedStep][] = tasks.fixed.map((step) => [`fixed.${step.key}`, step]);
const role = (text: string): string => text.split(' ')[0] ?? '';
/** Documents of the plan itself, which no profile places. */
const outside = new Set(['decisions']);
const named = (text: string): boolean => text.includes(' ');

describe('the task rules', () => {
  const steps = [...macroSteps, ...fixedSteps];

  it.each(profiles)('name paths and commands that $id has', (profile) => {
    const roles = Object.keys(profile.paths);
    const commands = [...Object.keys(profile.commands), ...Object.keys(tasks.commands)];
    for (const [key, step] of steps) {
      for (const place of [step.artefact, ...(step.on === undefined ? [] : [step.on])]) {
        if (!outside.has(role(place))) expect(roles, `${key}: ${place}`).toContain(role(place));
      }
      expect(commands, `${key}: ${step.run}`).toContain(step.run);
    }
  });

  it.each(profiles)('give a name where the path of $id has a slot for one', (profile) => {
    for (const [key, step] of steps) {
      for (const place of [step.artefact, ...(step.on === undefined ? [] : [step.on])]) {
        const path = profile.paths[role(place)];
        if (path?.includes('{name}') === true) expect(named(place), `${key}: ${place} -> ${path}`).toBe(true);
      }
    }
  });

  it('give a case to every command that has a slot for one', () => {
    for (const [key, step] of steps) {
      const command = tasks.commands[step.run] ?? profiles[0]?.commands[step.run] ?? '';
      if (command.includes('{case}')) expect(step.case, key).toBeDefined();
    }
  });

  it('come after fixed tasks that exist', () => {
    const keys = new Set(tasks.fixed.map((step) => `fixed.${step.key}`));
    for (const [key, step] of steps) for (const before of step.after) if (before.startsWith('fixed.')) expect(keys.has(before), `${key} after ${before}`).toBe(true);
  });

  it('hold the fixed sets of a backend: tooling, configuration, container, CI, observability, security, privacy, hand-off, release', () => {
    expect(tasks.fixed.length).toBeGreaterThanOrEqual(60);
    for (const [key, step] of steps) expect(step.title, key).not.toMatch(/ and |comprehensive|proper|various/);
  });
});

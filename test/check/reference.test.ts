import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rulesReference } from '../../src/check/reference.ts';
import { rules } from '../../src/check/rules/index.ts';

const path = join(import.meta.dirname, '../../docs/reference/rules.md');

it('docs/reference/rules.md is current; UPDATE=1 writes it', () => {
  const fresh = rulesReference(rules);
  if (process.env['UPDATE'] === '1') writeFileSync(path, fresh);
  expect(readFileSync(path, 'utf8')).toBe(fresh);
});

it('names every rule once', () => {
  const headings = [...rulesReference(rules).matchAll(/^### (\S+)$/gm)].map(match => match[1]);
  expect(headings.toSorted()).toEqual(rules.map(rule => rule.id).toSorted());
});

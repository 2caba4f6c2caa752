import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonSchemas } from '../../src/export/schemas.ts';
import { projectRoot } from '../support/cli.ts';

const folder = join(projectRoot, 'docs', 'reference', 'schemas');

test.each([...jsonSchemas()])('%s is published as the tool reads it (UPDATE=1 writes it again)', (name, text) => {
  if (process.env['UPDATE'] === '1') writeFileSync(join(folder, name), text);
  expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
});

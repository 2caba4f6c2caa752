import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planHere } from '../support/here.ts';

test('a run says which sentences of planned requirements nothing was read from', async () => {
  const root = mkdtempSync(join(tmpdir(), 'plan-found-'));
  mkdirSync(join(root, 'specs/devices'), { recursive: true });
  writeFileSync(join(root, 'specs/devices/spec.md'), '# Devices\n\n## Requirements\n\n- **FR-001**: Visitors MUST be able to register a device. A visitor who stayed away twice within a year cannot take part for 3 months.\n- **FR-002**: Visitors MUST be able to see their devices.\n');
  const { code, stderr: said } = await planHere(root, ['devices', '--yes', '--dry-run']);
  expect(code).toBe(0);
  expect(said).toContain('- 1 sentence of planned requirements is in no route, job or test');
  expect(said.replace(/\s+/g, ' ')).toContain('(traceability.md): line 5: "A visitor who stayed away twice');
});

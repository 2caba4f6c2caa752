import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workspace } from '../support/cli.ts';
import { planHere } from '../support/here.ts';

const ears = '\n\n## Requirements\n\n';

test.each([
  ['a noun of another script, with no name in Latin letters', '# 学校\n\n## 主要エンティティ\n\n- **備品**: 名前、数量、保管場所\n\n## 機能要件\n\n- **FR-001**: 職員は備品を登録できなければならない\n- **FR-002**: 職員は備品の一覧を見ることができなければならない\n'],
  ['a noun with accents', `# Reparto\n\n## Entidades clave\n\n- **Dirección**: calle, ciudad, código postal${ears}- **FR-001**: El sistema DEBE permitir a los clientes crear una dirección\n- **FR-002**: Los clientes DEBEN poder listar sus direcciones\n`],
  ['fields that open doors', `# Kennel\n\n## Key Entities\n\n- **Keeper**: name, password, email\n- **Device**: label, api key, refresh token${ears}- **FR-001**: Keepers MUST be able to sign in with e-mail and password\n- **FR-002**: Keepers MUST be able to register a device with a label\n- **FR-003**: Keepers MUST be able to list devices\n`],
  ['rows that nobody may change', `# Ward${ears}- **FR-001**: Nurses MUST be able to add an observation with a text and a time\n- **FR-002**: Observations cannot be edited or deleted once they are signed\n- **FR-003**: Nurses MUST be able to list observations\n`],
  ['little more than a sign-in', `# Club${ears}- **FR-001**: Members MUST be able to sign in with a passkey\n- **FR-002**: Members MUST be able to change their name\n`],
])('documents of a plan are clean by its own rules: %s', { timeout: 60_000 }, async (_, spec) => {
  const { root, done } = await workspace([]);
  try {
    await mkdir(join(root, 'specs/demo'), { recursive: true });
    await writeFile(join(root, 'specs/demo/spec.md'), spec);
    expect((await planHere(root, ['demo', '--yes'])).code).toBe(0);
    const found: { rule: string; severity: string; message: string }[] = JSON.parse((await planHere(root, ['check', '--format', 'json'])).stdout).findings;
    expect(found.filter(each => each.severity !== 'info' && each.rule !== 'status/draft').map(each => `${each.rule}: ${each.message}`)).toEqual([]);
  } finally {
    await done();
  }
});

test('documents speak of the sign-in that the spec asks for, and of no other', { timeout: 60_000 }, async () => {
  const { root, done } = await workspace([]);
  try {
    await mkdir(join(root, 'specs/demo'), { recursive: true });
    await writeFile(join(root, 'specs/demo/spec.md'), `# Boat club\n\n## Key Entities\n\n- **House**: street address, city\n- **Boat**: name, length${ears}- **FR-001**: Members MUST sign in with an e-mail link\n- **FR-002**: Members MUST be able to create, list, update and delete boats\n- **FR-003**: Admins MUST be able to create, list, update and delete houses\n`);
    expect((await planHere(root, ['demo', '--yes'])).code).toBe(0);
    const folder = join(root, 'ai_docs/context/core_docs/demo');
    const [add, charter] = await Promise.all(['add.md', 'project_charter.md'].map(name => readFile(join(folder, name), 'utf8')));
    expect(add).toContain('Identity is proved by e-mail link (`DEC-identity`)');
    expect(`${add}${charter}`.replace(/^## .*$/gm, '')).not.toMatch(/passkey|webauthn/i);
    // Where a house stands is nobody's location.
    expect(charter).not.toContain('RISK-privacy-leak');
  } finally {
    await done();
  }
});

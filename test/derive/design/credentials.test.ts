import { describe, expect, it } from 'vitest';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import { inputOf, specOf } from './fixtures.ts';

const planned = (profile: string, text: string) => deriveDesign(inputOf([specOf('specs/demo.md', `# Demo\n\n## Requirements\n\n- **FR-001**: ${text}\n- **FR-002**: Users can create a note with a title.\n`)], profile));

describe('what somebody signs in with', () => {
  it.each([
    ['Users MUST sign in with a passkey.', 'PasskeyCredential', 'passkey_credentials(credential_id) unique', ['user_id', 'credential_id', 'public_key', 'sign_count']],
    ['Users MUST sign in with Google.', 'ExternalIdentity', 'external_identities(issuer+subject) unique', ['user_id', 'issuer', 'subject']],
  ])('is a table of its own where a unique index needs a column: %s', (text, model, index, fields) => {
    const d = planned('typescript', text);
    expect(d.fields.filter((f) => f.model === model).map((f) => f.name)).toEqual(expect.arrayContaining(fields));
    expect(d.indexes.map((i) => i.id)).toContain(index);
    expect(d.indexes.filter((i) => i.fields.some((f) => f.name.includes('.')))).toEqual([]);
    expect(d.fields.filter((f) => f.model === 'User').map((f) => f.name)).not.toEqual(expect.arrayContaining(['passkeys']));
    expect(d.methods.filter((m) => m.writes.includes(model)).map((m) => m.id).join()).toMatch(/create|session/iu);
  });

  it('stays with its user where the store indexes what is embedded', () => {
    const d = planned('fastapi-mongodb', 'Users MUST sign in with a passkey.');
    expect(d.indexes.map((i) => i.id)).toContain('users(passkeys.credential_id) unique');
    expect(d.models.map((m) => m.id)).not.toContain('PasskeyCredential');
  });
});

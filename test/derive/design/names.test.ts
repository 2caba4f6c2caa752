import { describe, expect, it } from 'vitest';
import { designOf } from './fixtures.ts';

describe('one thing by two names', () => {
  it('is meant by the last word of its name', () => {
    const d = designOf(['Rangers MUST be able to add a trail camera.', 'Rangers MUST be able to move a camera and retire a camera.']);
    expect(d.routes.filter((r) => r.path.includes('camera')).map((r) => r.path.split('/')[2])).toEqual(expect.arrayContaining(['trail-cameras']));
    expect(d.models.map((m) => m.id)).not.toContain('Camera');
  });

  it('is two where two names end in that word, or where people make the short one too', () => {
    const two = designOf(['Rangers MUST be able to add a trail camera.', 'Rangers MUST be able to add a door camera.', 'Rangers MUST be able to retire a camera.']);
    expect(two.routes.find((r) => r.path.endsWith('/retire'))?.path).toContain('/v1/cameras/');
  });
});

describe('what somebody may not do', () => {
  it('is no route for them', () => {
    const d = designOf(['An author MUST be able to create a journal and delete a journal.', 'A guest writer may edit journals but not delete the journal.']);
    expect(d.routes.find((r) => r.method === 'DELETE' && r.path.startsWith('/v1/journals'))?.requirements).toEqual(['FR-001']);
    expect(d.routes.find((r) => r.method === 'PATCH')?.requirements).toEqual(['FR-002']);
  });
});

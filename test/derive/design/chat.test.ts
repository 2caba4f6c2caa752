import { describe, expect, it } from 'vitest';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import { inputOf, specOf } from './fixtures.ts';

describe('a chat with a written assistant, told as a list of features', () => {
  const d = deriveDesign(inputOf([specOf('specs/chat.md', [
    '# Shop assistant', '', '## Functional Requirements', '',
    '### Chat', '', '- **FR-1**: Support text input with 500 char limit', '- **FR-2**: Support markdown in agent responses', '',
    '### Recommendations', '', '- **FR-3**: Match products based on size and price', '- **FR-4**: Filter by real-time inventory', '- **FR-5**: Link to product detail pages', '',
    '### Knowledge', '', '- **FR-6**: Store care guides (washing, drying, ironing)', '',
  ].join('\n'))]));
  const of = (id: string): string[] => [...d.routes, ...d.jobs].filter((x) => x.requirements.includes(id)).map((x) => x.id);

  it('takes messages and writes answers to them', () => {
    expect(of('FR-1')).toContain('POST /v1/messages');
    expect(d.fields.find((f) => f.id === 'Message.text')?.constraint).toBe('at most 500 characters');
    expect(d.jobs.find((j) => j.id === 'generate-answer')).toMatchObject({ startedBy: ['POST /v1/messages'], calls: ['LlmGateway.complete'] });
    expect(of('FR-2')).toContain('generate-answer');
  });

  it('filters the list of what its neighbours are about, and leaves links to the client', () => {
    expect(of('FR-4')).toEqual(of('FR-3'));
    expect(d.requirements.find((r) => r.id === 'FR-5')?.rejected).toContain('frontend only');
  });
});

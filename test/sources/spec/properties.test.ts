import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spec } from './support.ts';

/** Lines that mean something to one reader or another, to be put together in any order. */
const lines = [
  '# Title', '## Requirements', '## User Stories', '### Requirement: Limit', '### Requirement 2: Lists', '#### Scenario: Full', '## Key Entities', '## Open Questions', '## Out of Scope', '**Acceptance Criteria:**',
  '- **FR-001**: System MUST store votes', '- [ ] Add an index', '- [x] Staff', '- WHEN a vote comes THEN the system SHALL store it', '- **Given** a vote, **When** it closes, **Then** it stays', '  - detail', '1. First', '1. **Bold title**',
  'As a guest, I want to vote so that I count', 'Which roles exist?', '| ID | Requirement |\n|---|---|\n| FR-2 | Keep it |', '```\nGET /votes\n```', '> quote', '<!-- comment -->', '[FEATURE NAME]', '要件を満たすこと', '', '---', 'Budget: 300 USD', '**Vote**: has a, b',
];

describe('any mixture of lines', () => {
  test('is read without a crash, every range inside the document, no empty text, the same twice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...lines), { maxLength: 25 }), picked => {
        const text = picked.join('\n');
        const source = spec(text);
        const last = text.split('\n').length;
        const ranged = [source.requirements, source.stories, source.scenarios, source.entities, source.openQuestions, source.answeredQuestions, source.metrics, source.edgeCases, source.assumptions, source.outOfScope, source.facts, source.placeholders, source.unread].flat();
        for (const each of ranged) {
          expect(each.line).toBeGreaterThanOrEqual(1);
          expect(each.endLine).toBeGreaterThanOrEqual(each.line);
          expect(each.endLine).toBeLessThanOrEqual(last);
        }
        for (const each of source.requirements) expect(each.text.trim()).not.toBe('');
        expect(spec(text)).toEqual(source);
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

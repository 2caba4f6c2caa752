import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf } from './fixtures.ts';

const routes = (d: Design, id: string): string[] => d.routes.filter((x) => x.requirements.includes(id)).map((x) => x.id);
const fields = (d: Design, model: string): string[] => d.fields.filter((f) => f.model === model).map((f) => f.name);

const desk = designOf(
  [
    'Customers MUST be able to submit a quote request with a source document, a source language and a wished deadline.',
    'Project managers MUST be able to prepare a quote for a request with a price and a delivery date.',
    'Customers MUST be able to accept or turn down a quote.',
    'Translators MUST be able to deliver a translation by uploading the translated file.',
    'Reviewers MUST be able to approve a delivered translation or send it back with comments.',
  ],
  `
### Key Entities

- **Quote request**: what a customer wants translated: source document, source language, target languages, wished deadline.
- **Quote**: price, delivery date, status (draft, sent, accepted, turned down).
- **Job**: the translation into one target language: translator, deadline, word count, status (open, delivered, in rework, approved).
`,
);

describe('entities that the spec describes', () => {
  it('keeps two whose names begin alike apart', () => {
    expect(routes(desk, 'FR-001')).toEqual(['POST /v1/quote-requests']);
    expect(routes(desk, 'FR-002')).toContain('POST /v1/quotes');
    expect(routes(desk, 'FR-003')).toEqual(expect.arrayContaining(['POST /v1/quotes/{quote_id}/accept', 'POST /v1/quotes/{quote_id}/turn-down']));
  });

  it('reads the attributes behind what the thing is, and values in brackets as values', () => {
    expect(fields(desk, 'QuoteRequest')).toEqual(expect.arrayContaining(['source_document', 'source_language', 'target_languages', 'wished_deadline']));
    expect(fields(desk, 'Job')).toEqual(expect.arrayContaining(['deadline', 'word_count', 'status']));
    expect(fields(desk, 'Job')).not.toEqual(expect.arrayContaining(['delivered']));
  });

  it('moves the entity that alone has the state, whatever the sentence calls it', () => {
    expect(routes(desk, 'FR-004')).toContain('POST /v1/jobs/{job_id}/deliver');
    expect(routes(desk, 'FR-005').slice(1)).toEqual(['POST /v1/jobs/{job_id}/approve', 'POST /v1/jobs/{job_id}/send-back']);
    expect(desk.models.find((m) => m.id === 'Job')?.states?.moves).toContainEqual({ from: 'delivered', to: 'in_rework', by: 'send back' });
  });
});

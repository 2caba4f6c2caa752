import { describe, expect, it } from 'vitest';
import { designOf, routeIds } from './fixtures.ts';

const upload = 'Users MUST be able to upload a transcript.';

describe('what a language model writes of a thing', () => {
  it.each(['The system MUST write a summary of each transcript with a language model.', 'The system MUST generate a summary of a transcript with an LLM.', 'The system MUST summarise each transcript with a language model.'])('%s', (line) => {
    const d = designOf([upload, line, 'Users MUST be able to read the summary.', 'Users MUST be able to list their transcript summaries.']);
    expect(routeIds(d)).toEqual(expect.arrayContaining(['POST /v1/transcript-summaries', 'GET /v1/transcript-summaries/{transcript_summary_id}', 'GET /v1/transcript-summaries']));
    expect(d.routes.filter((r) => r.path.endsWith('/summary'))).toEqual([]);
    expect(d.jobs.map((j) => j.id)).toEqual(['generate-transcript-summary']);
  });

  it('a figure of rows stays a figure', () => {
    expect(routeIds(designOf(['Users MUST be able to add a meal.', 'Users MUST be able to see a summary of their meals per week.', 'The system MUST suggest a recipe with a language model.']))).toContain('GET /v1/meals/summary');
  });

  it('the model itself is no row', () => {
    const d = designOf(['Agents MUST be able to add a ticket.', 'Agents MUST be able to ask the LLM for a draft reply to a ticket.']);
    expect(d.models.map((m) => m.id)).not.toContain('Llm');
    expect(d.requirements[1]?.readings.map((x) => x.operation)).toEqual(['none']);
  });
});

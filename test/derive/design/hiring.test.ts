import { describe, expect, it } from 'vitest';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import { inputOf, specOf } from './fixtures.ts';

const d = deriveDesign(inputOf([specOf('docs/planning/hiring.md', `# Feature: Hiring pipeline

## Users

Recruiters, hiring managers, interviewers and applicants.

## Requirements

1. A recruiter can open a position with a title and a location.
2. Applicants can apply for a published position with a CV and a cover letter.
3. An applicant may not apply for the same position twice.
4. Recruiters can move an application through the stages new, screening, interview, offer and hired.
5. Interviewers must submit their feedback within 3 days after the interview.
6. Hiring managers can make an offer with a salary and a start date.
7. Applicants can accept or decline an offer within 10 days.
8. The data of rejected applicants is deleted after 6 months unless they agreed to be kept in the talent pool.
`)]));
const of = (text: string): string => d.requirements.find((r) => r.text.includes(text))?.id ?? '';
const routes = (text: string): string[] => d.routes.filter((x) => x.requirements.includes(of(text))).map((x) => x.id);
const told = (text: string): string => d.criteria.filter((c) => c.requirement === of(text)).map((c) => `${c.negative ? '-' : '+'} ${c.given} | ${c.when} | ${c.then}`).join('\n');

describe('a list of people and rules about their deeds', () => {
  it('knows each of the people that one line lists', () => {
    expect(d.routes.find((x) => x.id === 'POST /v1/offers')?.role).toBe('hiring manager');
    expect(routes('feedback')).toEqual(['POST /v1/feedbacks']);
    expect(d.requirements.every((r) => r.rejected === null)).toBe(true);
  });

  it('refuses the second act where the act makes its row', () => {
    expect(routes('twice')).toEqual(['POST /v1/applications']);
    expect(told('twice')).toBe('- the caller has one for the same position already | `POST /v1/applications` is called | 409 `APPLICATION_REFUSED` and 0 rows change');
  });

  it('takes the names of stages for no deeds', () => {
    expect(d.jobs.filter((j) => j.requirements.includes(of('through the stages')))).toEqual([]);
    expect(routes('through the stages')).toContain('PATCH /v1/applications/{application_id}');
  });

  it('ends both deeds that a sentence gives a time', () => {
    for (const verb of ['accept', 'decline']) expect(d.routes.find((x) => x.id === `POST /v1/offers/{offer_id}/${verb}`)?.errors).toContain('OFFER_TOO_LATE');
  });

  it('asks what is deleted where the plan keeps no such thing', () => {
    expect(routes('talent pool')).toEqual([]);
    expect(d.openQuestions.some((q) => q.id === `Q-meaning-${of('talent pool').toLowerCase()}`)).toBe(true);
  });
});

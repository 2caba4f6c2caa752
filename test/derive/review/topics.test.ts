import { describe, expect, it } from 'vitest';
import type { TopicKind } from '../../../src/model/knowledge.ts';
import { deriveJudgement } from '../../../src/derive/judgement/judgement.ts';
import { groundOf } from '../../../src/derive/judgement/ground.ts';
import { graphOf } from '../../../src/derive/review/graph.ts';
import { heldBy } from '../../../src/derive/review/topics.ts';
import { deriveWork } from '../../../src/derive/work/work.ts';
import type { Design, Route } from '../../../src/model/plan/index.ts';
import { knowledge } from '../../support/knowledge.ts';
import { design, input, route } from '../judgement/fixture.ts';

const file: Route['request'] = [{ name: 'file', type: 'bytes', required: true, nullable: false, unit: null, constraint: null, in: 'body', example: 'binary' }];

/** What a package that holds `ids` holds of a topic. */
function held(kind: TopicKind, ids: string[], one: Design = design()) {
  const at = input();
  const judgement = deriveJudgement(at, one);
  const made = deriveWork({ ...at, at: { ...at.at, runs: 50 } }, one, judgement);
  const [pack] = made.packages;
  if (pack === undefined) throw new Error('the fixture has packages');
  return heldBy({ ...pack, includes: ids }, kind, groundOf(at, one), graphOf(at, one, judgement, made));
}

describe('topics of packages', () => {
  it('tells a file that a job reads from a file that is kept', () => {
    const one = design({ routes: [...design().routes, route('POST', '/v1/book-imports', { request: file, job: 'build-report', success: 202 }), route('POST', '/v1/covers', { request: file })] });
    expect(held('upload', ['POST /v1/covers'], one)).toBeNull();
    expect(held('stored-file', ['POST /v1/covers'], one)?.ids).toEqual(['POST /v1/covers']);
    expect(held('upload', ['POST /v1/book-imports'], one)).toMatchObject({ ids: ['POST /v1/book-imports'], values: { job: 'build-report' } });
    expect(held('stored-file', ['POST /v1/book-imports'], one)).toBeNull();
  });

  it('finds a computed read by the rule that made the route', () => {
    const one = design({ routes: [...design().routes, route('GET', '/v1/loans/summary', { rule: 'rule:R7' })] });
    expect(held('derive', ['GET /v1/loans/summary'], one)?.ids).toEqual(['GET /v1/loans/summary']);
    expect(held('derive', ['GET /v1/loans'], one)).toBeNull();
  });

  it('holds nothing of what stands in another package', () => {
    for (const topic of knowledge().strategies.packages) expect(held(topic.holds, ['PH-1'])).toBeNull();
  });

  it('has three ways a topic, each scored on every criterion', () => {
    const { criteria, packages } = knowledge().strategies;
    for (const topic of packages) {
      expect([topic.id, topic.options.length]).toEqual([topic.id, 3]);
      for (const option of topic.options) expect([topic.id, option.title, Object.keys(option.scores).toSorted()]).toEqual([topic.id, option.title, criteria.map((one) => one.name).toSorted()]);
    }
  });
});

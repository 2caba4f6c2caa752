import type { Criterion, Requirement, Route } from '../../../model/plan/index.ts';
import type { SpecLine } from '../../../model/spec.ts';
import type { Context } from '../context.ts';
import { readSentence } from '../reading/reading.ts';
import { holds, stateAfter } from '../reading/words.ts';
import { namesVerb } from '../triggers.ts';
import { gwt, type Draft, type Subjects, type Text } from './case.ts';
import { errorFor, live, refusalOf } from './matching.ts';

/** An edge case with its answer: what happens, and what is done about it. */
export interface AnsweredEdge {
  happens: string;
  answer: string;
}

const asked = /^(?:what\s+(?:happens|if|about)|how\s+does\s+(?:the\s+)?\w+\s+(?:handle|react to|deal with))\s+(?:when\s+|if\s+|once\s+)?(?<happens>[^?]{4,})\?\s*(?:->|→|=>|[-–—:])?\s*(?<answer>\S+(?:\s+\S+)+)$/i;
const stated = /^(?:if|when|once|whenever)\s+(?<happens>[^?,]{4,}),\s+(?:then\s+)?(?<answer>[^?]+)$/i;

/** What an edge case answers; null where it only asks. */
export function answeredEdge(text: string): AnsweredEdge | null {
  const groups = (asked.exec(text.trim()) ?? stated.exec(text.trim()))?.groups;
  return groups === undefined ? null : { happens: (groups['happens'] ?? '').trim(), answer: (groups['answer'] ?? '').trim().replace(/[.;]+$/u, '') };
}

/** The software turns the call away. */
const refuses = /\b(?:refuses?|rejects?|den(?:y|ies)|declines?|disallows?|prevents?|blocks?)\b(?!\s+(?:the\s+)?(?:row|record))|\b(?:is|are|be|gets?)\s+(?:refused|rejected|denied|declined|blocked|turned away|an error)\b|\b(?:not (?:allowed|possible|permitted)|returns? an error|sees? an error|error message)\b/i;
/** The body itself is wrong. */
const invalid = /\b(?:without|missing|lacks?|invalid|empty|blank|malformed|wrong|negative|too (?:long|short|large|big|small|many)|in the past|unknown|unsupported)\b/i;
/** Of two at once the first wins. */
const together = /\bat (?:the same time|once)\b|\bsimultaneous(?:ly)?\b|\bconcurrent(?:ly)?\b|\bin parallel\b/i;
const firstWins = /\b(?:first|one|only one)\b.*\b(?:stands|wins|succeeds?|gets|counts|is (?:kept|taken|accepted))\b|\bsecond\b.*\b(?:error|refus|reject|conflict)/i;

/** Edge cases whose answer a rule understands, each a criterion of the requirement whose call or job it is about. */
export function edgeAnswers(ctx: Context, subjects: Subjects): Draft[] {
  return ctx.input.facts.specs.flatMap((spec) => spec.edgeCases.flatMap((line): Draft[] => {
    const edge = answeredEdge(line.text);
    const told = edge === null ? null : criterionOf(ctx, edge, subjects);
    return told === null ? [] : [{ sources: [{ kind: 'spec', path: spec.path, line: line.line, endLine: line.endLine, id: null }], origin: 'spec', confidence: 0.8, status: 'new', requirement: told.requirement.id, ...told.text, negative: told.negative, fromSpec: true, workflow: told.requirement.workflow }];
  }));
}

interface Told {
  requirement: Requirement;
  text: Text;
  negative: boolean;
}

function criterionOf(ctx: Context, edge: AnsweredEdge, subjects: Subjects): Told | null {
  const [route, requirement] = deedOf(ctx, edge.happens, subjects) ?? [];
  if (route !== undefined && requirement !== undefined) {
    const whole = `${edge.happens} ${edge.answer}`;
    if (together.test(edge.happens) && firstWins.test(edge.answer)) {
      const loses = subjects.errors.find((e) => e.status === 409 && e.id !== 'IDEMPOTENCY_IN_PROGRESS' && route.errors.includes(e.id)) ?? subjects.errors.find((e) => e.id === 'PRECONDITION_FAILED' && route.errors.includes(e.id));
      if (loses !== undefined) return { requirement, negative: true, text: gwt(edge.happens, `both call \`${route.id}\` at once`, `${route.success} for one, ${loses.status} \`${loses.id}\` for the other; ${low(edge.answer)}`) };
    }
    if (refuses.test(edge.answer.split(/[;.]\s/u)[0] ?? '')) {
      const error = ended(ctx, edge.happens, route, subjects) ?? (invalid.test(edge.happens) ? refusalOf(ctx, whole, edge.answer, route, subjects.errors) : errorFor(ctx, whole, route, subjects.errors.filter((e) => e.id !== 'VALIDATION_FAILED' && e.id !== 'MALFORMED_REQUEST')));
      if (error !== null && error !== undefined) return { requirement, negative: true, text: gwt(edge.happens, `\`${route.id}\` is called`, `${error.status} \`${error.id}\` and 0 rows change`) };
    }
  }
  return movedBy(ctx, edge, subjects) ?? retriedBy(ctx, edge, subjects);
}

const low = (text: string): string => text.replace(/^(?:The|A|An|Its|Their|All|Both|It|They)\b/u, (word) => word.toLowerCase());

/** The call that what happens is about: of a requirement that asks for this deed on this thing. */
function deedOf(ctx: Context, happens: string, { routes }: Subjects): [Route, Requirement] | null {
  const said = readSentence(happens.replace(/^(?:an?\s+)?(?:second|same)\s+/i, ''), ctx.lexicon, ctx.vocabulary.known).filter((x) => x.verb !== null && x.noun !== null && x.operation !== 'none');
  for (const x of said) {
    const meaning = ctx.vocabulary.meaning(x.noun ?? '');
    const resource = meaning.kind === 'resource' ? meaning.name : null;
    for (const r of ctx.requirements.filter(live)) {
      if (!r.readings.some((own) => !own.negated && own.operation !== 'none' && own.verb === x.verb && (own.noun === x.noun || own.of.includes(x.noun ?? '') || (resource !== null && own.resource === resource)))) continue;
      const calls = routes.filter((route) => route.requirements.includes(r.id) && route.method !== 'GET' && (resource === null || route.resource === resource || x.operation === 'create'));
      const moved = calls.find((route) => route.rule === 'rule:R8' && namesVerb(ctx, route.path.split('/').at(-1)?.replaceAll('-', ' ') ?? '', x.verb ?? ''));
      const own = moved ?? (calls.length === 1 ? calls[0] : undefined);
      if (own !== undefined) return [own, r];
    }
  }
  return null;
}

/** The move is not legal from the state that the row is in: "after it was granted". */
function ended(ctx: Context, happens: string, route: Route, { models, errors }: Subjects) {
  const states = models.find((m) => m.id === route.resource)?.states;
  const last = route.path.split('/').at(-1) ?? '';
  const behind = /\b(?:after|that|which|already|while|once|is|was|has been|in)\b.*$/i.exec(happens)?.[0] ?? '';
  const from = states?.values.find((value) => holds(behind, value.replaceAll('_', ' ')));
  if (states === undefined || states === null || from === undefined || !route.errors.includes('ILLEGAL_TRANSITION')) return null;
  return states.moves.some((move) => move.from === from && move.by.replaceAll('_', '-') === last) ? null : (errors.find((e) => e.id === 'ILLEGAL_TRANSITION') ?? null);
}

/** "The permit is suspended": the job that moves it so when nobody calls. */
function movedBy(ctx: Context, { happens, answer }: AnsweredEdge, { jobs, models }: Subjects): Told | null {
  for (const model of models) {
    const states = model.states;
    if (states === null || !holds(answer, model.name.replace(/(?<=[a-z])(?=[A-Z])/gu, ' ').toLowerCase())) continue;
    const to = states.moves.find((move) => holds(answer, `is ${move.to.replaceAll('_', ' ')}`) || holds(answer, `are ${move.to.replaceAll('_', ' ')}`));
    if (to === undefined || /\bnot\b/i.test(answer)) continue;
    const job = jobs.find((j) => j.writes.includes(model.id) && j.id.split('-').some((word) => stateAfter(word, ctx.lexicon) === to.to || word === to.to));
    const requirement = job === undefined ? undefined : ctx.requirements.find((r) => live(r) && job.requirements.includes(r.id));
    if (job !== undefined && requirement !== undefined) return { requirement, negative: false, text: gwt(happens, `job \`${job.id}\` runs`, `\`${states.field}\` is \`${to.to}\``) };
  }
  return null;
}

/** "It retries later": the job that calls what is down, and how often. */
function retriedBy(ctx: Context, { happens, answer }: AnsweredEdge, { jobs }: Subjects): Told | null {
  if (!/\b(?:retr(?:y|ies|ied)|tr(?:y|ies|ied) again)\b/i.test(answer) || /\b(?:not|never|no)\s+(?:\w+\s+)?retr/i.test(answer) || !ctx.cases(happens, 'down')) return null;
  const calling = jobs.filter((j) => j.calls.length > 0);
  const named = calling.filter((j) => j.calls.some((call) => holds(happens, (call.split('Gateway.')[0] ?? '').replace(/(?<=[a-z])(?=[A-Z])/gu, ' ').toLowerCase())));
  const [job, another] = named.length > 0 ? named : calling;
  const requirement = job === undefined || another !== undefined ? undefined : ctx.requirements.find((r) => live(r) && job.requirements.includes(r.id));
  if (job === undefined || requirement === undefined) return null;
  return { requirement, negative: true, text: gwt(happens, `job \`${job.id}\` runs`, `it runs again, at most ${job.attempts} times in all, then ends \`failed\`; 1 row in \`succeeded\` when the call answers in between`) };
}

/** The lines that became criteria. */
export const isProved = (criteria: readonly Criterion[], path: string, line: SpecLine): boolean => criteria.some((each) => each.sources.some((source) => source.kind === 'spec' && source.path === path && source.line === line.line));

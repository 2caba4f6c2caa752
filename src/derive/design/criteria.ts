import type { Criterion, Job, Requirement, Route } from '../../model/plan/index.ts';
import type { SpecScenario } from '../../model/spec.ts';
import type { Context } from './context.ts';
import { baseErrors } from './errors/base.ts';
import { rule } from './node.ts';
import { bag, jaccard } from './words.ts';

type Draft = Omit<Criterion, 'id'>;

// oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then
const gwt = (given: string, when: string, then: string): Pick<Draft, 'given' | 'when' | 'then'> => ({ given, when, then });

const negativeWords = /\b(?:4\d\d|5\d\d|error|fail|fails|invalid|refused?|reject(?:ed|s)?|denied|not found|missing|unable|cannot|expired|conflict|duplicate|prevent)\b/i;

function home(s: SpecScenario, path: string, requirements: readonly Requirement[]): Requirement | undefined {
  const live = requirements.filter((r) => r.rejected === null);
  const own = live.find((r) => s.requirement !== null && (r.id === s.requirement || r.text === s.requirement || r.text.includes(s.text))) ?? live.find((r) => r.sources.some((x) => x.kind === 'spec' && x.path === path && x.line <= s.line && s.line <= x.endLine)) ?? live.find((r) => s.story !== null && r.id === s.story);
  if (own !== undefined) return own;
  const words = bag([...s.given, ...s.when, ...s.then, s.text].join(' '));
  return live.map((r) => ({ r, score: jaccard(words, bag(r.text)) })).toSorted((a, b) => b.score - a.score)[0]?.r;
}

function fromSpec(ctx: Context): Draft[] {
  return ctx.input.facts.specs.flatMap((spec) =>
    spec.scenarios.flatMap((s): Draft[] => {
      const r = home(s, spec.path, ctx.requirements);
      if (r === undefined) return [];
      const clean = (parts: readonly string[]) => parts.join(', and ').replace(/[.;]\s*$/, '');
      const then = clean(s.then) || s.text;
      return [{ sources: [{ kind: 'spec', path: spec.path, line: s.line, endLine: s.endLine, id: null }], origin: 'spec', confidence: 1, status: 'new', requirement: r.id, ...gwt(clean(s.given) || 'the preconditions of the requirement', clean(s.when) || 'it happens', then), negative: negativeWords.test(then), fromSpec: true, workflow: r.workflow }];
    }),
  );
}

function ofRoute(route: Route): Pick<Draft, 'given' | 'when' | 'then'> {
  const call = `\`${route.id}\``;
  if (route.pagination !== null) return gwt('60 rows of the caller', `${call} is read with \`limit=25\` to the end`, 'pages hold 25, 25 and 10 rows and 0 ids repeat');
  if (route.job !== null && route.method !== 'GET') return gwt('a valid request', `${call} returns ${route.success}`, `the job of type ${route.job} ends \`succeeded\``);
  if (route.success === 201) return gwt('a valid body', `${call} gets it`, `201 and ${route.successHeaders.some((h) => h.startsWith('Location')) ? '`Location` names the new row' : '1 new row'}`);
  if (route.success === 204) return gwt('an own row', `${call} returns 204`, 'a second read answers 404 `NOT_FOUND`');
  if (route.path.endsWith('/summary')) return gwt('2 rows 2 min before and after local midnight', `${call} runs with \`bucket=day\``, 'they fall in 2 buckets');
  if (route.preconditions === 'if-match') return gwt('the current ETag', `${call} gets one changed field`, '200, `version` grows by 1');
  return gwt('a valid request', `${call} is called`, `${route.success}`);
}

function negativeOf(route: Route): Pick<Draft, 'given' | 'when' | 'then'> | null {
  const code = route.ownErrors.find((e) => !['VALIDATION_FAILED', 'MALFORMED_REQUEST'].includes(e)) ?? route.ownErrors[0];
  const status = code === undefined ? undefined : baseErrors[code]?.status;
  if (code === undefined || status == null) return null;
  return gwt(`a case of \`${code}\``, `\`${route.id}\` is called`, `${status} \`${code}\` and 0 rows change`);
}

/** Spec scenarios first, each at its requirement; then rule-made ones until every live must and should has one and every workflow a negative. */
export function createCriteria(ctx: Context, routes: readonly Route[], jobs: readonly Job[]): Criterion[] {
  const drafts = fromSpec(ctx);
  const add = (r: Requirement, text: Pick<Draft, 'given' | 'when' | 'then'>, negative: boolean) => drafts.push({ sources: [...r.sources, rule('criterion')], origin: 'rule:criterion', confidence: 0.7, status: 'new', requirement: r.id, ...text, negative, fromSpec: false, workflow: r.workflow });
  for (const r of ctx.requirements) {
    if (r.rejected !== null || r.deferred !== null || drafts.some((d) => d.requirement === r.id)) continue;
    const route = routes.find((x) => x.requirements.includes(r.id));
    const job = jobs.find((x) => x.requirements.includes(r.id));
    if (route !== undefined) add(r, ofRoute(route), false);
    else if (job !== undefined) add(r, gwt(`the same payload twice`, `\`${job.id}\` runs for both`, `the second run changes 0 rows and the job ends \`succeeded\``), false);
  }
  for (const workflow of new Set(routes.map((r) => r.workflow).filter((w) => w !== null))) {
    if (drafts.some((d) => d.workflow === workflow && d.negative)) continue;
    for (const route of routes.filter((r) => r.workflow === workflow)) {
      const text = negativeOf(route);
      const r = ctx.requirements.find((x) => route.requirements.includes(x.id) && x.workflow === workflow);
      if (text === null || r === undefined) continue;
      add(r, text, true);
      break;
    }
  }
  return ctx.requirements.flatMap((r) => drafts.filter((d) => d.requirement === r.id).map((d, i): Criterion => ({ id: `${r.id}/AC-${i + 1}`, ...d })));
}

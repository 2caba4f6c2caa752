import type { ApiError, Route } from '../../../model/plan/index.ts';
import type { Context } from '../context.ts';
import { barCode } from '../rules/bars.ts';
import { answeredBy, refusalCode, type Refusal } from '../rules/refusals.ts';
import { overlapCode, slotOf } from '../rules/overlaps.ts';
import { limitCode } from '../errors/raise.ts';
import { plural } from '../reading/words.ts';
import { gwt, type Subjects, type Text } from './case.ts';
import { caseless } from '../../../text/regex.ts';

/** `spare`: told only where nothing else of the requirement is refused. */
export interface Edge {
  requirement: string;
  text: Text;
  spare?: boolean;
}

/** Known negatives: limits, refusals and illegal moves. */
export function edgeDrafts(ctx: Context, subjects: Subjects): Edge[] {
  const out: Edge[] = [];
  for (const [resource, limit] of ctx.limits) {
    const route = subjects.routes.find((r) => r.resource === resource && r.errors.includes(limitCode(resource)));
    const owner = limit.requirement?.id ?? route?.requirements[0];
    const noun = ctx.resources.get(resource)?.noun ?? 'row';
    const counted = limit.which === null ? (limit.most === 1 ? noun : 'rows') : `${limit.which} ${limit.most === 1 ? noun : plural(noun, ctx.lexicon)}`;
    if (route !== undefined && owner !== undefined) out.push({ requirement: owner, text: gwt(`${limit.most} ${counted} of one ${limit.per}`, `\`${route.id}\` is called`, `409 \`${limitCode(resource)}\` and still ${limit.most} ${counted}`) });
  }
  for (const bar of ctx.bars) {
    const route = subjects.routes.find((r) => r.resource === bar.resource && r.requirements.includes(bar.requirement.id) && r.errors.includes(barCode(bar)));
    if (route !== undefined && bar.needs !== '') out.push({ requirement: bar.requirement.id, text: gwt(`not yet: ${bar.needs}`, `\`${route.id}\` is called`, `409 \`${barCode(bar)}\` and 0 rows change`) });
  }
  for (const refusal of ctx.refusals) {
    const route = subjects.routes.find((r) => r.resource !== null && r.method !== 'GET' && r.requirements.includes(refusal.requirement.id) && subjects.errors.some((e) => e.id === codeOf(refusal, r.errors)));
    const error = subjects.errors.find((e) => route !== undefined && e.id === codeOf(refusal, route.errors));
    const noun = ctx.resources.get(refusal.resource)?.noun ?? 'row';
    const wanted = refusal.why === null && ctx.contested.get(refusal.resource) === refusal.requirement ? (slotOf(noun, ctx.vocabulary) ?? caseless(String.raw`\bthe same ([\p{L}-]+)`).exec(refusal.requirement.text)?.[1]?.toLowerCase() ?? noun) : null;
    if (route !== undefined && error !== undefined && error.status !== null && wanted !== null) out.push({ requirement: refusal.requirement.id, spare: true, text: gwt(`1 ${wanted} and 2 callers who want it`, `both call \`${route.id}\` for it at once`, `${route.success} for one, ${error.status} \`${error.id}\` for the other, and 1 ${noun} is there`) });
    else if (route !== undefined && error !== undefined && error.status !== null) out.push({ requirement: refusal.requirement.id, spare: true, text: gwt(refusal.why ?? 'a call that this rule forbids', `\`${route.id}\` is called`, `${error.status} \`${error.id}\` and 0 rows change`) });
  }
  for (const overlap of ctx.overlaps) {
    const route = subjects.routes.find((r) => r.resource === overlap.resource && r.errors.includes(overlapCode(overlap)));
    const noun = ctx.resources.get(overlap.resource)?.noun ?? 'row';
    if (route !== undefined) out.push({ requirement: overlap.requirement.id, text: gwt(overlap.timed ? `1 ${noun} of a ${overlap.thing} from 10:00 to 11:00` : `1 ${noun} of a ${overlap.thing} that is not back`, `\`${route.id}\` is called for the same ${overlap.thing}${overlap.timed ? ' from 10:30 to 11:30, by 2 callers at once' : ' by 2 callers at once'}`, `409 \`${overlapCode(overlap)}\` for both and still 1 ${noun}`) });
  }
  for (const [name, scopes] of ctx.scopes) {
    const noun = ctx.resources.get(name)?.noun ?? name;
    for (const scope of scopes) {
      const route = subjects.routes.find((x) => x.resource === name && x.requirements.includes(scope.requirement.id) && (x.auth === 'role' || scope.kind === 'tenant') && x.success < 300 && x.job === null && !x.path.endsWith('/summary') && (x.pagination !== null || x.path.includes('_id}')));
      if (route === undefined) continue;
      const given = scope.kind === 'tenant' ? `1 ${noun} of another ${scope.of}` : `1 ${noun} of another ${route.role?.split(', ')[0] ?? 'user'}${scope.of === noun ? '' : `'s ${scope.of}`}`;
      out.push({ requirement: scope.requirement.id, text: gwt(given, `\`${route.id}\` is called`, route.pagination === null ? '404 `NOT_FOUND` and 0 rows change' : `${route.success} and \`data\` does not hold it`) });
    }
  }
  for (const m of subjects.models) {
    const end = m.states?.values.find((v) => !m.states?.moves.some((x) => x.from === v));
    const route = subjects.routes.find((r) => r.resource === m.id && r.errors.includes('ILLEGAL_TRANSITION') && m.states?.moves.every((x) => x.from !== end));
    const owner = route?.requirements[0];
    if (end !== undefined && route !== undefined && owner !== undefined) out.push({ requirement: owner, text: gwt(`a row in state \`${end}\``, `\`${route.id}\` is called`, `409 \`ILLEGAL_TRANSITION\` and the state is still \`${end}\``) });
  }
  return out;
}

/** The code by which a route refuses: one it has anyway, else its own; null for none. */
const codeOf = (refusal: Refusal, codes: readonly string[]): string | null => answeredBy(refusal, codes) ?? codes.find((code) => code === refusalCode(refusal)) ?? null;

/** What brings an error about, where its title is no condition. */
const causes: Readonly<Record<string, string>> = {
  MALFORMED_REQUEST: 'a body that is no JSON',
  VALIDATION_FAILED: 'a body without its first required field',
  NOT_FOUND: 'the id of a row that is absent or of another owner',
  CONFLICT_DUPLICATE: 'a row that exists already',
  FORBIDDEN_ROLE: 'a caller without the role',
  CONNECTION_REVOKED: 'a connection that was revoked',
};

/** The same of a route that reads, which has no body. */
const readingCauses: Readonly<Record<string, string>> = { MALFORMED_REQUEST: 'a cursor that no page gave', VALIDATION_FAILED: '`limit=0` in the query' };

/** The refusal that tells a route best: its most specific own error, and what brings it about. */
export function negativeOf(route: Route, errors: readonly ApiError[]): Text | null {
  const code = route.ownErrors.find((e) => !['VALIDATION_FAILED', 'MALFORMED_REQUEST'].includes(e)) ?? route.ownErrors[0];
  const error = errors.find((e) => e.id === code);
  if (error === undefined || error.status === null) return null;
  const reads = route.method === 'GET';
  return gwt((reads ? readingCauses[error.id] : undefined) ?? causes[error.id] ?? `a case of "${error.title}"`, `\`${route.id}\` is called`, `${error.status} \`${error.id}\` and 0 rows ${reads ? 'come back' : 'change'}`);
}

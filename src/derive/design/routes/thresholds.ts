import { idOf } from '../blueprint.ts';
import type { RouteDraft } from '../blueprint.ts';
import type { Context } from '../context.ts';
import { consequenceJob, endingVerb, type Threshold } from '../rules/thresholds.ts';
import { holds, kebab, plural, verbBases } from '../reading/words.ts';
import { channel } from './derived.ts';
import { serviceOf } from './resources.ts';

/** Writes by which a value crosses its bound. */
function crossing(ctx: Context, t: Threshold): RouteDraft[] {
  return [...ctx.blueprint.routes.values()].filter((r) => r.resource === t.resource && ['create', 'update', 'upload'].includes(r.action));
}

/** Calls that make one of the events that are counted. */
function counting(ctx: Context, t: Threshold & { kind: 'events' }): RouteDraft[] {
  const event = t.event.replaceAll('-', ' ');
  const words = event.split(' ').flatMap((word) => verbBases(word));
  const routes = [...ctx.blueprint.routes.values()].filter((r) => r.method !== 'GET' && r.stage === 3);
  const named = routes.filter((r) => (r.verb !== null && (words.includes(r.verb) || words.some((word) => word.length > 3 && r.verb?.endsWith(` ${word}`) === true) || r.verb.replaceAll('-', ' ').endsWith(event) || words.some((word) => word.length > 4 && r.verb?.startsWith(word.slice(0, 5)) === true))) || (r.action === 'create' && ctx.resources.get(r.resource ?? '')?.noun === t.event));
  return named.length > 0 ? named : /\blog-?ins?\b|\bsign-?ins?\b|\bpassword/u.test(t.event) ? [...ctx.blueprint.routes.values()].filter((r) => r.action === 'sign-in') : [];
}

/** What follows a threshold (rule R6): a message when a value crosses it, a state of the account, or an act that is refused, when there are too many events. */
export function thresholdJobs(ctx: Context): void {
  const { blueprint: b, lexicon } = ctx;
  for (const t of ctx.thresholds) {
    const r = t.requirement;
    if (t.kind === 'value') {
      const resource = ctx.resources.get(t.resource ?? '');
      const starts = crossing(ctx, t);
      const told = r.readings.some((x) => x.operation === 'event' && !x.negated) || [...lexicon.told, ...lexicon.messages].some((word) => holds(r.text, word));
      if (resource === undefined || starts.length === 0 || !told) continue;
      for (const route of starts) route.requirements.add(r.id);
      b.job({ id: `alert-${kebab(resource.noun)}-${kebab(t.measure)}`, kind: 'notify', purpose: `send one message when the ${t.measure} of one ${resource.noun} crosses ${t.bound}`, service: serviceOf(resource), resource: resource.name, schedule: null, rule: 'R6', startedBy: starts.map(idOf), calls: channel(ctx, r) }, [r]);
      continue;
    }
    if (t.banned) {
      for (const route of b.routes.values()) if (route.resource === t.resource && route.action === 'create') route.requirements.add(r.id);
      continue;
    }
    const starts = counting(ctx, t);
    for (const route of starts) if (route.stage === 3) route.requirements.add(r.id);
    b.job({ id: consequenceJob(t, lexicon), kind: 'process', purpose: `${t.verb} ${plural(t.who, lexicon)} with more than ${t.most} ${plural(t.event, lexicon)}${t.span === null ? '' : ` in ${t.span}`}`, service: 'UserService', resource: 'User', schedule: starts.length === 0 ? 'each night' : null, rule: 'R6', startedBy: starts.length === 0 ? ['clock, each night'] : starts.map(idOf) }, [r]);
    if (t.lasts !== null) b.job({ id: consequenceJob({ ...t, verb: endingVerb(t) }, lexicon), kind: 'process', purpose: `end what \`${consequenceJob(t, lexicon)}\` did ${t.lasts} ago`, service: 'UserService', resource: 'User', schedule: 'every 5 min', rule: 'R6', startedBy: ['clock, every 5 min'] }, [r]);
  }
}

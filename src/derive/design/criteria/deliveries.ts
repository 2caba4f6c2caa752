import { sentencesOf } from '../reading/counts.ts';
import type { Context } from '../context.ts';
import { attemptsOf, toldDelivery } from '../rules/deliveries.ts';
import { spaced } from '../reading/words.ts';
import { gwt, type Subjects } from './case.ts';
import type { Told } from './stages.ts';

/** One signed call per event, tried again until it is taken, and given up after the last attempt. */
export function deliveryCases(ctx: Context, { jobs }: Subjects): Told[] {
  return ctx.active.filter((r) => sentencesOf(r.text).some((sentence) => toldDelivery(sentence, ctx.lexicon)?.sends === true)).flatMap((r): Told[] => {
    const job = jobs.find((j) => j.id.startsWith('deliver-') && j.requirements.includes(r.id));
    const call = job?.calls.find((c) => c.startsWith('WebhookGateway.'));
    if (job === undefined || call === undefined) return [];
    const retry = ctx.blueprint.gateways.get('WebhookGateway')?.calls.get(call.split('.')[1] ?? '')?.retryText ?? '';
    const attempts = Number(/^\d+/.exec(retry)?.[0] ?? attemptsOf(r.text, ctx.lexicon));
    const row = spaced(ctx.blueprint.jobs.get(job.id)?.resource ?? 'row');
    const start = job.startedBy.find((by) => /^(?:POST|PATCH|DELETE) /.test(by));
    const tell = (given: string, when: string, then: string, negative = false): Told => ({ requirement: r.id, negative, text: gwt(given, when, then) });
    return [
      tell(`1 endpoint and 1 ${row}`, start === undefined ? `\`${job.id}\` runs` : `\`${start}\` returns 2xx`, `1 call of \`${call}\` with an event id and an HMAC-SHA256 signature of time and body; a changed body no longer fits it`),
      tell('an endpoint that answers 500 once, then 200', `\`${job.id}\` runs`, '2 calls with the same event id, and the job ends `succeeded`'),
      tell('an endpoint that never answers', `\`${job.id}\` runs`, `${attempts} calls within 5 s each, then the job ends \`failed\` and 0 ${row} rows change`, true),
    ];
  });
}

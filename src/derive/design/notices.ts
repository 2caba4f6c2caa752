import type { Requirement } from '../../model/plan/index.ts';
import type { JobDraft } from './blueprint.ts';
import type { Context } from './context.ts';
import { isMessage } from './reading/meanings.ts';

/** A message that the software sends about something; what people write to each other is a thing of its own. */
export const isNotice = (ctx: Context, noun: string): boolean => isMessage(noun) && ![...ctx.resources.values()].some((r) => r.noun === noun && r.uses.some((u) => u.operation === 'create' && u.actor !== null && !u.internal));

/** A sentence that tells no person starts no message; another sentence may still have people told, and who is told by nobody needs no sender. */
export function withoutNotice({ blueprint: b }: Pick<Context, 'blueprint'>, job: JobDraft, requirement: Requirement): void {
  job.requirements.delete(requirement.id);
  if (job.requirements.size > 0) return;
  b.jobs.delete(job.id);
  for (const gone of job.calls) if (![...b.jobs.values()].some((j) => j.calls.has(gone))) b.gateways.delete(gone.split('.')[0] ?? '');
}

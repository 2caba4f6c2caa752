import type { Job, Route } from '../../../model/plan/index.ts';
import { readsJob } from '../../design/platform.ts';
import { list } from '../numbers.ts';
import { capital } from '../../../text/capital.ts';

/** `list appointments page by page` -> what and to what, without how. */
function deed(purpose: string): { verb: string; object: string } {
  const bare = purpose.replace(/\s+(?:page by page|per bucket|as one file|by message)$/, '').replace(/\s*\([^)]*\)$/, '');
  const [verb = '', ...rest] = bare.split(' ');
  return { verb, object: rest.join(' ').replace(/^one\s+/, 'one ') };
}

/**
 * What a workflow does, told by the purposes of its routes and jobs: "Callers create, change and cancel one appointment, list slots; jobs
 * send one message about one appointment." Verbs with the same object share it. Empty without a route.
 */
export function deeds(routes: readonly Route[], jobs: readonly Job[]): string {
  const objects = new Map<string, string[]>();
  for (const { purpose } of routes.filter((route) => !readsJob(route))) {
    const { verb, object } = deed(purpose);
    objects.set(object, [...new Set([...(objects.get(object) ?? []), verb])]);
  }
  const parts = [...objects].map(([object, verbs]) => `${list(verbs)} ${object}`.trim());
  if (parts.length === 0) return '';
  const told = parts.length > 6 ? `${parts.slice(0, 6).join('; ')} and ${parts.length - 6} more` : parts.join('; ');
  const worked = jobs.slice(0, 3).map((job) => job.purpose);
  return `${capital(told)}.${worked.length === 0 ? '' : ` In the background: ${worked.join('; ')}.`} `;
}

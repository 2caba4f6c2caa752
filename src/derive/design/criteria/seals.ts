import type { Context } from '../context.ts';
import { plural, snake, spaced } from '../reading/words.ts';
import { gwt, type Subjects } from './case.ts';
import type { Told } from './stages.ts';

/** A sealed row stays as it is, whatever is called. */
export function sealCases(ctx: Context, { routes, jobs, models }: Subjects): Told[] {
  return ctx.seals.flatMap((seal): Told[] => {
    const row = spaced(seal.resource);
    const mine = routes.filter((r) => r.resource === seal.resource);
    const item = `/v1/${ctx.resources.get(seal.resource)?.path ?? plural(row, ctx.lexicon)}/{${snake(seal.resource)}_id}`;
    // A thing that only a job writes has no call that could change it.
    const writer = mine.length > 0 ? undefined : jobs.find((j) => j.writes.includes(seal.resource));
    if (writer !== undefined) return [{ requirement: seal.requirement.id, negative: true, text: gwt(seal.state === null ? `1 ${row}` : `1 ${snake(seal.state).replaceAll('_', ' ')} ${row}`, `job \`${writer.id}\` runs once more`, 'every field of the row is as before, and the contract names 0 routes that write it') }];
    const changes = mine.filter((r) => r.method === 'PATCH' || r.method === 'DELETE');
    const calls = changes.length > 0 ? changes.map((r) => `\`${r.id}\``).join(' and ') : `\`${item}\` with PATCH and with DELETE`;
    const field = models.find((m) => m.id === seal.resource)?.states?.field ?? 'status';
    const given = seal.state === null ? `1 ${row}` : `1 ${row} with \`${field}\` \`${snake(seal.state)}\``;
    const answer = changes.length === 0 || seal.state === null ? '405 without a body' : '409 `ILLEGAL_TRANSITION`';
    return [{ requirement: seal.requirement.id, negative: true, text: gwt(given, `${calls} ${changes.length > 1 ? 'are' : 'is'} called`, `${answer}, and every field of the row is as before`) }];
  });
}

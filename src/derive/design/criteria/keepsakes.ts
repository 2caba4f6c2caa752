import type { Context } from '../context.ts';
import { spaced } from '../reading/words.ts';
import { gwt, type Subjects } from './case.ts';
import type { Told } from './stages.ts';

/** What an erased account leaves: the row, and nothing that tells whose it was. */
export function keepsakeCases(ctx: Context, { routes }: Subjects): Told[] {
  const erase = routes.find((r) => r.job === 'erase-user');
  if (erase === undefined) return [];
  return ctx.keepsakes.map(({ resource, requirement }): Told => {
    const row = spaced(resource);
    return { requirement: requirement.id, negative: false, text: gwt(`a user with 1 ${row}`, `the job of \`${erase.id}\` ends \`succeeded\``, `the ${row} is still there, its \`user_id\` a pseudonym that no other row holds, and 0 of its fields hold the name or e-mail of that user`) };
  });
}

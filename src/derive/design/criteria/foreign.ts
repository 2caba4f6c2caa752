import { caseless } from '../../../text/regex.ts';
import type { Context } from '../context.ts';
import { withArticle } from '../../../text/article.ts';
import { gwt, type Subjects } from './case.ts';
import { live } from './matching.ts';
import type { Told } from './stages.ts';

const others = caseless(String.raw`\b(?:of|from|by)\s+(?:any\s+|an?\s+)?(?:other|another|different|foreign)\s|\bothers['’]|\b(?:another|other)\s+\p{L}+['’]s?\s`);

/** "must not see the events of other organisers": what belongs to somebody else is not among what the caller gets. */
export function foreignCases(ctx: Context, { routes }: Subjects): Told[] {
  return ctx.active.filter((r) => live(r) && others.test(r.text)).flatMap((r) => r.readings.filter((x) => x.negated && (x.operation === 'list' || x.operation === 'search') && x.actor !== null && x.actor !== 'system' && x.resource !== null).slice(0, 1).flatMap((x): Told[] => {
    const route = routes.find((each) => each.resource === x.resource && each.requirements.includes(r.id) && each.method === 'GET');
    const noun = ctx.resources.get(x.resource ?? '')?.noun;
    if (route === undefined || noun === undefined) return [];
    const open = route.auth === 'public' ? ' that is open to nobody else' : '';
    return [{ requirement: r.id, negative: true, text: gwt(`${withArticle(noun)} of another ${x.actor ?? 'user'}${open}`, `a signed-in ${x.actor ?? 'user'} calls \`${route.id}\``, route.pagination === null ? '404 `NOT_FOUND`, as for an id that nothing has' : `${route.success} and \`data\` does not hold it`) }];
  }));
}

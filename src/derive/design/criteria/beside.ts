import type { Requirement, Route } from '../../../model/plan/index.ts';
import { anyOf, caseless } from '../../../text/regex.ts';
import type { Context } from '../context.ts';
import { plural, snake, spaced } from '../reading/words.ts';
import { gwt, type Subjects, type Text } from './case.ts';
import { succeeded } from './outcomes.ts';

/** "create one job per target language": for what each row is made; null where one is. */
function eachOf(text: string, noun: string, ctx: Context): string | null {
  const found = caseless(`\\b(?:${anyOf([noun, plural(noun, ctx.lexicon)])})\\s+(?:per|for\\s+each|for\\s+every)\\s+(?<each>[\\p{L}-]+(?:\\s(?!(?:of|in|from|on|and|when|as|with|by|for|to|if)\\s)[\\p{L}-]+)?)`).exec(text);
  return found?.groups?.['each']?.toLowerCase() ?? null;
}

/** Rows of another thing that the software makes when somebody calls: as many as the sentence says, and none the second time; null where it makes none. */
export function besideCase(ctx: Context, r: Requirement, route: Route, subjects: Subjects): Text | null {
  const [made] = r.readings.filter((x) => x.actor === 'system' && x.operation === 'create' && !x.negated && x.resource !== null && x.resource !== route.resource && ctx.resources.get(x.resource ?? '')?.stored === true);
  const noun = made === undefined ? undefined : ctx.resources.get(made.resource ?? '')?.noun;
  if (noun === undefined || route.method === 'GET' || route.job !== null || route.resource === null || r.readings.some((x) => x.actor !== 'system' && x.actor !== null && x.verb !== route.path.split('/').at(-1))) return null;
  const row = spaced(route.resource);
  const each = eachOf(r.text, noun, ctx);
  const given = `1 ${row}${each === null ? '' : ` with 2 ${plural(each, ctx.lexicon)}`}`;
  const count = each === null ? `1 ${noun} of it is` : `2 ${plural(noun, ctx.lexicon)} of it are`;
  return gwt(given, `\`${route.id}\` is called, then the same call again`, `${succeeded(ctx, r, route, subjects).text}; ${count} there${each === null ? '' : `, one for each ${each}`}, and the second call adds 0`);
}

/** "count the words of a document when it is uploaded": a row whose number is known, and the value that the call keeps; null for any other requirement. */
export function countedCase(ctx: Context, r: Requirement, route: Route): Text | null {
  const counted = r.readings.find((x) => x.operation === 'derive' && x.verb === 'count' && x.noun !== null && !x.negated);
  const held = ctx.resources.get(route.resource ?? '')?.computed.find((c) => c.requirement === r);
  if (counted?.noun == null || held === undefined || route.method === 'GET') return null;
  const many = plural(counted.noun, ctx.lexicon);
  return gwt(`a ${counted.of[0] ?? spaced(route.resource ?? 'row')} with 12 ${many}, and 1 without any`, `\`${route.id}\` is called with each`, `${route.success} and \`${snake(held.noun)}\` is 12, then 0; a value that the caller sends is not taken`);
}

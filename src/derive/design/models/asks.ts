import type { OpenQuestion } from '../../../model/plan/index.ts';
import type { Context } from '../context.ts';
import { made } from '../node.ts';
import type { Resource } from '../resources.ts';
import { kebab } from '../reading/words.ts';

/** What no requirement says of a stored thing: what it is at all, its fields (with what is assumed), who creates it. */
export interface Unsaid {
  known: boolean;
  /** The fields assumed, null where the spec gives some. */
  fields: string | null;
  written: boolean;
  /** States that no requirement leads to. */
  unreached: readonly string[];
  /** What the row holds that comes with an account, null for any other row. */
  account: readonly string[] | null;
}

const operator = 'an operator loads them with a script';

const listed = (names: readonly string[]): string => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`);

/** One question about a thing that the spec does not know, whatever is unsaid of it; of a known thing, its fields and its writer each. */
export function asksOf(ctx: Context, resource: Resource, { known, fields, written, unreached, account }: Unsaid): OpenQuestion[] {
  const by = resource.uses.map((u) => u.requirement.id);
  const { noun, name } = resource;
  const ask = (what: 'noun' | 'fields' | 'writer' | 'moves', rule: string, needed: string, text: string, assumed: string): OpenQuestion => ({ ...made(ctx, `Q-${what}-${kebab(noun)}`, rule, by, 0.5), text, owner: 'Product owner', needed, assumed });
  if (!known && !(account !== null && !written)) {
    const rest = [...(fields === null ? [] : ['which fields does it have']), ...(written ? [] : ['who creates it'])];
    const assumed = [...(fields === null ? [] : [`fields: ${fields}`]), ...(written ? [] : [operator])];
    return [ask('noun', 'unknown-noun', 'GATE-0', `Is "${noun}" something the backend stores, a field of something else, or only a word?${rest.length === 0 ? '' : ` If it is stored, ${rest.join(' and ')}?`}`, [`a stored resource ${name}`, ...assumed].join('; '))];
  }
  const states = unreached.map((state) => `"${state.replaceAll('_', ' ')}"`);
  const moves = states.length === 0 ? [] : [ask('moves', 'unreached-state', 'GATE-1', `What sets a ${noun} to ${states.slice(0, -1).join(', ')}${states.length > 1 ? ' or ' : ''}${states.at(-1) ?? ''}? No requirement says.`, 'nothing does: no route or job leads there')];
  // The row is there with the account; what it holds has to come from somebody.
  if (account !== null && !written) {
    const values = listed(account.slice(0, 6).map((each) => each.replaceAll('_', ' ')));
    return values === '' ? moves : [...moves, ask('writer', 'unwritten-model', 'GATE-1', `Who enters ${values} of a ${noun}: they themselves, staff, or an import? No requirement says.`, `the row is made with the account, empty; ${operator}`)];
  }
  return [
    ...moves,
    ...(fields === null ? [] : [ask('fields', 'unknown-fields', 'GATE-1', `Which fields does one ${noun} have?`, fields)]),
    ...(written ? [] : [ask('writer', 'unwritten-model', 'GATE-1', `Who creates each ${noun}? No requirement says.`, operator)]),
  ];
}

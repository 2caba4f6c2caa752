import { gradedBy } from '../../../knowledge/wording.ts';
import type { Provider } from '../../../model/knowledge.ts';
import type { Source } from '../../../model/source.ts';
import { attributesOf } from '../attributes.ts';
import { mentions } from '../context.ts';
import type { Context } from '../context.ts';
import { rule } from '../node.ts';
import { snake, spaced } from '../reading/words.ts';
import type { Change } from './refinements.ts';

/** Changes that the design itself made: who signs in, and attributes kept otherwise than their entity names them. */
export function designChanges(ctx: Context): Change[] {
  return [...identity(ctx), ...attributes(ctx)];
}

/** Sign-in by a provider becomes an own identity with the provider as a connection of it. */
function identity(ctx: Context): Change[] {
  const { provider } = ctx;
  if (provider === null || ctx.identity.signIn === 'provider') return [];
  const asked = ctx.connects.find((r) => ctx.identity.asked.includes(r) && mentions(r, 'sign in', 'log in', 'sign-in', 'login'));
  const at = asked?.sources[0];
  if (asked === undefined || at === undefined) return [];
  return [{
    key: 'identity', quote: asked.text, change: `a local ${ctx.identity.signIn === 'passkey' ? 'passkey' : 'sign-in'} is the identity, ${provider.name} is a connection of it`,
    reason: `whoever revokes ${provider.name}, or is over its cap, keeps the account and its own data`, at, rules: [rule('R9')],
  }];
}

/** Entity attributes kept in SI units, under a value that stays true, or not at all because the provider's catalogue drops them. */
function attributes(ctx: Context): Change[] {
  const out: Change[] = [];
  const { provider } = ctx;
  for (const [noun, { entity, path }] of ctx.vocabulary.entities) {
    const at: Source = { kind: 'spec', path, line: entity.line, endLine: entity.endLine, id: null };
    const meaning = ctx.vocabulary.meaning(noun);
    const listed = meaning.kind === 'resource' ? [...ctx.vocabulary.providerNouns.values()].find((p) => p.model.storedAs === meaning.name) : undefined;
    const rules: Source[] = provider === null ? [rule('attribute')] : [{ kind: 'provider', id: provider.id }];
    for (const a of attributesOf(entity)) {
      const quote = `${entity.name}: ${a.raw}`;
      const better = ctx.lexicon.replaced[a.noun];
      if (better !== undefined && meaning.kind === 'user') out.push({ key: snake(better.by), quote, change: `\`${snake(better.by)}\` instead of \`${snake(a.noun)}\``, reason: better.reason, at, rules: [rule('replaced-attribute')] });
      const row = listed?.model.fields.find((f) => f.name === snake(a.noun) || f.aliases?.some((x) => spaced(x) === a.noun) === true) ?? listed?.model.fields.find((f) => f.disposition === 'drop' && a.noun.split(' ').some((w) => w.length > 4 && f.aliases?.includes(w) === true));
      if (row?.disposition === 'drop') out.push({ key: `${noun} ${a.noun}`, quote, change: `\`${row.name}\` is not kept`, reason: clause(provider, row.fact) ?? row.note ?? `class ${row.class}`, at, rules });
      else if (row?.unit != null && row.name !== snake(a.noun) && /(?:_| )(?:km|mi|miles|ft|minutes|min|hours)$/i.test(a.raw.trim())) out.push({ key: row.name, quote, change: `\`${row.name}\`, in ${row.unit}`, reason: 'one SI unit is stored, the edge converts by preference', at, rules });
    }
  }
  return out;
}

/** The clause of the provider's policy that rests on a fact. */
function clause(provider: Provider | null, fact: string | undefined): string | null {
  const found = fact === undefined ? undefined : provider?.policy.find((one) => one.fact === fact);
  return found === undefined || provider === null ? null : gradedBy(provider.facts, found.fact, found.text);
}

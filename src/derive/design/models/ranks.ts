import type { Model } from '../../../model/plan/index.ts';
import { attributesOf } from '../attributes.ts';
import type { Context } from '../context.ts';
import type { Resource } from '../resources.ts';
import { isSpecial } from '../routes/derived.ts';
import { pascal } from '../reading/words.ts';

/** Core models a person named, in lower case; null when the rules choose. */
export function namedCore(ctx: Context): Set<string> | null {
  const answered = ctx.input.answers.answers['core-models'];
  return answered?.state === 'answered' && answered.value.length > 0 ? new Set(answered.value.map((name) => name.toLowerCase())) : null;
}

/** The resources that are stored, those a person named first, then most needed first; the first `room` are core. */
export function ranked(ctx: Context): Resource[] {
  const named = namedCore(ctx);
  const chosen = (r: Resource): number => (named?.has(r.name.toLowerCase()) === true ? 0 : 1);
  return [...ctx.resources.values()].filter((r) => r.stored && !isSpecial(ctx, r.name) && r.name !== 'AuditEvent').toSorted((a, b) => chosen(a) - chosen(b) || b.score - a.score || a.name.localeCompare(b.name, 'en'));
}

/** What samples and entities name but no requirement asks for, with the reason. */
export function waiting(ctx: Context, models: readonly Model[]): [string, string][] {
  const out = new Map<string, string>();
  const has = (name: string) => models.some((m) => m.id === name) || out.has(name);
  for (const sample of ctx.input.facts.samples.models) {
    const listed = ctx.input.providers.flatMap((p) => p.models).find((m) => m.name === sample.name);
    const name = pascal(sample.name);
    if ((sample.kind !== 'resource' && sample.kind !== 'series') || (listed !== undefined && listed.storedAs !== null) || has(name) || has(listed?.storedAs ?? name)) continue;
    out.set(name, `${sample.records} sample records, 0 requirements name it`);
  }
  for (const [noun, { entity }] of ctx.vocabulary.entities) {
    const meaning = ctx.vocabulary.meaning(noun);
    if (entity.implied !== true && meaning.kind === 'resource' && !has(meaning.name) && meaning.name !== 'ProviderConnection' && attributesOf(entity).length >= 2) out.set(meaning.name, 'a key entity, 0 requirements name it');
  }
  return [...out].toSorted(([a], [b]) => a.localeCompare(b, 'en'));
}

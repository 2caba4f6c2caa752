import type { Reading, Requirement } from '../../../model/plan/index.ts';
import type { Vocabulary } from '../vocabulary.ts';

/**
 * "register a blood bag" and later "release a bag": one thing, by its whole name. A name of two words is meant by its last one where people make
 * only the whole, and no other thing ends in that word. Rewrites the readings of all requirements.
 */
export function settleShortNames(requirements: readonly Requirement[], vocabulary: Vocabulary): void {
  const { lexicon } = vocabulary;
  const all = requirements.filter((r) => r.rejected === null).flatMap((r) => r.readings).filter((x) => x.noun !== null && !x.negated);
  const made = new Set(all.filter((x) => ['create', 'upload'].includes(x.operation) && x.actor !== null && x.actor !== 'system').map((x) => x.noun ?? ''));
  const nouns = new Set(all.map((x) => x.noun ?? ''));
  const short = new Map<string, string>();
  for (const whole of made) {
    const words = whole.split(' ');
    const head = words.at(-1) ?? '';
    if (words.length !== 2 || made.has(head) || !nouns.has(head) || [...nouns].some((n) => n !== whole && n.endsWith(` ${head}`))) continue;
    const entity = vocabulary.entities.get(head)?.entity;
    if ((entity !== undefined && entity.implied !== true) || lexicon.people.includes(head) || (vocabulary.meaning(head).kind !== 'resource' && !lexicon.compounds.includes(head)) || vocabulary.meaning(whole).kind !== 'resource') continue;
    short.set(head, whole);
  }
  for (const [whole, head] of looked(all, vocabulary)) short.set(whole, head);
  if (short.size === 0) return;
  for (const requirement of requirements) requirement.readings = requirement.readings.map((r) => ({ ...r, noun: short.get(r.noun ?? '') ?? r.noun, of: r.of.map((n) => short.get(n) ?? n) }));
}

/** "show all production orders" where people only ever edit and delete an order: the order, by another name. */
function looked(all: readonly Reading[], vocabulary: Vocabulary): [string, string][] {
  const { lexicon } = vocabulary;
  const written = new Set(all.filter((x) => ['create', 'upload', 'update', 'delete', 'transition'].includes(x.operation)).map((x) => x.noun ?? ''));
  return [...new Set(all.map((x) => x.noun ?? ''))].flatMap((whole): [string, string][] => {
    const words = whole.split(' ');
    const head = words.at(-1) ?? '';
    const alone = words.length === 2 && !written.has(whole) && written.has(head) && lexicon.compounds.includes(head) && !all.some((x) => x.noun !== whole && x.noun?.endsWith(` ${head}`) === true);
    return alone && (vocabulary.entities.get(whole)?.entity.implied ?? true) && all.filter((x) => x.noun === whole).every((x) => x.operation === 'list' || x.operation === 'search') ? [[whole, head]] : [];
  });
}

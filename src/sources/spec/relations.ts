import type { SpecEntity } from '../../model/spec.ts';
import type { Collected } from './context.ts';
import { addFields } from './entities.ts';
import { plain, unspaced } from './matcher.ts';
import type { PartWords } from './parts-words.ts';

/** How an entity is named within words: singular, folded. */
const nounOf = (name: string): string => plain(name.replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2').replace(/[_-]+/gu, ' '));

/** Where a text names an entity, in singular or plural. */
interface Named {
  entity: SpecEntity;
  index: number;
  many: boolean;
}

/**
 * Gives each relation that the document tells to the side that holds one of the other, as an attribute by its name, unless one names it
 * already. What holds many on both sides is neither's attribute.
 */
export function settleRelations(out: Collected): void {
  if (out.relations.length === 0) return;
  const nouns = new Map(out.entities.map((entity): [string, SpecEntity] => [nounOf(entity.name), entity]));
  nouns.delete('');
  const { parts } = out.words;
  for (const { entity, text, fields } of out.relations) {
    const folded = nounOf(text.slice(0, 300));
    const all = namedIn(folded, nouns);
    if (all.every(each => each.entity === entity)) {
      addFields(entity, fields);
      const other = fields.length === 0 && all.length === 0 ? unlisted(text.slice(0, 300), parts, out.words.amounts(out.language).light) : null;
      if (other !== null && !entity.attributes.some(each => nounOf(each).startsWith(other))) entity.attributes.push(other);
    }
    const told = all.find(each => each.entity === entity);
    for (const named of all.filter(each => each.entity !== entity)) {
      const { side, index } = sideOf(folded, named, parts);
      if (side === 'both') continue;
      // "each project belongs to one user" is told from the other end.
      const turned = told !== undefined && told.index > named.index && index > named.index;
      if ((side === 'one') !== turned) hold(entity, named.entity);
      else hold(named.entity, entity);
    }
  }
}

/** "belongs to one Member", where no list names members: what the entity holds one of; null for many, and for a text that says more. */
function unlisted(text: string, words: PartWords, light: ReadonlySet<string>): string | null {
  if (unspaced.test(text) || words.many.first(text) !== null || words.both.first(text) !== null) return null;
  const one = words.one.all(text).at(-1);
  if (one === undefined) return null;
  const [noun, ...rest] = text.slice(one.index + one.word.length).replace(/\([^)]*\)/gu, ' ').split(/[^\p{L}\p{N}_'-]+/u).filter(token => token !== '' && !light.has(plain(token)));
  return noun !== undefined && rest.length === 0 && /^\p{L}[\p{L}_-]{2,}$/u.test(noun) ? plain(noun) : null;
}

/** Longest name of an entity in a relation, in words, and in letters of a script without spaces. */
const longest = { words: 4, letters: 12 };

function namedIn(text: string, nouns: ReadonlyMap<string, SpecEntity>): Named[] {
  const found: Named[] = [];
  const add = (noun: string, index: number, many: boolean): boolean => {
    const entity = nouns.get(noun);
    if (entity !== undefined) found.push({ entity, index, many });
    return entity !== undefined;
  };
  const tokens = [...text.matchAll(/[\p{L}\p{N}]+/gu)];
  for (let at = 0; at < tokens.length; at++) {
    const start = tokens[at]?.index ?? 0;
    if (unspaced.test(tokens[at]?.[0] ?? '')) {
      const run = tokens[at]?.[0] ?? '';
      for (let from = 0; from < run.length; from++) for (let size = longest.letters; size > 0; size--) if (from + size <= run.length && add(run.slice(from, from + size), start + from, false)) {
        from += size - 1;
        break;
      }
      continue;
    }
    for (let size = Math.min(longest.words, tokens.length - at); size > 0; size--) {
      const last = tokens[at + size - 1];
      const phrase = text.slice(start, (last?.index ?? 0) + (last?.[0].length ?? 0));
      if (add(phrase, start, false) || singulars(phrase).some(each => add(each, start, true))) {
        at += size - 1;
        break;
      }
    }
  }
  return found;
}

/** What a phrase may be the plural of: "categories", "classes", "lecciones", "Lehrern". */
const singulars = (phrase: string): string[] => [[/ies$/u, 'y'], [/es$/u, ''], [/s$/u, ''], [/en$/u, ''], [/n$/u, ''], [/ces$/u, 'z']].flatMap(([ending = '', instead]) => (typeof instead === 'string' && ending instanceof RegExp && ending.test(phrase) ? [phrase.replace(ending, instead)] : []));

/** Which side of the relation holds one: the last word before the noun says it, else the first behind it, else the noun's plural. */
function sideOf(text: string, named: Named, words: PartWords): { side: 'one' | 'many' | 'both'; index: number } {
  const hits = (['both', 'many', 'one'] as const).flatMap(side => words[side].all(text).map(({ word, index }) => ({ side, index, end: index + word.length, short: word.length < 4 })));
  // "many-to-one" holds "many" and "one" within, "has many" holds "many": the longest counts.
  const whole = hits.filter(hit => !hits.some(other => other !== hit && other.index <= hit.index && other.end >= hit.end && other.end - other.index > hit.end - hit.index));
  const hit = whole.filter(each => each.end <= named.index).toSorted((a, b) => b.end - a.end)[0] ?? whole.filter(each => each.index > named.index).toSorted((a, b) => a.index - b.index)[0];
  if (hit === undefined) return { side: named.many ? 'many' : 'one', index: 0 };
  return { side: hit.side === 'one' && hit.short && named.many ? 'many' : hit.side, index: hit.index };
}

function hold(holder: SpecEntity, held: SpecEntity): void {
  const noun = nounOf(held.name);
  const names = holder.attributes.map(each => nounOf(each).replace(/ (?:id|ids|uuid|key|ref|reference|number)$/u, ''));
  if (holder === held || names.some(name => name === noun || name.endsWith(` ${noun}`) || name === `${noun}s`)) return;
  holder.attributes.push(/\p{Ll}\p{Lu}/u.test(held.name) ? held.name : held.name.toLowerCase());
}

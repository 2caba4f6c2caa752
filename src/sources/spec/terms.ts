import type { SpecEntity, SpecRequirement } from '../../model/spec.ts';
import { fold } from './matcher.ts';
import { patternLimit, type Words } from './words.ts';

/** A glossary's name for a part of the system: the subject of demands, and called a component by its name or definition. */
export function isComponent(entity: SpecEntity, requirements: SpecRequirement[], words: Words): boolean {
  const name = fold(entity.name);
  const acts = requirements.some(each => {
    const modal = words.modal.first(each.text.slice(0, patternLimit));
    return modal !== null && fold(each.text.slice(0, modal.index)).endsWith(name);
  });
  const parts = fold(`${entity.name.replace(/_/g, ' ')} ${entity.description.split(/[.。;]/u)[0] ?? ''}`);
  return acts && (entity.name.includes('_') || words.languages.some(language => language.implied.components.some(word => parts.includes(word))));
}

/** A glossary's abbreviation or word of the trade, which no row could hold: "mTLS", "a protocol for ...". */
export function isTerm(entity: SpecEntity, words: Words): boolean {
  const first = fold(entity.description).split(' ').slice(0, opening);
  return /^[a-z]?\p{Lu}[\p{Lu}\p{N}/-]+$/u.test(entity.name) || first.some(word => words.languages.some(language => language.implied.components.includes(word.replace(/[^\p{L}]/gu, ''))));
}

/** Words of a definition within which it says what kind of thing it is. */
const opening = 4;

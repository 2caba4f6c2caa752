import { announced } from './phrase.ts';
import type { Context } from './context.ts';
import type { Unit } from './outline.ts';
import { plain, unspaced } from './matcher.ts';
import { patternLimit, type Kind, type Words } from './words.ts';

/** A paragraph whose last sentence ends in a colon above a list, and what it says of that list. */
export interface Lead {
  /** What stands before the last sentence. */
  before: string;
  /** The last sentence without its colon. */
  said: string;
  /** Kind of the items: each a demand that ends the sentence, parts of the one demand it makes, or what the words of the sentence announce. */
  list: 'ends' | 'parts' | Kind;
}

/** Most words of a verb that lets somebody and of whom it lets: "permitir a los usuarios registrados". */
const personWords = 5;

/** Kinds of sections that tell of the product. */
const told = new Set<Kind | null>(['goals', 'summary', 'context']);

/** The lead that this unit is to the items that follow it, or null. */
export function leadOf(unit: Unit, next: Unit | undefined, context: Context, words: Words): Lead | null {
  if (unit.shape !== 'paragraph' || unit.id !== null || next?.shape !== 'item' || !/[:：]$/.test(unit.text)) return null;
  const text = unit.text.slice(0, patternLimit);
  const cut = /^(.*[.!?。！？])\s*(\S[^.!?。！？]*)$/su.exec(text);
  const said = (cut?.[2] ?? text).replace(/\s*[:：]$/, '');
  const lead = (list: Lead['list']): Lead => ({ before: cut?.[1] ?? '', said, list });
  const ends = words.modal.first(said);
  // "The app must:" names who does what its bullets say.
  const acts = ends !== null && ends.index + ends.word.length === said.length && said.slice(0, ends.index).trim().split(/\s+/).length <= 2 && words.actors.first(said.slice(0, ends.index)) !== null && words.pronouns.first(said)?.index !== 0;
  const { kind, exact } = announced(said, words);
  if (kind !== null && !acts) return cut !== null && exact ? lead(kind) : null;
  // "The system must allow staff to:" below "Objectives" asks for what its list says.
  const stated = told.has(context.kind) && words.modal.first(said) !== null && words.authors.first(said)?.index !== 0;
  const demands = context.kind === null || context.kind === 'requirements' || context.kind === 'nonfunctional' || stated;
  const excludes = context.kind === null || !['acceptance', 'stories', 'edgeCases', 'openQuestions', 'answered', 'entities', 'glossary', 'ignored'].includes(context.kind);
  const folded = plain(said).replace(/[*_`]/g, '');
  const found = words.leads.find(({ kind, pattern }) => (kind === 'outOfScope' ? excludes : demands) && pattern.test(folded));
  if (found !== undefined) return lead(found.kind);
  const modal = words.modal.first(said);
  // "If a ticket is late:" says when what its list says happens.
  if (context.kind === 'requirements' && modal === null && next.id === null && words.when.first(said)?.index === 0 && !unspaced.test(said)) return { ...lead('ends'), said: `${said},` };
  const hit = modal ?? words.capability.first(said);
  if (!demands || hit === null || hit.index === 0 || next.id !== null || unspaced.test(said) || words.pronouns.first(said)?.index === 0) return null;
  const rest = said.slice(hit.index + hit.word.length).trim();
  const tokens = rest.toLowerCase().split(/\s+/);
  // "debe permitir al personal:" names who may do what is listed.
  // So does a verb alone: "The system must log:".
  if (rest === '' || (tokens.length === 1 && modal !== null && words.holds.first(rest) === null) || words.opens.has(tokens.at(-1) ?? '') || (tokens.length > 1 && tokens.length <= personWords && words.opens.has(tokens[0] ?? ''))) return lead('ends');
  // A whole sentence above a list of demands is one of them; elsewhere its list says more about it.
  return context.kind === null || stated || words.holds.first(rest) !== null ? lead('parts') : null;
}

/** The sentence that a lead makes with one of its items. */
export function endedBy(lead: Lead, item: string): string {
  const lower = /^\p{Lu}\p{Ll}/u.test(item) && !/^\p{Lu}[\p{L}]*\p{Lu}/u.test(item) ? `${item.charAt(0).toLowerCase()}${item.slice(1)}` : item;
  return `${lead.said} ${lower}`;
}

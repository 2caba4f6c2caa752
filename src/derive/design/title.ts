import { clause } from '../../text/clause.ts';
import type { Language } from '../../model/knowledge.ts';
import { capital, plain } from '../judgement/numbers.ts';

/** Longest title of a requirement, in characters: one line of a table. */
const titleLength = 110;

/**
 * Short form of a requirement for tables: what is done, then its condition when both fit; never half a clause. "WHEN a nurse signs, THE
 * SYSTEM SHALL lock the row" reads "Lock the row when a nurse signs"; the whole sentence stands at the source line.
 */
export function titleOf(text: string, languages: readonly Language[]): string {
  const whole = text.replace(/[*`]/g, '').replace(/\s+/g, ' ').trim().replace(/[.;。]$/, '');
  const bare = languages.flatMap((language) => language.itself).reduce((rest, pattern) => {
    const without = rest.replace(new RegExp(pattern, 'giu'), '');
    return without.length > 3 ? capital(without) : rest;
  }, whole);
  const told = plain(bare).replace(/^let\s+(?=\p{L})/iu, 'Let ');
  if (told.length <= titleLength) return told;
  const done = told.replace(/\s(?:when|while|if|where)\s.+$/iu, '');
  return clause(done.length >= 30 ? done : told, titleLength);
}

import { clause } from '../../text/clause.ts';
import type { Language } from '../../model/knowledge.ts';
import { capital } from '../../text/capital.ts';
import { caseless } from '../../text/regex.ts';

/** Names of the product itself as a subject. */
const itself = /(?:^|[\s-])(?:system|api|app(?:lication)?|service|backend|platform|product|server|software|tool|engine|gateway|agent|bot|site|website|cli|interface|module|component)$/i;

/** A requirement without "the system must": what is done, capitalised, with an EARS condition behind it. */
function plain(text: string): string {
  const ears = /^((?:when|while|if|where)\s+.+?)(?:,\s*(?:then\s+)?|\s+then\s+)the\s+([\w -]{1,50}?)\s+(shall|must|should)\s+(.+?)\.?$/is.exec(text.trim());
  if (ears !== null) {
    const [, condition = '', subject = '', modal = '', deed = ''] = ears;
    // "The chart updates shall occur within 300 ms": what acts is a thing of its own, and without it the sentence says nothing.
    const done = itself.test(subject) || /\p{Lu}/u.test(subject) ? deed : `${subject} ${modal.toLowerCase()} ${deed}`;
    return capital(`${done} ${condition.charAt(0).toLowerCase()}${condition.slice(1).replace(/^(hen|hile|f|here)\b/i, (word) => word.toLowerCase())}`);
  }
  const bare = text.replace(/^(?:the\s+)?(?:[\w-]+\s+){0,4}?(?:system|api|app(?:lication)?|service|backend|platform|product|server)\s+(?:must|shall|should|may|can|will)\s+/i, '');
  return capital(bare.replace(/^([\w' -]{2,40}?)\s+(?:must|shall|should|may|can)\s+be\s+able\s+to\s+/i, '$1 can '));
}

/** Longest title of a requirement, in characters: one line of a table. */
const titleLength = 110;

/**
 * Short form of a requirement for tables: what is done, then its condition when both fit; never half a clause. "WHEN a nurse signs, THE
 * SYSTEM SHALL lock the row" reads "Lock the row when a nurse signs"; the whole sentence stands at the source line.
 */
export function titleOf(text: string, languages: readonly Language[]): string {
  const all = text.replace(/[*`]/g, '').replace(/\s+/g, ' ').trim().replace(/[.;。]$/, '');
  const [first = all] = all.split(/(?<=[^.\s]{2}[.;])\s+(?=\p{Lu})/u);
  // Of several sentences the first says what it is about.
  const whole = all.length > titleLength && first.length >= 24 ? first.replace(/[.;]$/, '') : all;
  const bare = languages.flatMap((language) => language.itself).reduce((rest, pattern) => {
    const without = rest.replace(caseless(pattern, 'g'), '');
    return without.length > 3 ? capital(without) : rest;
  }, whole);
  const told = plain(bare).replace(caseless(String.raw`^let\s+(?=\p{L})`), 'Let ');
  if (told.length <= titleLength) return told;
  const done = told.replace(/\s(?:when|while|if|where)\s.+$/i, '');
  return clause(done.length >= 30 ? done : told, titleLength);
}

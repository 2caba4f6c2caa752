import type { Field } from '../../../model/plan/index.ts';
import type { Lexicon } from '../../../model/knowledge.ts';
import { oncePer, oncePerText } from '../../../text/once.ts';
import { anyOf, caseless } from '../../../text/regex.ts';
import type { Context } from '../context.ts';
import { countIn, countPattern, sentencesOf } from '../reading/counts.ts';
import { plural, singular } from '../reading/words.ts';

/** How long a thing may last from its start to its end: "a permit must not last longer than 90 days". */
export interface Span {
  thing: string;
  count: number;
  unit: string;
}

const patternsOf = oncePer((lexicon: Lexicon) => lexicon.windows, (lexicon: Lexicon) => {
  const length = `(?<count>${countPattern(lexicon)})\\s+(?<unit>${anyOf(Object.keys(lexicon.windows.units))}|months?|years?)(?!\\p{L})`;
  const thing = String.raw`^(?:an?|the|each|every|all|no)?\s*(?<thing>[\p{L}-]+(?:\s[\p{L}-]+)??)`;
  const lasts = '(?:last|be|take|run|span|be valid|be booked|be granted)';
  return [
    caseless(`${thing}\\s+(?:must not|must never|may not|may never|shall not|should not|cannot|can not|can never|can't)\\s+(?:${lasts}\\s+(?:for\\s+)?(?:longer than|more than|over)|exceed)\\s+${length}`),
    caseless(`^no\\s+(?<thing>[\\p{L}-]+(?:\\s[\\p{L}-]+)??)\\s+(?:may|can|must|shall)\\s+(?:${lasts}\\s+(?:for\\s+)?(?:longer than|more than|over)|exceed)\\s+${length}`),
    caseless(`${thing}\\s+(?:must|may|can|shall|should)?\\s*(?:lasts?|takes?|runs?|spans?|be valid for)\\s+(?:at most|no longer than|no more than|not more than|up to|a maximum of)\\s+${length}`),
  ];
});

/** The longest time that a sentence lets a thing last; null for any other sentence. */
export const toldSpan = oncePerText((sentence: string, lexicon: Lexicon): Span | null => {
  const text = sentence.trim().replace(/[.;]+$/u, '');
  for (const pattern of patternsOf(lexicon)) {
    const found = pattern.exec(text);
    const count = countIn(found?.groups?.['count'] ?? '', lexicon);
    // "... after it was granted" is a deadline.
    if (found === null || count === null || /^\s*(?:after|before|of|from|since|ago|old)\b/i.test(text.slice(found[0].length))) continue;
    const unit = (found.groups?.['unit'] ?? '').toLowerCase();
    return { thing: singular((found.groups?.['thing'] ?? '').toLowerCase(), lexicon), count, unit: singular(unit, lexicon) };
  }
  return null;
});

const begins = /^(?:start|starts|begin|from|valid_from)(?:_(?:date|time|at|on|day))?$/;
const ends = /^(?:end|ends|until|to|valid_(?:until|to))(?:_(?:date|time|at|on|day))?$/;

/** From when to when a row is, as its fields say; null where they do not. */
export function periodOf(fields: readonly Pick<Field, 'name' | 'type' | 'model'>[]): { from: string; to: string } | null {
  const dated = fields.filter((f) => f.type === 'date' || f.type === 'timestamp');
  const from = dated.find((f) => begins.test(f.name));
  const to = dated.find((f) => ends.test(f.name));
  return from === undefined || to === undefined ? null : { from: from.name, to: to.name };
}

/** `90 days` */
export const spanText = ({ count, unit }: Span, lexicon: Lexicon, more = 0): string => `${count + more} ${count + more === 1 ? unit : plural(unit, lexicon)}`;

/** The end of a thing is bound to its start where a sentence says how long it lasts. */
export function withSpan(ctx: Context, noun: string, fields: Field[]): Field[] {
  const period = periodOf(fields);
  const span = period === null ? undefined : ctx.active.flatMap((r) => sentencesOf(r.text).flatMap((sentence) => toldSpan(sentence, ctx.lexicon) ?? [])).find((each) => each.thing === noun);
  return period === null || span === undefined ? fields : fields.map((f) => (f.name === period.to ? { ...f, constraint: `at most ${spanText(span, ctx.lexicon)} after \`${period.from}\`` } : f));
}

/** A word of a line as two texts are compared by: without marks around it. `key` is what makes it the same word; `fact` can be right or wrong; `name` is a proper noun inside a sentence. */
export type Word = { text: string; key: string; fact: boolean; name: boolean };

/** Brackets, quotation marks, cell borders and emphasis part words; what is inside of one (`1/2/5`, `Activity.id`) stays. */
const between = /[\s|()[\]{}"“”*·]+/;
const around = /^[,;:!?'’]+|[,;:.!?'’]+$/g;
const shaped = /\d|_|^[A-Z]{2,}|[a-z][A-Z]|[\w}]\.\w|\/|^[<>]=?$|^=$|^[A-Z]+-/;
/** A proper noun, or the letter of an option. */
const proper = /^[A-Z](?:[a-z]|$)/;
const ends = /[.!?|]$/;

/** Of a list or a heading. */
const mark = /^(?:-|#+)$/;

/** What somebody crossed out. */
const struck = /~~[^~\n]+~~/g;

/** Between a number and the sign behind it, which may stand apart. */
const percent = /(?<=^(?:[<>]=?)?[\d.,]+)(?=%$)/;

/** The comma of a number such as 1,000. */
const thousand = /(?<=^(?:\d{1,3},)*\d{1,3}),(?=\d{3}(?:,|\.|$))/g;

/** A sign apart from its number, and words of no form of their own apart from each other. */
const partsOf = (text: string, code: boolean): string[] => (code || shaped.test(text) ? text.split(percent) : text.split(/(?<=\p{L})-(?=\p{L})/u));

/** A mark that Markdown shows as it stands. */
export const escape = /\\([^\w\s])/g;

/** Words of one line. What stands in code is a fact, and so is every number, date, id, route, status and name with a form of its own. */
export function wordsOf(line: string): Word[] {
  const words: Word[] = [];
  let opening = true;
  for (const [index, part] of line.replaceAll(escape, '$1').replaceAll(struck, ' ').replaceAll('≤', '<=').replaceAll('≥', '>=').replaceAll('×', 'x').replaceAll(/<br\s*\/?>/g, ' ').split('`').entries()) {
    const code = index % 2 === 1;
    for (const raw of part.split(between)) {
      for (const text of partsOf(raw.replaceAll(around, ''), code)) {
        if (text === '' || text === '<-') continue;
        const fact = code || shaped.test(text);
        words.push({ text, key: fact ? text.replaceAll(thousand, '') : text.toLowerCase(), fact, name: !fact && !opening && proper.test(text) });
      }
      // The mark of a list or heading opens its first sentence.
      if (raw !== '' && !(mark.test(raw) && words.length === 1)) opening = ends.test(raw);
    }
  }
  return words;
}

/** Words of `from` that `other` does not have as often, in order. */
export function lacking(from: readonly Word[], other: readonly Word[]): Word[] {
  const left = new Map<string, number>();
  for (const { key } of other) left.set(key, (left.get(key) ?? 0) + 1);
  return from.filter(({ key }) => {
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
}

/** Share of the words of the longer line that both have. */
export const likeness = (a: readonly Word[], b: readonly Word[]): number => shared(a, b, Math.max(a.length, b.length));

/** Share of the words of the shorter line that both have. */
export const overlap = (a: readonly Word[], b: readonly Word[]): number => shared(a, b, Math.min(a.length, b.length));

const shared = (a: readonly Word[], b: readonly Word[], of: number): number => (of === 0 ? 1 : (a.length - lacking(a, b).length) / of);

import { print } from '../../text/number.ts';

/** `1 route`, `2 routes`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${print(number)} ${number === 1 ? noun : plural}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(items: string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** First `limit` items as code, the rest as a count: `` `a`, `b` and 3 more ``. */
export function some(ids: string[], limit = 3): string {
  const shown = ids.slice(0, limit).map((id) => `\`${id}\``);
  return ids.length > limit ? `${shown.join(', ')} and ${ids.length - limit} more` : list(shown);
}

/** Whole words of `text` up to `limit` characters, without a trailing joint. */
export function shorten(text: string, limit: number): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain.length <= limit) return plain.replace(/[.:,;]+$/, '');
  const cut = plain.slice(0, limit + 1);
  const space = cut.lastIndexOf(' ');
  return (space > limit / 2 ? cut.slice(0, space) : plain.slice(0, limit)).replace(/[\s.:,;(-]+$/, '');
}

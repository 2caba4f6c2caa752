/** Rounds half up to `digits` decimals; keeps sums printable and byte-stable. */
export function round(value: number, digits = 2): number {
  const factor = 10 ** digits;
  return Math.round((value + Number.EPSILON) * factor) / factor;
}

/** `12,345.6`: thousands separated by commas, at most `digits` decimals. */
export function print(value: number, digits = 2): string {
  const [whole = '0', part] = String(round(Math.abs(value), digits)).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${value < 0 ? '-' : ''}${grouped}${part === undefined ? '' : `.${part}`}`;
}

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

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Names of the product itself as a subject. */
const itself = /(?:^|[\s-])(?:system|api|app(?:lication)?|service|backend|platform|product|server|software|tool|engine|gateway|agent|bot|site|website|cli|interface|module|component)$/i;

/** A requirement without "the system must": what is done, capitalised, with an EARS condition behind it. */
export function plain(text: string): string {
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

/** Whole words of `text` up to `limit` characters, without a trailing joint. */
export function shorten(text: string, limit: number): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain.length <= limit) return plain.replace(/[.:,;]+$/, '');
  const cut = plain.slice(0, limit + 1);
  const space = cut.lastIndexOf(' ');
  return (space > limit / 2 ? cut.slice(0, space) : plain.slice(0, limit)).replace(/[\s.:,;(-]+$/, '');
}

/** Lower-case kebab-case, ASCII letters and digits only; accents are folded, every other run of characters becomes one hyphen. */
export function slugify(text: string): string {
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)) return text;
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** The anchor GitHub gives a heading: lower case, punctuation dropped, spaces to hyphens, other scripts kept. */
export function headingSlug(text: string): string {
  const lower = text.toLowerCase();
  // The classes of letters of all scripts are slow to search, and headings are plain for the most part.
  return lower.replace(/^[ -~]*$/.test(lower) ? /[^a-z0-9_ -]/g : /[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '').replaceAll(' ', '-');
}

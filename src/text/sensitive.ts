/**
 * Forms that personal and secret values have, whatever text they stand in. Wider than what `plan check` reports: here a false hit costs a
 * word, a miss sends it away.
 */
const forms: readonly (readonly [string, RegExp])[] = [
  ['private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g],
  ['token', /\beyJ[\w-]{6,}(?:\.[\w-]+){1,2}/g],
  ['token', /\b(?:gh[pousr]_|github_pat_|xox[abprs]-|AIza|AKIA|ASIA|glpat-|ya29\.)[\w-]{8,}/g],
  ['token', /\b(?:sk|pk|rk)[-_][\w-]{8,}/g],
  ['token', /\b(?:Bearer|Basic)\s+[\w.~+/=-]{12,}/gi],
  ['secret', /(?<=\b(?:access_?token|refresh_?token|client_?secret|api_?key|secret|password|passwd|pwd|token|authorization)\b["']?\s*[:=]\s*["']?)[^\s"',;<>]{6,}/gi],
  ['e-mail address', /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu],
  ['coordinates', /(?<![\d.])[-+]?\d{1,3}\.\d{3,}["']?\s*[,;/ ]\s*["']?[-+]?\d{1,3}\.\d{3,}(?![\d.])/g],
  ['coordinates', /(?<=\b(?:lat|latitude|lng|lon|long|longitude|latlng)\b["']?\s*[:=]\s*\[?\s*["']?)[-+]?\d{1,3}\.\d{2,}/gi],
];

/** Telephone, card and account numbers. Looked for last, so that it breaks no opaque value in two. */
const longNumber = /(?<![\d.,-])(?!\d{4}-\d\d-\d\d(?!\d))\+?\d[\d -]{8,40}\d(?!\d|[.,]\d)/g;

/** Runs without a blank that no word is: hexadecimal, base64 and encoded polylines. */
const run = /[^\s"'`,;()]{20,}/g;

/** The text with every such value replaced by its kind in brackets. */
export function redact(text: string): string {
  let out = text;
  for (const [name, pattern] of forms) out = out.replace(pattern, `[${name} removed]`);
  return out.replace(run, word => (isOpaque(word) ? '[opaque value removed]' : word)).replace(longNumber, '[long number removed]');
}

/** Letters and digits, or letters and marks, mixed as no path, id or sentence mixes them. */
function isOpaque(word: string): boolean {
  if (/^[0-9a-f]{24,}$/i.test(word) && /\d/.test(word)) return true;
  if (/^[a-z0-9]+$/i.test(word) && (word.match(/\d/g)?.length ?? 0) >= 4) return true;
  if (/[/.]/.test(word) && /^[\w./{}:?&=#@-]+$/.test(word) && (word.match(/[a-z]{3,}/g)?.length ?? 0) >= 2) return false;
  const count = (pattern: RegExp): number => word.match(pattern)?.length ?? 0;
  const upper = count(/[A-Z]/g);
  const lower = count(/[a-z]/g);
  const digits = count(/\d/g);
  const marks = count(/[@[\]^`{|}~?\\+/=]/g);
  const changes = count(/[a-z][A-Z]|[A-Z][a-z]|\d[A-Za-z]|[A-Za-z]\d/g);
  if (marks >= word.length * 0.08 && upper >= 2 && lower >= 2 && !/[a-z]{8,}/.test(word)) return true;
  return upper >= 3 && lower >= 3 && digits >= 2 && changes >= word.length * 0.35;
}

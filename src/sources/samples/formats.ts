/** String formats in order of precedence: when several hold for every value of a field, the first is reported. */
const stringFormats = [
  'jwt', 'private-key', 'email', 'uri', 'date-time', 'local-date-time', 'date', 'uuid', 'ksuid', 'numeric', 'hex', 'latlng', 'timezone', 'polyline', 'token',
] as const;
export type StringFormat = (typeof stringFormats)[number];

/** Every bit set: no string has ruled a format out yet. */
export const allFormats = (1 << stringFormats.length) - 1;

/** Formats of digits and signs: what has one of them is no secret and no address. */
export const digitFormats = (['date-time', 'local-date-time', 'date', 'numeric', 'latlng'] as const).reduce((mask, format) => mask | (1 << stringFormats.indexOf(format)), 0);

const loose = (1 << stringFormats.indexOf('email')) | (1 << stringFormats.indexOf('uri')), polyline = 1 << stringFormats.indexOf('polyline');
/** Longer Latin-1 text surely stands for more characters than a polyline is read by. */
const surelyLong = 3 * 49;

/** True when `raw`, UTF-8 decoded as Latin-1, surely leaves `mask` as it is. Most formats hold for ASCII alone. */
export function surelyKeeps(mask: number, raw: string): boolean {
  return mask === 0 || ((mask & loose) === 0 && ((mask & polyline) === 0 || raw.length >= surelyLong) && narrow(mask, raw) === mask);
}

const tests: readonly ((text: string) => boolean)[] = stringFormats.map((format) => testOf(format));

/** The formats of `mask` that hold for `text` too. */
export function narrow(mask: number, text: string): number {
  let left = mask;
  for (let bit = 0; mask >> bit !== 0; bit++) {
    if ((mask & (1 << bit)) !== 0 && !(tests[bit]?.(text) ?? false)) left &= ~(1 << bit);
  }
  return left;
}

/** The first format that all strings so far had; null when none is left. */
export function formatOf(mask: number): StringFormat | null {
  return stringFormats.find((_, bit) => (mask & (1 << bit)) !== 0) ?? null;
}

function testOf(format: StringFormat): (text: string) => boolean {
  switch (format) {
    case 'jwt': return matches(/^eyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*$/, 4096);
    case 'private-key': return (text) => text.startsWith('-----BEGIN ');
    case 'email': return matches(/^[^\s@"<>]+@[^\s@"<>]+\.[^\s@"<>.]+$/, 320);
    case 'uri': return matches(/^[a-z][a-z0-9+.-]*:\/\/\S+$/i, 4096);
    case 'date-time': return matches(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/, 40);
    case 'local-date-time': return matches(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/, 40);
    case 'date': return matches(/^\d{4}-\d\d-\d\d$/, 10);
    case 'uuid': return matches(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 36);
    case 'ksuid': return (text) => text.length === 27 && /^[0-9A-Za-z]{27}$/.test(text) && varied(text);
    case 'numeric': return matches(/^-?\d+(?:\.\d+)?$/, 40);
    case 'hex': return (text) => text.length >= 32 && text.length <= 512 && /^[0-9a-f]+$/i.test(text);
    case 'latlng': return isLatLngText;
    case 'timezone': return matches(/^(?:\(GMT[+-]\d\d:\d\d\) )?(?:[A-Z][A-Za-z_]+\/[A-Za-z0-9_+/-]+|UTC|GMT)$/, 60);
    case 'polyline': return isPolyline;
    case 'token': return (text) => text.length >= 24 && text.length <= 4096 && /^[A-Za-z0-9_+/=.-]+$/.test(text) && varied(text);
  }
}

/** Length first: a pattern is never run over a long text it cannot match. */
function matches(pattern: RegExp, longest: number): (text: string) => boolean {
  return (text) => text.length <= longest && pattern.test(text);
}

/** Letters of both cases, or letters and digits: random rather than a word. */
function varied(text: string): boolean {
  return /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text);
}

function isLatLngText(text: string): boolean {
  if (text.length > 48) return false;
  const match = /^(-?\d{1,2}\.\d{2,}), ?(-?\d{1,3}\.\d{2,})$/.exec(text);
  return match !== null && Math.abs(Number(match[1])) <= 90 && Math.abs(Number(match[2])) <= 180;
}

/**
 * Encoded Polyline Algorithm Format: groups of 5 bits over '?', each point a pair of zigzag deltas of 1e-5 degrees. The first 48
 * characters are decoded; latitudes stay within 90, longitudes within 180.
 */
function isPolyline(text: string): boolean {
  const length = text.length;
  if (length < 16) return false;
  const end = length < 48 ? length : 48;
  let value = 0, shift = 0, latitude = 0, longitude = 0, second = false, continued = false;
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at) - 63;
    if (code < 0 || code > 63) return false;
    value |= (code & 31) << shift;
    if (code >= 32) {
      shift += 5;
      if (shift > 25) return false;
      continued = true;
      continue;
    }
    const delta = value & 1 ? ~(value >> 1) : value >> 1;
    if (second) longitude += delta; else latitude += delta;
    if (latitude > 90e5 || latitude < -90e5 || longitude > 180e5 || longitude < -180e5) return false;
    second = !second;
    value = 0;
    shift = 0;
  }
  return continued && (end < length || (shift === 0 && !second));
}

/** Longer text is not searched for an address. */
export const longestSearched = 10_000;

/** Shapes that make one single value sensitive, whatever its field is called. */
export const sensitiveShapes = { secret: 1, email: 2 } as const;

/**
 * Bits of `sensitiveShapes` found in one string. Looks at the first characters before anything dear: it runs on every string.
 */
export function sensitiveIn(text: string): number {
  let found = 0;
  switch (text.charCodeAt(0)) {
    case 101: if (text.startsWith('eyJ') && /^eyJ[\w-]{5,}\.[\w-]{5,}\./.test(text)) found |= sensitiveShapes.secret; break;
    case 36: if (/^\$(?:2[abxy]|argon2\w{0,2}|scrypt|pbkdf2[\w-]*)\$/.test(text)) found |= sensitiveShapes.secret; break;
    case 45: if (text.startsWith('-----BEGIN ')) found |= sensitiveShapes.secret; break;
    case 65: if (/^AKIA[0-9A-Z]{16}$/.test(text)) found |= sensitiveShapes.secret; break;
    case 66: if (/^Bearer [\w.~+/-]{16,}/.test(text)) found |= sensitiveShapes.secret; break;
    case 103: if (/^gh[opsu]_[A-Za-z0-9]{20,}/.test(text)) found |= sensitiveShapes.secret; break;
    case 115: if (/^sk[-_][A-Za-z0-9_-]{16,}/.test(text)) found |= sensitiveShapes.secret; break;
    case 120: if (/^xox[abprs]-[A-Za-z0-9-]{10,}/.test(text)) found |= sensitiveShapes.secret; break;
  }
  if (text.includes('@') && text.includes('.') && text.length <= longestSearched && /[\w.+-]@[\w-]+\.[\w-]/.test(text)) found |= sensitiveShapes.email;
  return found;
}

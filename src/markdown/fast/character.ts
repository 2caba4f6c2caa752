export type Class = 'space' | 'mark' | 'other';

/** The class by which emphasis marks open or close beside a UTF-16 code unit; the ends of a text (NaN) count as space. */
export function classOf(code: number): Class {
  if (Number.isNaN(code) || code === 32 || code === 10) return 'space';
  if (code < 128) return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) ? 'other' : code < 32 || code === 127 ? control(code) : 'mark';
  const character = String.fromCharCode(code);
  if (/\s/.test(character)) return 'space';
  return /[\p{P}\p{S}]/u.test(character) ? 'mark' : 'other';
}

function control(code: number): Class {
  return /\s/.test(String.fromCharCode(code)) ? 'space' : 'other';
}

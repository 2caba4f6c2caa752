import { AnswerSet, type AnswerValue } from '../model/answers.ts';

const Keys = AnswerSet.keyof();
const provenance = { state: 'answered', by: null, at: null, owner: null, due: null, evidence: null };

/**
 * Text that stands outside an interview (`--answer key=value`, a sheet) as a value of the key's own form: the first reading its schema takes,
 * of number, yes or no, none, text, list. A text that no reading fits comes back as it is, so that the schema can say what it expects.
 */
export function typedValue(key: string, text: string): AnswerValue {
  const known = Keys.safeParse(key);
  if (!known.success) return text;
  const plain = text.trim();
  const inner = /^\[(.*)\]$/s.exec(plain)?.[1] ?? plain;
  const list = inner.split(inner.includes(';') ? ';' : ',').map(part => part.trim()).filter(part => part !== '');
  const readings: AnswerValue[] = [plain, list];
  if (/^[$€]?-?\d[\d,_ ]*(?:\.\d+)?$/.test(plain)) readings.unshift(Number(plain.replace(/[$€,_ ]/g, '')));
  if (/^(?:yes|true)$/i.test(plain)) readings.push(true, 'yes');
  if (/^(?:no|false)$/i.test(plain)) readings.push(false, 'no');
  if (/^(?:none|null)$/i.test(plain)) readings.unshift(null);
  const fits = readings.find(value => AnswerSet.safeParse({ [known.data]: { value, ...provenance } }).success);
  return fits === undefined ? plain : fits;
}

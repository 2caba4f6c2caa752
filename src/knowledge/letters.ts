import { Language } from '../model/knowledge.ts';

/** The language with each of its words and patterns in its other letters as well, such as 需求文档 and 需求文檔; one without other letters as it is. */
export function inBothLetters(language: Language): Language {
  if (language.letters === undefined) return language;
  const { these, others } = language.letters;
  const other = new Map([...these].map((letter, at) => [letter, [...others][at] ?? letter]));
  const otherwise = (text: string): string => [...text].map((letter) => other.get(letter) ?? letter).join('');
  const both = (value: unknown): unknown => {
    if (Array.isArray(value)) return [...new Set(value.flatMap((each: unknown) => (typeof each === 'string' ? [each, otherwise(each)] : [both(each)])))];
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).flatMap(([key, each]) => [[key, both(each)], ...(otherwise(key) === key ? [] : [[otherwise(key), typeof each === 'string' ? otherwise(each) : both(each)]])]));
  };
  return Language.parse(both(language));
}

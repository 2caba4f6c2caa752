import type { Words } from './words.ts';

/** Share of letters that a script of its own needs to tell the language. */
const scriptShare = 0.15;

/** Language tag of the document's text: by script, else by frequent words; "und" when nothing tells. */
export function languageOf(text: string, words: Words): string {
  const sample = text.slice(0, 20000);
  const letters = (sample.match(/\p{L}/gu) ?? []).length;
  if (letters === 0) return 'und';
  const beyond = beyondLatin(sample);
  for (const language of words.languages.toSorted((a, b) => order(a.scripts) - order(b.scripts))) {
    const count = (scripts: string[]): number => scripts.reduce((sum, script) => sum + (sample.match(new RegExp(`\\p{Script=${script}}`, 'gu')) ?? []).length, 0);
    // Names of code are Latin in any language: of the other letters a share must be its own.
    if (language.scripts.length > 0 && (language.scripts.includes('Latin') ? count(language.scripts) >= letters * scriptShare : beyond >= letters * scriptShare && count(language.scripts) >= beyond * scriptShare)) return language.id;
  }
  const counts = new Map<string, number>();
  for (const match of sample.toLowerCase().matchAll(/\p{L}+/gu)) counts.set(match[0], (counts.get(match[0]) ?? 0) + 1);
  const scored = words.languages
    .map(language => ({ id: language.id, score: language.detect.reduce((sum, word) => sum + (counts.get(word) ?? 0), 0) / Math.max(1, language.detect.length) }))
    .toSorted((a, b) => b.score - a.score || a.id.localeCompare(b.id, 'en'));
  const [best] = scored;
  return best === undefined || best.score === 0 ? 'und' : best.id;
}

/** Kana before Han: Japanese uses both. */
function order(scripts: string[]): number {
  return scripts.includes('Han') ? 1 : 0;
}

/** How much of a text stands beyond the Latin letters: every other script does, and to search for each takes longer. */
function beyondLatin(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= 0x300) count++;
  return count;
}

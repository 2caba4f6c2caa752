import type { Wording } from '../model/knowledge.ts';

/** The words of all languages, and of the settings, as patterns; `ordinary` is asked of the text from the word on. */
export type WordingPatterns = { vague: RegExp; weak: RegExp; ordinary: RegExp };

const made = new WeakMap<readonly Wording[], { extra: string; patterns: WordingPatterns }>();

export function wordingOf(wording: readonly Wording[], vagueWords: readonly string[]): WordingPatterns {
  const extra = vagueWords.join('\n');
  const known = made.get(wording);
  if (known?.extra === extra) return known.patterns;
  const whole = (patterns: readonly string[]): RegExp => new RegExp(patterns.length === 0 ? '(?!)' : String.raw`(?<![\w-])(${patterns.join('|')})(?![\w-])`, 'i');
  const patterns = {
    vague: whole([...wording.flatMap(each => each.vague), ...vagueWords.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))]),
    weak: whole(wording.flatMap(each => each.weak)),
    ordinary: new RegExp(String.raw`^(?:${wording.flatMap(each => each.ordinary).join('|') || '(?!)'})\b`, 'i'),
  };
  made.set(wording, { extra, patterns });
  return patterns;
}

/** Whether a word at this place belongs to a proper name ("Secure Production Identity"), or what stands behind it names the thing: code, a word in capitals, a key. */
export const isNamed = (text: string, at: number, word: string): boolean =>
  /^\s+(?:`|[A-Z]{3,}\b|[A-Z]\w*\+)/.test(text.slice(at + word.length)) || (/^[A-Z]/.test(word) && /^\s+[A-Z][a-z]/.test(text.slice(at + word.length)) && /\w/.test(text.slice(0, at)));

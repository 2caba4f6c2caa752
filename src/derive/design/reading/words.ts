import type { Lexicon } from '../../../model/knowledge.ts';
import { oncePerText } from '../../../text/once.ts';

/** Plural of an English noun, irregular ones from the lexicon; words of other scripts stay as they are. */
export const plural = oncePerText((noun: string, lexicon: Lexicon): string => {
  const at = noun.lastIndexOf(' ') + 1;
  const head = noun.slice(at);
  const rest = noun.slice(0, at);
  const irregular = lexicon.irregularPlurals[head];
  if (irregular !== undefined) return rest + irregular;
  for (const { one, many } of lexicon.endings) if (head.endsWith(one)) return `${rest}${head.slice(0, head.length - one.length)}${many}`;
  if (!/[a-z]$/i.test(head)) return noun;
  if (/[^aeiou]y$/i.test(head)) return `${rest}${head.slice(0, -1)}ies`;
  if (/(?:s|x|z|ch|sh)$/i.test(head)) return `${rest}${head}es`;
  return `${rest}${head}s`;
});

/** Singular of an English noun; a word that only looks plural (`status`, `analysis`, `access`) is kept. */
export const singular = oncePerText((word: string, lexicon: Lexicon): string => {
  const at = word.lastIndexOf(' ') + 1;
  const head = word.slice(at);
  const rest = word.slice(0, at);
  for (const [one, many] of Object.entries(lexicon.irregularPlurals)) if (head === many || head === one) return rest + one;
  if (/(?:ss|us|is|news|series)$/.test(head) || head.length < 4) return word;
  for (const { one, many } of lexicon.endings) if (one !== '' && many !== one && head.endsWith(many) && head.length > many.length + 2) return `${rest}${head.slice(0, head.length - many.length)}${one}`;
  if (head.endsWith('ies')) return `${rest}${head.slice(0, -3)}y`;
  if (/(?:ches|shes|xes|sses|zes)$/.test(head)) return rest + head.slice(0, -2);
  return head.endsWith('s') ? rest + head.slice(0, -1) : word;
});

/** Base forms an English verb form may have: `cancelled` -> cancel, `syncing` -> sync, `stores` -> store, `carries` -> carry. */
export function verbBases(word: string): string[] {
  const forms = [word];
  const stems: string[] = [];
  if (word.endsWith('ies') || word.endsWith('ied')) forms.push(`${word.slice(0, -3)}y`);
  if (word.endsWith('es')) forms.push(word.slice(0, -2));
  if (word.endsWith('s') && !word.endsWith('ss')) forms.push(word.slice(0, -1));
  if (word.endsWith('ed')) stems.push(word.slice(0, -2));
  if (word.endsWith('ing')) stems.push(word.slice(0, -3));
  for (const stem of stems) {
    forms.push(stem, `${stem}e`);
    if (/([bdfglmnprt])\1$/.test(stem)) forms.push(stem.slice(0, -1));
  }
  const irregular: Record<string, string> = { sent: 'send', seen: 'see', shown: 'show', found: 'find', kept: 'keep', written: 'write', read: 'read', bought: 'buy', held: 'hold', upheld: 'uphold', told: 'tell', chosen: 'choose', set: 'set' };
  const base = irregular[word];
  if (base !== undefined) forms.push(base);
  return forms;
}

const verbsInLy = new Set(['apply', 'reply', 'supply', 'comply', 'multiply', 'imply', 'rely', 'fly', 'ally', 'assembly', 'family', 'anomaly']);

/** "automatically", "weekly": a word in -ly that is neither a verb nor a thing. */
export const isAdverb = (word: string): boolean => word.endsWith('ly') && !verbsInLy.has(word);

/** State a verb leads to: `cancel` -> cancelled, `mark broken` -> broken, `scan` -> scanned. */
export function stateAfter(verb: string, lexicon: Lexicon): string {
  const [first = '', ...rest] = verb.split(' ');
  if (lexicon.states[verb] !== undefined) return lexicon.states[verb];
  if (lexicon.marks.includes(first) && rest.length > 0) return rest.join('_');
  const known = lexicon.states[first] ?? lexicon.participles[first];
  // Spanish: reembolsar, reembolsado; recibir, recibido.
  if (known === undefined && lexicon.endings.length > 0 && /^\p{L}{2,}[aei]r$/u.test(first)) return snake(`${first.slice(0, -2)}${first.endsWith('ar') ? 'ado' : 'ido'}`);
  if (known === undefined && lexicon.endings.length > 0 && first.endsWith('en')) return snake(first);
  const made = known ?? (!/^[a-z]+$/.test(first) || lexicon.verbs[first] === undefined && /^(?:no|un)$/.test(first) ? null : first.endsWith('e') ? `${first}d` : /[^aeiou]y$/.test(first) ? `${first.slice(0, -1)}ied` : /^[^aeiou]+[aeiou][bdgmnprt]$/.test(first) ? `${first}${first.slice(-1)}ed` : `${first}ed`);
  return made === null ? snake(verb) : snake([made, ...rest.filter((w) => lexicon.particles.includes(w))].join(' '));
}

/** `provider connection` -> `ProviderConnection`. Other scripts are kept, so that a Japanese noun still names a model. */
export function pascal(noun: string): string {
  return noun
    .split(/[^\p{L}\p{N}]+/u)
    .filter((w) => w !== '')
    .map((w) => w.slice(0, 1).toUpperCase() + w.slice(1))
    .join('');
}

/** `provider connection` -> `providerConnection`. */
export function camel(noun: string): string {
  const name = pascal(noun);
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

/** `ProviderConnection`, `provider-connection` or `provider connection` -> `provider connection`. */
export function spaced(name: string): string {
  return name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase()
    .trim();
}

// oxlint-disable-next-line no-control-regex -- the range is all of ASCII
const isAscii = /^[\u0000-\u007F]*$/;

/** Letters of a path or a field carry no accent: `reparación` -> `reparacion`. */
const plainLetters = (text: string): string => (isAscii.test(text) ? text : text.normalize('NFD').replace(/(?<=\p{Script=Latin})\p{M}+/gu, '').normalize('NFC'));

export const snake = (name: string): string => plainLetters(spaced(name)).replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_+|_+$/g, '');
export const kebab = (name: string): string => plainLetters(spaced(name)).replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');

const letter = /[\p{L}\p{N}]/u;

/** Whether a phrase is of a script with spaces: the same words are looked for in every sentence. */
const spacedPhrases = new Map<string, boolean>();

function isSpaced(phrase: string): boolean {
  const known = spacedPhrases.get(phrase) ?? /^[\p{Script=Latin}\p{N} '/.-]+$/u.test(phrase);
  spacedPhrases.set(phrase, known);
  return known;
}

/** Does the text hold the word or phrase as a whole; other scripts, which write no spaces, match anywhere. */
export function holds(text: string, phrase: string): boolean {
  const at = text.toLowerCase();
  const word = phrase.toLowerCase();
  const first = at.indexOf(word);
  // Nearly always the text does not hold it, whatever its script.
  if (first < 0 && !text.includes(phrase)) return false;
  if (!isSpaced(phrase)) return text.includes(phrase);
  for (let i = first; i >= 0; i = at.indexOf(word, i + 1)) {
    if (!letter.test(at.charAt(i - 1)) && !letter.test(at.charAt(i + word.length))) return true;
  }
  return false;
}

/** Bags made before: each text is compared with many. */
const bags = new Map<string, ReadonlySet<string>>();

/** Set of content words, for similarity. */
export function bag(text: string): ReadonlySet<string> {
  const known = bags.get(text) ?? contentWords(text);
  bags.set(text, known);
  return known;
}

const contentWords = (text: string): Set<string> => new Set(text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((w) => w.length > 2 && !stop.has(w)).map(stem));

/** Crude English stem, good enough to make `renews`, `renewed` and `renew` one word. */
function stem(word: string): string {
  const base = word.replace(/(?:ies|ied)$/, 'y').replace(/(?:ing|ed|es|s)$/, '');
  return base.length >= 3 ? base.replace(/e$/, '') : word;
}
const stop = new Set(['the', 'and', 'for', 'that', 'with', 'shall', 'must', 'should', 'can', 'may', 'when', 'then', 'system', 'from', 'are', 'this', 'into', 'user', 'given', 'its', 'has', 'have', 'not', 'all', 'any', 'each', 'will', 'their', 'them', 'been']);

/** Shared words against the geometric mean of both sizes, 0..1: long texts are not punished as by Jaccard. */
export function cosine(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const w of a) if (b.has(w)) shared++;
  return shared === 0 ? 0 : shared / Math.sqrt(a.size * b.size);
}

/** Shared part of two word sets, 0..1 (Jaccard). */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const w of a) if (b.has(w)) shared++;
  return shared / (a.size + b.size - shared);
}

/** The verb that leads to a state: pay for paid, start for in progress; else "mark lost". */
export function verbTo(state: string, lexicon: Lexicon): string {
  const reached = (pairs: Readonly<Record<string, string>>): string | undefined => Object.entries(pairs).find(([verb, to]) => to === state && /^[a-z ]+$/.test(verb) && verb[0] === state[0])?.[0];
  const known = reached(lexicon.states) ?? reached(lexicon.participles) ?? lexicon.stages.verbs[state] ?? Object.entries(lexicon.alternatives).find(([verb, to]) => to[0] === state && verb[0] === state[0])?.[0];
  if (known !== undefined) return known;
  const bases = state.endsWith('ed') ? verbBases(state).filter((base) => base !== state && stateAfter(base, lexicon) === state) : [];
  return bases.find((base) => lexicon.verbs[base] !== undefined) ?? bases.find((base) => (/(?:[vcsuzg]|[aeiou]r|[^aeiou]l|[aeu]t|[^aeiou][aiou]d)$/.test(base) ? false : !base.endsWith('e'))) ?? bases.find((base) => base.endsWith('e')) ?? `mark ${state.replaceAll('_', ' ')}`;
}

/** A verb as one person does it: `creates`, `carries`. */
export const thirdPerson = (verb: string): string => (/[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : /(?:s|x|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`);

import type { Amounts } from './amounts.ts';
import type { Collected, Draft } from './context.ts';
import { fold, unspaced } from './matcher.ts';
import { patternLimit, type Words } from './words.ts';

/** What a sentence is about: what is done, and to what. */
interface Content {
  deeds: Set<string>;
  nouns: Set<string>;
  /** True when it names a thing that every product has: data, a dashboard. */
  generic: boolean;
  /** True when it forbids. */
  denies: boolean;
}

/** Most demands that share a word and are compared with one right, so that a long document stays quick. */
const most = 400;

/** A right with the words of its deed. */
export interface Right {
  deed: string;
  /** True for what nobody of the role may do. */
  denied: boolean;
}

/**
 * What of each right no demand of the document and no story says by itself: the same deed with the same nouns, allowed or forbidden alike. A right
 * that sums up others ("manage members") is said where any demand speaks of its nouns. Empty where all is said.
 */
export function unsaid(out: Collected): Map<Draft, string[]> {
  const { words, rights } = out;
  const amounts = words.amounts(out.language);
  const others = out.requirements.filter(each => !rights.has(each)).map(each => each.text);
  const contents = [...others, ...out.stories.map(each => each.want ?? each.title)].map(text => contentOf(text, amounts, words));
  const byWord = new Map<string, Content[]>();
  for (const each of contents) for (const word of [...each.nouns, ...each.deeds]) {
    const list = byWord.get(word);
    if (list === undefined) byWord.set(word, [each]);
    else list.push(each);
  }
  const says = (own: Content, denied: boolean): boolean => {
    const needed = [...own.nouns, ...own.deeds];
    // "Everything", "full access", "see the dashboard" says nothing of its own beside demands.
    if (needed.length === 0 || (own.generic && own.nouns.size === 0)) return contents.length > 0;
    const rare = needed.map(word => byWord.get(word) ?? []).toSorted((a, b) => a.length - b.length)[0] ?? [];
    return rare.slice(0, most).some(each => each.denies === denied && needed.every(word => each.nouns.has(word) || each.deeds.has(word)));
  };
  return new Map([...rights].map(([right, { deed, denied }]) => {
    const parts = partsOf(deed, amounts, words);
    return [right, parts.filter(({ content }) => !says(content, denied || content.denies)).map(({ text }) => text)];
  }));
}

/** The things that the demands and stories of a document speak of. */
export function thingsIn(out: Collected): Set<string> {
  return new Set([...out.requirements.map(each => each.text), ...out.stories.map(each => each.want ?? each.title)].flatMap(text => thingsOf(text, out)));
}

/** True when a sentence speaks of one of these things before its middle, where its subject stands. */
export function speaksOf(text: string, things: ReadonlySet<string>, out: Collected): boolean {
  return thingsOf(text.slice(0, Math.ceil(text.length / 2)), out).some(noun => things.has(noun));
}

/** Nouns of a sentence; where words have no forms a deed may be one: "预约". */
function thingsOf(text: string, out: Collected): string[] {
  const { nouns, deeds } = contentOf(text, out.words.amounts(out.language), out.words);
  return unspaced.test(text) ? [...nouns, ...deeds] : [...nouns];
}

/** The deeds of a right one by one: "see and change all bookings of the day, pay a fine"; verbs alone have the object of the first that names one. */
function partsOf(deed: string, amounts: Amounts, words: Words): { text: string; content: Content }[] {
  const pieces = deed.split(/\s*[,;，、；/・]\s*(?:and\s+|or\s+|y\s+|o\s+|und\s+|oder\s+)?|\s+(?:and|or|y|o|und|oder|&)\s+/u).filter(piece => piece !== '');
  const read = pieces.map(text => ({ text, content: contentOf(objectOf(text, words), amounts, words) }));
  const whole = read.findIndex(({ text }) => /\s/u.test(text));
  const object = (read[whole]?.text ?? '').split(/\s+/u).slice(1).join(' ');
  const { nouns } = contentOf(objectOf(object, words), amounts, words);
  return read.map((each, at) => (at < whole ? { text: `${each.text} ${object}`, content: { ...each.content, nouns: new Set([...each.content.nouns, ...nouns]) } } : each));
}

/** A deed with its object, without what describes the object further: "change bookings of the own clinic". */
function objectOf(text: string, words: Words): string {
  const tokens = text.split(/\s+/u);
  const end = tokens.findIndex((token, at) => at > 1 && words.describes.has(fold(token)));
  return end < 0 ? text : tokens.slice(0, end).join(' ');
}

function contentOf(given: string, amounts: Amounts, words: Words): Content {
  const text = given.slice(0, patternLimit).replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2').replace(/[_:.]/gu, ' ');
  const content: Content = { deeds: new Set(), nouns: new Set(), generic: false, denies: words.forbids.first(text) !== null || words.negations.first(unasked(text, words)) !== null };
  for (const [run] of text.matchAll(/[\p{L}\p{N}'’-]+/gu)) {
    if (unspaced.test(run)) unspacedContent(run, content, amounts, words);
    else spacedContent(fold(run), content, amounts, words);
  }
  return content;
}

/** A text without its modal words, some of which hold a negation that demands: "なければならない". */
function unasked(text: string, words: Words): string {
  let from = 0;
  let kept = '';
  for (const { index, word } of words.modal.all(text)) {
    kept += `${text.slice(from, index)} `;
    from = index + word.length;
  }
  return kept + text.slice(from);
}

function spacedContent(word: string, content: Content, amounts: Amounts, words: Words): void {
  const deed = words.deeds.get(word);
  if (deed !== undefined) content.deeds.add(deed);
  else if (words.hollowNouns.has(word)) content.generic = true;
  else if (word.length > 1 && !words.sums.has(word) && !amounts.light.has(word) && words.modal.first(word) === null && words.capability.first(word) === null) content.nouns.add(amounts.groups.get(word) ?? stem(word));
}

/** "查看所有预约": deeds, words that say nothing, and between them pairs of letters of what it is about. */
function unspacedContent(run: string, content: Content, amounts: Amounts, words: Words): void {
  let noun = '';
  const close = (): void => {
    const kept = noun.replace(/\p{Script=Hiragana}+/gu, ' ').trim();
    for (const part of kept.split(' ')) if (words.hollowNouns.has(part)) content.generic = true;
    else for (let at = 0; at + 1 < Math.max(2, part.length); at++) if (part !== '') content.nouns.add(part.slice(at, at + 2));
    noun = '';
  };
  for (let at = 0; at < run.length;) {
    const size = [6, 5, 4, 3, 2, 1].find(length => at + length <= run.length && (words.deeds.has(run.slice(at, at + length)) || words.sums.has(run.slice(at, at + length)) || (length > 1 || noun === '' ? amounts.light.has(run.slice(at, at + length)) : /\p{Script=Hiragana}/u.test(run.charAt(at)))));
    if (size === undefined) {
      noun += run.charAt(at);
      at++;
      continue;
    }
    close();
    const deed = words.deeds.get(run.slice(at, at + size));
    if (deed !== undefined) content.deeds.add(deed);
    at += size;
  }
  close();
}

/** Endings of number and of verbs, cut so that "booking" and "bookings" meet; "boats" and "boat", "multas" and "multa". */
function stem(word: string): string {
  const bare = word.replace(/['’]s?$/u, '').replace(/ies$/u, 'y').replace(/(?<=(?:s|x|ch|sh))es$/u, '').replace(/(?<=[^s])s$/u, '');
  return bare.length > 5 ? bare.replace(/(?:ing|ed|en|n|e)$/u, '') : bare;
}

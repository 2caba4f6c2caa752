import type { Language } from '../../model/knowledge.ts';
import { createMatcher, unspaced, type Hit, type Matcher } from './matcher.ts';
import { anyOf, caseless } from '../../text/regex.ts';

/** How a language puts two deeds in one demand. */
export interface Chaining {
  acts: Record<'keep' | 'tell' | 'pay', Matcher>;
  /** The two demands written apart, or null when the sentence does not join the two deeds. */
  split: (sentence: string, first: Hit, second: Hit, modal: Hit | null) => [string, string] | null;
}

/** How sentences of each language join deeds, by the id of the language. */
export function chainingOf(languages: Language[]): Map<string, Chaining[]> {
  return new Map(languages.map(language => [language.id, [{
    acts: { keep: createMatcher(language.acts.keep), tell: createMatcher(language.acts.tell), pay: createMatcher(language.acts.pay) },
    split: splitters[language.verb](language),
  }]]));
}

type Splitter = (language: Language) => Chaining['split'];

const end = (hit: Hit): number => hit.index + hit.word.length;
const bare = (text: string): string => text.trim().replace(/[,，、;.。；]$/u, '');

const splitters: Record<Language['verb'], Splitter> = {
  /** "must store the vote and send a mail": the second verb right behind the word that joins, the first right behind the modal word. */
  after: language => {
    const join = caseless(String.raw`[,，]?\s*(?:${anyOf(language.joins)})\s*(?:${anyOf(language.then)})?\s*$`);
    return (sentence, first, second, modal) => {
      if (modal === null || !isNext(sentence.slice(end(modal), first.index)) || first.index < end(modal)) return null;
      const between = sentence.slice(end(first), second.index);
      const joined = join.exec(between);
      if (joined === null || !/\p{L}/u.test(between.slice(0, joined.index)) || /[.;。；]/.test(between.slice(0, joined.index))) return null;
      const rest = sentence.slice(end(second));
      if (!/\p{L}/u.test(rest)) return null;
      const [stop, space] = stopOf(language);
      return [bare(sentence.slice(0, end(first) + joined.index)) + stop, `${sentence.slice(0, end(modal))}${space}${bare(sentence.slice(second.index))}${stop}`];
    };
  },
  /** "muss die Stimme speichern und eine Mail senden": the first verb right before the word that joins, the second at the end. */
  end: language => {
    const join = caseless(String.raw`^[,]?\s*(?:${anyOf(language.joins)})\s+`);
    return (sentence, first, second, modal) => {
      if (modal === null || first.index < end(modal)) return null;
      const joined = join.exec(sentence.slice(end(first)));
      const tail = bare(sentence.slice(end(second)));
      if (joined === null || !(tail === '' || language.tails.includes(tail.trim()))) return null;
      const object = sentence.slice(end(first) + joined[0].length, second.index);
      if (!/\p{L}/u.test(object)) return null;
      return [`${bare(sentence.slice(0, end(first)))}.`, `${sentence.slice(0, end(modal))} ${bare(sentence.slice(end(first) + joined[0].length))}.`];
    };
  },
  /** "投票を保存し、メールを送信すること": the first verb in its linking form, each with an object of its own. */
  before: language => {
    const link = /^(?:し|して|したうえで|した上で)?[、,]\s*/u;
    return (sentence, first, second) => {
      const joined = link.exec(sentence.slice(end(first)));
      if (joined === null || joined[0].trim() === '、') return null;
      const object = sentence.slice(end(first) + joined[0].length, second.index);
      if (!object.includes(language.implied.mark) || !sentence.slice(0, first.index).includes(language.implied.mark)) return null;
      const subject = new RegExp(String.raw`^[^、。]{1,40}?(?:${anyOf(language.subjects)})[、]?`, 'u').exec(sentence)?.[0] ?? '';
      return [`${sentence.slice(0, end(first))}すること。`.replace(/([りえけせめべれ])すること/u, '$1'), `${subject}${bare(sentence.slice(end(first) + joined[0].length))}。`];
    };
  },
};

/** Nothing but a short adverb between a modal word and its verb. */
function isNext(between: string): boolean {
  return between.trim().split(/\s+/).length <= 2 && between.length < 24;
}

function stopOf(language: Language): [string, string] {
  return unspaced.test(language.actor) ? ['。', ''] : ['.', ' '];
}

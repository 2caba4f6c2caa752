import type { Lexicon } from '../../../model/knowledge.ts';
import { anyOf, caseless } from '../../../text/regex.ts';

type Order = Lexicon['verbLast'][string];

const isNoun = (word: string): boolean => /^\p{Lu}/u.test(word);

/** The singular of a noun whose article says that it is one or many; without any it is taken as many. */
function oneOf(noun: string, article: string, order: Order): string {
  if (order.single.includes(article)) return noun;
  if (order.either.includes(article) && /(?:e|ung|heit|keit|ion)$/u.test(noun)) return noun;
  for (const { one, many } of order.plurals) if (noun.toLowerCase().endsWith(many) && noun.length > many.length + 2) return `${noun.slice(0, noun.length - many.length)}${one}`;
  return noun;
}

interface Phrase {
  object: string | null;
  behind: string[];
  verbs: string[];
}

/** The words between the modal verb and the end as phrases: each an object and the verbs behind it. */
function phrasesOf(words: readonly string[], order: Order, lexicon: Lexicon): Phrase[] {
  const out: Phrase[] = [];
  let open: Phrase = { object: null, behind: [], verbs: [] };
  let governed = '';
  let article = '';
  for (const [at, raw] of words.entries()) {
    const word = raw.replace(/,$/, '');
    const low = word.toLowerCase();
    const verb = !isNoun(word) && (lexicon.verbs[low] !== undefined || lexicon.acts[low] !== undefined || (low.endsWith('en') && (at === words.length - 1 || order.joins.includes(words[at + 1]?.toLowerCase() ?? ''))));
    if (open.verbs.length > 0 && !verb && !order.joins.includes(low)) {
      out.push(open);
      open = { object: null, behind: [], verbs: [] };
      governed = '';
    }
    if (verb) open.verbs.push(low);
    else if (order.prepositions.includes(low)) governed = low;
    else if (order.single.includes(low) || order.either.includes(low) || order.many.includes(low)) {
      // An article of its own ends what a preposition governs, unless it stands right behind it.
      if (governed !== '' && !order.prepositions.includes(words[at - 1]?.toLowerCase() ?? '')) governed = '';
      article = low;
    } else if (isNoun(word)) {
      const noun = oneOf(word, article, order);
      if (governed === '' && open.object === null) open.object = noun;
      else if (governed !== '') open.behind.push(`${governed} ${noun}`);
      article = '';
    }
  }
  return open.verbs.length > 0 ? [...out, open] : out;
}

/**
 * A sentence whose verbs stand at its end, in the order that the other rules read: "Schüler müssen eine Stunde buchen und stornieren können" becomes
 * "The Schüler must be able to buchen and stornieren the Stunde". The words stay those of the spec; null where no modal verb of the language stands.
 */
export function inReadingOrder(text: string, language: string, lexicon: Lexicon): string | null {
  const order = lexicon.verbLast[language];
  if (order === undefined) return null;
  const modals = anyOf(order.modals);
  const conditions = anyOf(order.conditions);
  const sentences = text.replace(/[*`]/g, '').split(/(?<=[.!?;])\s+/).map((sentence) => {
    const clause = caseless(`,?\\s*\\b(?:${conditions})\\s+([^,.]+)`).exec(sentence)?.[0] ?? '';
    const found = caseless(`^\\s*(.+?)\\s+(${modals})\\s+(.+?)[.;]?\\s*$`).exec(sentence.replace(clause, '').replace(/^\s*,\s*/, ''));
    if (found === null) return null;
    const subject = (found[1] ?? '').split(/\s+/).filter(isNoun).map((w) => w.replace(/,$/, '')).at(-1);
    const words = (found[3] ?? '').replace(/,/g, ' ,').split(/\s+/).flatMap((w) => (w === ',' ? [] : [w])).filter((w, i, all) => !(i === all.length - 1 && order.auxiliaries.includes(w.toLowerCase())));
    const negated = words.some((w) => order.negations.includes(w.toLowerCase()));
    const phrases = phrasesOf(words.filter((w) => !order.negations.includes(w.toLowerCase())), order, lexicon);
    if (subject === undefined || phrases.length === 0) return null;
    const machine = order.machines.includes(subject.toLowerCase());
    let last: string | null = null;
    const asked = phrases.map((p) => {
      last = p.object ?? last;
      const to = last ?? (p.behind[0]?.split(' ').at(-1) ?? null);
      return `${p.verbs.join(' and ')}${to === null ? '' : ` the ${to}`}`;
    });
    return `The ${machine ? 'system' : oneOf(subject, '', order)} must ${negated ? 'not ' : machine ? '' : 'be able to '}${asked.join(' and ')}.`;
  });
  return sentences.some((s) => s !== null) ? sentences.filter((s) => s !== null).join(' ') : null;
}

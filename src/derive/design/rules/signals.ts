import type { Lexicon } from '../../../model/knowledge.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import { oncePer, oncePerText } from '../../../text/once.ts';
import { anyOf, caseless, inWord } from '../../../text/regex.ts';
import { plain } from '../reading/clause-verbs.ts';
import { sentencesOf } from '../reading/counts.ts';
import { plural, singular } from '../reading/words.ts';

/** What a device or another system tells the service: "start and stop signals from the machines' controllers". */
export interface Signal {
  /** Name of one row: "machine signal". */
  noun: string;
  /** What it may say, where the sentence lists several: start, stop. */
  kinds: string[];
  /** Who calls: "controller". */
  source: string;
  /** The thing that the source stands in: "machine"; null where it is named by itself. */
  owner: string | null;
}

const patternsOf = oncePer((lexicon: Lexicon) => lexicon.signals, ({ machines, signals: { carriers, receives, sends } }) => {
  const carrier = `(?<carrier>${anyOf(carriers)})s?`;
  const kinds = `(?<kinds>(?:${inWord}+(?:\\s+|\\s*,\\s*(?:and\\s+|or\\s+)?|\\s*/\\s*)){0,9}?)`;
  const source = `(?<owner>${inWord}+(?:\\s${inWord}+)?(?:['’]s|s['’])\\s+)?(?<source>${inWord}+(?:\\s${inWord}+){0,2}?)`;
  const end = '(?=\\s*(?:[.,;:(\\[]|$)|\\s(?:and|or|via|over|by|when|while|to|through|with|in|at|within|every|each|as|so)\\s)';
  return {
    taken: caseless(`\\b(?:${anyOf(receives)})(?:s|es)?\\s+(?:the\\s+|all\\s+|any\\s+)?${kinds}${carrier}\\s+(?:that\\s+are\\s+)?(?:sent\\s+|coming\\s+|reported\\s+)?(?:from|by|of)\\s+(?:the\\s+|an?\\s+|each\\s+|all\\s+|every\\s+|any\\s+|its\\s+|their\\s+)?${source}${end}`),
    sent: caseless(`^(?:the\\s+|an?\\s+|each\\s+|all\\s+|every\\s+)?${source}\\s+(?:(?:must|shall|should|will|can|may)\\s+(?:be\\s+able\\s+to\\s+)?)?(?:${anyOf(sends)})(?:s|es)?\\s+(?:the\\s+|an?\\s+)?${kinds}${carrier}(?:\\s+to\\s+(?:the\\s+)?(?:${anyOf(machines)}))?\\s*(?=[.,;(]|$|\\s(?:when|with|every|each|over|via)\\s)`),
  };
});

/** The signal that a sentence tells of; null for any other, and for what people send each other. */
const toldSignal = oncePerText((sentence: string, lexicon: Lexicon): Signal | null => {
  const { signals } = lexicon;
  const low = sentence.toLowerCase();
  if (!signals.carriers.some((word) => low.includes(word))) return null;
  const ways = patternsOf(lexicon);
  const taken = ways.taken.exec(sentence)?.groups;
  const groups = taken ?? ways.sent.exec(sentence.trim())?.groups;
  // "A meter sends a pulse every minute with its voltage" is any thing that a device makes.
  if (groups === undefined || (taken === undefined && (groups['kinds'] ?? '').trim() === '')) return null;
  const source = singular((groups['source'] ?? '').toLowerCase(), lexicon);
  const words = source.split(' ');
  const head = words.at(-1) ?? source;
  if (![head, source].some((each) => signals.sources.includes(each) || lexicon.devices.includes(each)) || lexicon.people.includes(head)) return null;
  const kinds = (groups['kinds'] ?? '').toLowerCase().split(/\s*,\s*|\s*\/\s*|\s+(?:and|or)\s+/u).flatMap((part) => part.replace(/^(?:and|or|both|either|the|an?)\s+/u, '').trim() || []);
  const carrier = (groups['carrier'] ?? '').toLowerCase();
  const owned = groups['owner']?.toLowerCase().replace(/['’]?s?['’]?\s*$/u, '');
  const owner = owned === undefined ? (words.length > 1 && signals.parts.includes(head) ? words.slice(0, -1).join(' ') : null) : singular(owned, lexicon);
  // "Order events" are one kind, the name says which.
  const named = kinds.length === 1 ? `${kinds[0] ?? ''} ${carrier}` : `${owner ?? source} ${carrier}`;
  return { noun: named.replace(/\be-mail\b/gu, 'email').replaceAll('-', ' '), kinds: kinds.length > 1 ? kinds : [], source, owner };
});

/** The signals of a text, each sentence with its own. */
export const signalsOf = (text: string, lexicon: Lexicon): Signal[] => sentencesOf(text).flatMap((sentence) => toldSignal(sentence.replace(/\s*\[[^\]]*\]/gu, ''), lexicon) ?? []);

/** The attributes of a row of it, as a list of an entity names them. */
export const signalAttributes = ({ kinds, owner, source }: Signal): string[] => [...(kinds.length === 0 ? [] : [`kind (${kinds.join(', ')})`]), owner ?? source, 'occurred at'];

/** A signal that the service receives is a call of its source: words in front of "signals" are no deeds. */
export function settleSignals(requirements: readonly Requirement[], lexicon: Lexicon): void {
  for (const r of requirements) {
    const told = r.kind === 'functional' && r.rejected === null ? signalsOf(r.text, lexicon) : [];
    if (told.length === 0) continue;
    const words = new Set(told.flatMap((s) => [...s.kinds.flatMap((kind) => [kind, ...kind.split(' ')]), s.source, plural(s.source, lexicon), ...s.noun.split(' ')]));
    const own = sentencesOf(r.text).length === 1;
    const rest = own ? [] : r.readings.filter((x) => !words.has(x.noun?.split(' ').at(-1) ?? '') && !words.has(x.verb ?? '') && !lexicon.signals.receives.includes(x.verb ?? ''));
    r.readings = [...rest, ...told.map((s) => plain('send', 'create', s.noun, { actor: s.source }))];
  }
}

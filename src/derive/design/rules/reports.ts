import type { Lexicon } from '../../../model/knowledge.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import { oncePer, oncePerText } from '../../../text/once.ts';
import { anyOf, caseless, inWord } from '../../../text/regex.ts';
import { plain } from '../reading/clause-verbs.ts';
import { toldComputation } from './computations.ts';
import { sentencesOf } from '../reading/counts.ts';
import { tokens } from '../reading/objects.ts';
import { actorNoun } from '../reading/predicates.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { holds, singular } from '../reading/words.ts';

/** What figures of a sentence are grouped by: the length of time, and things. */
export interface Grouping {
  bucket: string | null;
  by: string[];
  /** What is counted or summed up: "hours", "number of". */
  figure: string;
  /** The values of one line, by name: usage; hours and no-shows. */
  values: string[];
  /** The sentence without what it groups by. */
  rest: string;
}

const word = String.raw`(?:an?\s+|the\s+|each\s+|calendar\s+)?(?:(?!(?:${'day|week|month|quarter|year'})\b)${inWord}+\s(?=${inWord}+(?:,|\.|;|$|\s(?:and|per|by)\s))(?!and\s|or\s|per\s|by\s|as\s|in\s|for\s|how\s|the\s|an?\s))?${inWord}+`;
/** What figures are grouped by. */
const groupsIn = oncePer((lexicon: Lexicon) => lexicon.reports, ({ reports }) => {
  const per = anyOf(reports.per);
  const takes = `\\s(?:and|or|,|to)\\s+(?:(?:can|may|must|to|be able to|then)\\s+)*(?:${anyOf(reports.takes)})\\s`;
  return caseless(`\\s(?:${per})\\s+(${word})((?:\\s*,\\s*|\\s+and\\s+|\\s+)(?:(?:${per})\\s+)?(?:(?<=(?:,|and|per|by|each|every)\\s)${word}))*(?=\\s*(?:[.,;]|$)|\\sas\\s|\\sin\\s|\\sfor\\s|\\show\\s|\\s(?:the|an?)\\s|${takes})`);
});

/** "hours per week per employee", "revenue by product and month": figures in groups; null for any other sentence. */
export const toldGrouping = oncePerText((sentence: string, lexicon: Lexicon): Grouping | null => {
  const { reports: words } = lexicon;
  const low = sentence.toLowerCase();
  // "the picks per picker and hour": rows that are counted, though no figure has a name.
  const rows = caseless(`\\b(?:see|sees|view|views|show|shows|display|displays)\\s+(?:the\\s+|all\\s+)?${inWord}+s\\s+per\\s+${inWord}+(?:\\s${inWord}+)?\\s+(?:and|per)\\s+(?:${anyOf(words.units)})(?!\\p{L})`).test(sentence);
  if (!words.shows.some((verb) => holds(low, verb)) || (!rows && !words.figures.some((figure) => low.includes(figure)))) return null;
  const found = groupsIn(lexicon).exec(sentence);
  // "The number of reviews of each book" is a value of the book.
  const shown = caseless(`\\bthe\\s+(?:${anyOf(lexicon.machines)})\\s+(?:must|shall|should|will)\\s+(?:${anyOf(words.shows)})\\b`).test(sentence);
  if (found === null || (!shown && toldComputation(sentence, lexicon) !== null)) return null;
  const parts = found[0].split(caseless(`(?:^|[\\s,])(?:${anyOf(words.per)}|and)\\s|,`)).map((part) => singular(part.trim().toLowerCase().replace(caseless(`^(?:(?:${anyOf(words.per)}|an?|the|calendar|working)\\s+)+`), ''), lexicon)).filter((part) => part !== '');
  const units = new Set(words.units);
  const by = parts.filter((part) => !units.has(part));
  const bucket = parts.find((part) => units.has(part)) ?? null;
  // "Reports by riders" are written by them.
  const writers = /\sby\s/i.test(found[0]) && by.length > 0 && by.every((part) => lexicon.people.includes(part));
  if (writers || (bucket === 'hour' && by.length === 0) || by.some((part) => words.not.includes(part)) || (by.length === 0 && bucket === null)) return null;
  const rest = sentence.slice(0, found.index) + sentence.slice(found.index + found[0].length);
  const figure = words.figures.find((each) => low.slice(0, found.index).includes(each)) ?? words.figures.find((each) => each.startsWith('how ') && low.slice(found.index).includes(each)) ?? (rows ? 'number of' : '');
  return figure === '' ? null : { bucket, by, figure, values: valuesOf(sentence, figure, lexicon), rest };
});

const counted = caseless(`\\bhow\\s+(?:many|much)\\s+((?:${inWord}+\\s)??${inWord}+?)(?=\\s+(?:each|every|an?|the|any|all|their|its|of|was|were|is|are|has|have|had|did|do|does|${inWord}+ed)(?=[\\s,.;]|$)|\\s*(?:[.,;]|$))`, 'g');

/** "how many hours each press was used and how many faults occurred": hours, faults; of a figure with a name of its own, that. */
function valuesOf(sentence: string, figure: string, lexicon: Lexicon): string[] {
  const told = [...sentence.matchAll(counted)].map((m) => (m[1] ?? '').toLowerCase());
  if (told.length > 0) return told;
  // "the total repair cost", "the sum of fees": what is summed up has a name of its own.
  const named = lexicon.reports.sums.includes(figure) ? caseless(`\\b${figure}\\s+(?:of\\s+)?(?:the\\s+|all\\s+|their\\s+)?(${inWord}+(?:\\s(?!(?:per|by|for|of|in|each|every|and|or|as|from)\\s)${inWord}+)?)(?=\\s+(?:per|by|for|of|in|each|every|and|or|as|from|broken|grouped|split)\\b|\\s*(?:[.,;]|$))`).exec(sentence)?.[1]?.toLowerCase() : undefined;
  if (named !== undefined && !lexicon.reports.per.includes(named)) return [named];
  return figure.startsWith('how ') || figure.endsWith(' of') || ['total', 'totals', 'report', 'overview', 'summary', 'statistics', 'average', 'amount'].includes(figure) || lexicon.derived.includes(figure) ? [] : [figure];
}

/** What of a figure is added up or averaged in a line; null where rows are counted. */
export function summedIn({ figure, values }: Grouping, isRow: (noun: string) => boolean, lexicon: Lexicon): string | null {
  const [value = figure] = values;
  return lexicon.reports.counts.includes(value) || figure.startsWith('how ') || figure.endsWith(' of') || isRow(value) || isRow(singular(value, lexicon)) ? null : value;
}

/** What a sentence calls a file of its figures: "export it as CSV"; empty where nobody takes them away. */
export function fileOf(text: string, { reports: { takes, files } }: Pick<Lexicon, 'reports'>): string[] {
  const formats = files.filter((format) => holds(text, format));
  return takes.some((verb) => holds(text, verb) || holds(text, `${verb}s`)) || formats.length > 0 ? [...new Set(formats.length > 0 ? formats.map((f) => f.toLowerCase()) : ['csv'])] : [];
}

/** Who a sentence that no verb was read from says sees figures: its first words, where those are somebody. */
function viewerOf(sentence: string, lexicon: Lexicon): string | null {
  const said = caseless(`^(?:the\\s+|an?\\s+)?(${inWord}+(?:\\s${inWord}+)?)\\s+(?:(?:must|shall|should|can|may|will)\\b|(?:${anyOf(lexicon.reports.shows)})\\s)`).exec(sentence)?.[1]?.toLowerCase();
  if (said === undefined) return null;
  const noun = singular(said, lexicon);
  const head = noun.split(' ').at(-1) ?? noun;
  if (noun.split(' ').some((one) => lexicon.machines.includes(one) || /^(?:must|shall|should|will|can|may)$/u.test(one))) return null;
  return actorNoun(noun, lexicon) ?? ([lexicon.machines, lexicon.frontend, lexicon.derived, lexicon.ignored, lexicon.things, lexicon.pronouns].some((list) => list.includes(head)) || /^(?:it|they|there|users?)$/u.test(head) ? null : noun);
}

/** A list of figures in groups is a report: what it reads is computed. */
export function settleReports(requirements: readonly Requirement[], vocabulary: Vocabulary): void {
  const { lexicon } = vocabulary;
  for (const r of requirements) {
    const groups = sentencesOf(r.text).flatMap((sentence) => toldGrouping(sentence, lexicon) ?? []);
    const [first] = groups;
    // Who gets an overview sees it; by a message, it is sent.
    const sent = lexicon.messages.some((noun) => !lexicon.reports.figures.includes(noun) && holds(r.text, noun));
    if (first === undefined || r.readings.some((x) => !lexicon.reports.takes.includes(x.verb ?? '') && !['list', 'search', 'derive', 'export', 'none'].includes(x.operation) && (sent || x.operation !== 'event'))) continue;
    // "export all bookings per month" hands out rows; "export usage per month" the figures.
    const rows = (noun: string | null): boolean => noun !== null && (vocabulary.entities.has(noun) || vocabulary.samples.has(noun) || requirements.some((q) => q !== r && q.readings.some((x) => x.noun === noun && ['create', 'upload', 'update', 'transition'].includes(x.operation))));
    if (r.readings.some((x) => x.operation === 'export' && rows(x.noun))) continue;
    const own = (noun: string | null): boolean => noun !== null && vocabulary.meaning(noun).kind === 'derived';
    if (r.readings.some((x) => own(x.noun) && x.operation !== 'export')) {
      r.readings = r.readings.filter((x) => x.operation !== 'export');
      continue;
    }
    const [said] = tokens(r.text);
    const actor = r.readings.find((x) => x.actor !== null && x.actor !== 'system')?.actor ?? actorNoun(said?.text ?? null, lexicon) ?? viewerOf(r.text, lexicon);
    r.readings = [plain('see', 'list', `${singular(first.figure.replace(/^(?:number|count) of$|^how .*$/u, 'count').trim(), lexicon)} total`, { actor, qualifiers: first.by.map((noun) => `per ${noun}`) })];
  }
}

/** The groups of a requirement. */
export const groupingsOf = (r: Pick<Requirement, 'text'>, lexicon: Lexicon): Grouping[] => sentencesOf(r.text).flatMap((sentence) => toldGrouping(sentence, lexicon) ?? []);

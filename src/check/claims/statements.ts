import type { Judge, Told } from './claim.ts';
import { inDigits, quantitiesIn, same, type Quantity } from './figures.ts';

/** What the plan or its source says in numbers, by the words of the sentence. */
type Statement = { text: string; stems: ReadonlySet<string>; quantities: Quantity[]; counts: number[] };

const irregular: Record<string, string> = { cached: 'keep', cache: 'keep', kept: 'keep', keeps: 'keep', sent: 'send', held: 'hold', made: 'make', taken: 'take', took: 'take', given: 'give', told: 'tell', gone: 'go', goes: 'go', lost: 'lose', left: 'leave', tried: 'try', tries: 'try', retry: 'try', retries: 'try', attempt: 'try', attempts: 'try', thrown: 'keep', deleted: 'keep', deletes: 'keep', erased: 'keep', removed: 'keep', purged: 'keep', discarded: 'keep', dropped: 'keep', expires: 'keep', expire: 'keep', vanish: 'keep', vanishes: 'keep', stored: 'keep', store: 'keep', stores: 'keep', retained: 'keep', retain: 'keep', backup: 'backup', backups: 'backup', signin: 'sign', stay: 'keep', stays: 'keep', stayed: 'keep', remain: 'keep', remains: 'keep', available: 'keep', accessible: 'keep', downloadable: 'keep' };
const dull = new Set('the and for are was were not its all any who our may can has have had that with from into this these those each their they then than when while where which what will must shall should every per before after within until without about least most once more only some other others such been being does done gets get one two day days week weeks month months year years hour hours minute minutes second seconds time times user users person people system service given away large long'.split(' '));

/** Words that say what a sentence is about, without their endings. */
export function stemsOf(text: string): string[] {
  const found = (text.toLowerCase().replaceAll(/`[^`]*`/g, code => code.replaceAll(/[^a-z`]+/g, ' ')).match(/[a-z]{3,}/g) ?? []).filter(word => !dull.has(word));
  return [...new Set(found.map(word => irregular[word] ?? word.replace(/(?:ations?|ated|ates?|ings?|ments?|ied|ies|ed|es|s|e|y)$/, '')))].filter(word => word.length > 1);
}

const counted = /(?<![\w.,:/])(\d{1,6})(?![.:/]?\d|\s*%)/g;
const countsIn = (text: string): number[] => [...text.replaceAll(/`[^`]*`|\[[^\]]*\]\([^)]*\)/g, ' ').matchAll(counted)].map(match => Number(match[1]));

/** Arithmetic: its parts are no statements of their own. */
const sum = /\d\D* \+ [^=]*\d\D* \+ [^=]*= \d/;

const known = new WeakMap<Told, Statement[]>();

function statementsOf(told: Told): Statement[] {
  const made = known.get(told);
  if (made !== undefined) return made;
  const { plan } = told;
  const texts = [
    ...plan.requirements.flatMap(each => each.text.split(/;\s+|\.\s+/)),
    ...plan.criteria.map(each => `${each.given} ${each.when} ${each.then}`),
    ...told.lines.filter(line => !line.startsWith('#') && !line.startsWith('      ') && !line.startsWith('| T-') && !/^- \*\*(?:Pros|Cons)\*\*/.test(line) && !sum.test(line)).flatMap(line => line.replace(/ <- .*$/, '').split(/;\s+|(?<=[a-z)`])\.\s+| \| /)),
  ];
  // A number that bounds something is a demand of the source or a constraint; criteria and tables hold examples.
  const asked = new Set(plan.requirements.flatMap(each => each.text.split(/;\s+|\.\s+/)));
  const statements = [...new Set(texts)].flatMap(text => {
    const digits = inDigits(text);
    if (!/\d/.test(digits)) return [];
    const quantities = quantitiesIn(digits);
    const counts = asked.has(text) || /^(?:- \*\*|\| )CST-/.test(text) ? countsIn(digits) : [];
    return quantities.length + counts.length === 0 ? [] : [{ text, stems: new Set(stemsOf(text)), quantities, counts }];
  });
  known.set(told, statements);
  return statements;
}

/** Two sentences are about the same thing when they share so many words, and so much of what the shorter claim says. */
const least = 2;
const part = 0.5;

function about(digits: string, told: Told): { statement: Statement; shared: string[] }[] {
  const stems = stemsOf(digits);
  return statementsOf(told)
    .map(statement => ({ statement, shared: stems.filter(stem => statement.stems.has(stem)) }))
    .filter(({ shared }) => shared.length >= least && shared.length >= stems.length * part)
    .toSorted((a, b) => b.shared.length - a.shared.length || a.statement.stems.size - b.statement.stems.size);
}

/** With more words in common, one less counts as much. */
const wide = 2;

/** Whether the plan says the same number of the same thing, so that no rule of thumb may doubt it. */
export const agrees = (digits: string, told: Told, said: Quantity): boolean => about(digits, told).some(({ statement }) => statement.quantities.some(each => each.kind === said.kind && same(each.value, said.value, said.kind)));

/** A sentence that begins with another system speaks of that system's numbers. */
const ofAnother = (text: string, { plan }: Told): boolean => /\b(?:provider|vendor|upstream|partner|supplier|third[- ]party|insurer)(?:'s|s)?\b/i.test(text) || plan.methods.some(({ call }) => call !== null && new RegExp(`^(?:- )?(?:The )?${call.system.split(' ')[0] ?? ''}(?:'s)?\\b(?! \\w+ (?:is|are|was|were|may be|must be|can be|stays?)\\b)`, 'i').test(text));

const bounded = /\b(?:up to|at most|no more than|not more than|more than|maximum|limit(?:s|ed)?|cap(?:s|ped)?|can|may|allowed|attempts?|tr(?:y|ied|ies)|retr(?:y|ied|ies))\b/i;

/** "An offer expires after six hours" where the source says two: the same thing with another number. */
export const otherwise: Judge = ({ text, digits }, told) => {
  if (told.words.supposes.test(digits.replaceAll(/\bno(?:t)? (?:more|longer|later|less) than\b|\b(?:up )?until (?=\d)/gi, '')) || told.words.aside.test(text) || ofAnother(text, told)) return null;
  const quantities = quantitiesIn(digits).filter(each => each.kind === 'time' || each.kind === 'share' || each.kind === 'size');
  const clock = clocked(digits, told, quantities) ?? tried(digits, told);
  if (clock !== null) return clock;
  const close = quantities.length > 0 || bounded.test(digits) ? about(digits, told) : [];
  for (const said of quantities) {
    const alike = close.filter(({ statement }) => statement.quantities.some(each => each.kind === said.kind));
    const [first] = alike;
    if (first === undefined || alike.filter(({ shared }) => shared.length >= first.shared.length - (first.shared.length > wide ? 1 : 0)).some(({ statement }) => statement.quantities.some(each => same(each.value, said.value, said.kind)))) continue;
    return `The plan says otherwise: "${short(first.statement.text)}".`;
  }
  if (quantities.length > 0 || !bounded.test(digits)) return null;
  for (const match of digits.matchAll(/(?<![\w.,:/-])(\d{1,6}) ((?:[a-z-]+ ){0,2}?)([a-z]{3,})\b/g)) {
    const noun = stemsOf(match[3] === 'times' ? 'attempts' : `x${match[3] ?? ''}`.slice(1))[0] ?? (match[3] ?? '').replace(/s$/, '');
    const alike = close.filter(({ statement }) => statement.counts.length > 0 && (statement.stems.has(noun) || statement.text.toLowerCase().includes(match[3] ?? '-')));
    const [first] = alike;
    if (first !== undefined && !alike.some(({ statement }) => statement.counts.includes(Number(match[1])))) return `The plan says otherwise: "${short(first.statement.text)}".`;
  }
  return null;
};

/** "The nightly reconcile runs every ten minutes": another rhythm than the plan's. */
function clocked(digits: string, told: Told, quantities: readonly Quantity[]): string | null {
  if (!/\b(?:every|each) \d/.test(digits)) return null;
  const stems = stemsOf(digits);
  const job = told.plan.jobs.find(each => each.schedule !== null && stemsOf(each.id.replaceAll('-', ' ')).every(stem => stems.includes(stem)));
  const said = quantities.find(each => each.kind === 'time');
  if (job?.schedule === undefined || job.schedule === null || said === undefined) return null;
  return quantitiesIn(inDigits(job.schedule)).some(each => same(each.value, said.value)) ? null : `The plan runs ${job.id} otherwise: ${job.schedule}.`;
}

/** "A job is tried ten times" where the plan gives it five attempts. */
function tried(digits: string, { plan }: Told): string | null {
  const said = /\bjobs?\b/i.test(digits) ? /(?<![\w.-])(\d{1,3}) (?:times|attempts|tries|retries)\b/i.exec(digits)?.[1] : undefined;
  const most = Math.max(0, ...plan.jobs.map(each => each.attempts));
  return said === undefined || most === 0 || plan.jobs.some(each => each.attempts === Number(said)) || /\b(?:per|a|an|each|every) (?:second|minute|hour|day|week|month|night)\b/i.test(digits) ? null : `The plan gives a job at most ${most} attempts, not ${said}.`;
}

const longest = 100;
const short = (text: string): string => (text.length <= longest ? text.trim() : `${text.slice(0, longest - 3).trim()}...`);

import type { TopicId } from '../../model/knowledge.ts';
import type { Plan } from '../../model/plan/index.ts';
import type { Claim, Judge, Told } from './claim.ts';
import { quantitiesIn, same, type Quantity } from './figures.ts';
import { agrees } from './statements.ts';
import type { Words } from './words.ts';

/** What a number of a sentence is about: words of the sentence, and words of the plan's lines that say the number it has. */
type Topic = { id: TopicId; name: string; kind: Quantity['kind']; plan: RegExp; max?: number; /** The plan has one target of it, whatever the source asked. */ target?: true; /** Said of the product alone. */ own?: true };


const topics: Topic[] = [
  { id: 'lost', name: 'data lost after a failure or the time to restore', kind: 'time', plan: /\b(?:restor|recover|backup)/i },
  { id: 'availability', name: 'availability', kind: 'share', plan: /availab|probes/i, target: true },
  { id: 'failures', name: 'failed requests', kind: 'share', plan: /5xx|error-share|fail/i, target: true },
  { id: 'coverage', name: 'coverage', kind: 'share', plan: /coverage|--cov/i },
  { id: 'limits', name: 'time limits of outside calls', kind: 'time', plan: /Gateway\.|cut off|time limit/i, max: 600 },
  { id: 'modelCost', name: 'the cost of the model', kind: 'money', plan: /ai-cost|model cost/i, target: true },
  { id: 'sizes', name: 'sizes of what is sent', kind: 'size', plan: /\b(?:bytes|files?|body|upload\w*|limit\w*|at most)\b/i, own: true },
  { id: 'sessions', name: 'sessions', kind: 'time', plan: /^(?!.*WP-).*\b(?:sessions?|refresh token)\b.*\d (?:min|h|d|days?)\b/i },
  { id: 'load', name: 'load of the tests', kind: 'rate', plan: /load script|rps peak/i },
  { id: 'rates', name: 'rates', kind: 'rate', plan: /\d\s*(?:\/|rps|per (?:min|h|day|second))|each \d+ (?:s|min)/i },
  { id: 'responses', name: 'response times', kind: 'time', plan: /p95|p99|response time|cut off|<= \d+ ?m?s|\bwithin \d+/i, max: 60, own: true },
];


/** Another time, share or rate of what the plan gives a number to. */
export const measures: Judge = (claim, told) => {
  if (told.words.supposes.test(claim.digits.replace(/\bno(?:t)? (?:more|longer|later|less) than\b|\bmay\b|\bnot exceed\b|,? not (?:less|more|fewer)\b/gi, ''))) return null;
  if (told.words.aside.test(claim.text)) return null;
  const quantities = quantitiesIn(claim.digits);
  if (quantities.every(each => agrees(claim.digits, told, each))) return null;
  return kept(claim, told, quantities) ?? metric(claim, told.plan, quantities) ?? rate(claim, told.plan, quantities) ?? percentile(claim, told.plan, quantities) ?? topic(claim, told, quantities);
};


const spanned = /(?<![\w.-])(\d+(?:\.\d+)?) (seconds?|minutes?|hours?|days?) (?:a|per|each|every|in a|in 1|in an) (?:whole )?(day|week|month|quarter|year)\b/i;
const long: Record<string, number> = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800, month: 2_592_000, quarter: 7_776_000, year: 31_536_000 };

/** "Down one hour a year" as the share of the time that it is up. */
function spans(digits: string, topicName: string, say: Words): Quantity[] {
  const match = topicName === 'availability' && say.says('down').test(digits) ? spanned.exec(digits) : null;
  if (match === null) return [];
  const [, value = '0', unit = '', whole = ''] = match;
  return [{ value: Math.round((100 - (100 * Number(value) * (long[unit.toLowerCase().replace(/s$/, '')] ?? 0)) / (long[whole.toLowerCase()] ?? 1)) * 1e5) / 1e5, kind: 'share', said: match[0] }];
}

function topic({ digits }: Claim, told: Told, quantities: readonly Quantity[]): string | null {
  const found = topics.find(each => told.words.topics(each.id).test(digits) && !(each.own === true && told.words.says('otherSystem').test(digits)) && spans(digits, each.name, told.words).concat(quantities).some(said => said.kind === each.kind && said.value <= (each.max ?? Infinity)));
  if (found === undefined) return null;
  const targets = told.plan.nfrs.filter(nfr => found.target === true && found.plan.test(`${nfr.id} ${nfr.metric}`)).map(nfr => `${nfr.value} ${nfr.unit}`);
  const planned = (targets.length > 0 ? targets : told.lines.filter(line => found.plan.test(line))).flatMap(line => quantitiesIn(line)).filter(each => each.kind === found.kind && each.value <= (found.max ?? Infinity));
  // "Down 2 % of the time" is up the rest of it.
  const share = (each: Quantity): number => (found.name === 'availability' && each.value < 50 && told.words.says('down').test(digits) ? 100 - each.value : each.value);
  const said = spans(digits, found.name, told.words).concat(quantities).find(each => each.kind === found.kind && !planned.some(one => same(one.value, share(each), each.kind)));
  return said === undefined || planned.length === 0 ? null : `The plan knows no ${said.said} of ${found.name}; it says ${listed(planned)}.`;
}

/** "95 of 100 callers", "p95", "19 out of 20": only targets of that statistic count. */
function percentile({ digits }: Claim, plan: Plan, quantities: readonly Quantity[]): string | null {
  const share = /\bp(9\d(?:\.\d)?)\b|\b(9\d(?:\.\d)?)(?:th|st)?[ -]percentile|\b(9\d) (?:out )?of (?:every )?100\b|\b(9\d(?:\.\d)?) % of (?:all |the )?(?:requests|calls|callers|answers|users)/i.exec(digits);
  const wanted = share?.slice(1).find(each => each !== undefined);
  const said = quantities.find(each => each.kind === 'time');
  if (wanted === undefined || said === undefined) return null;
  const planned = plan.nfrs.filter(nfr => nfr.statistic === `p${wanted}`);
  if (planned.length === 0 || planned.some(nfr => quantitiesIn(`${nfr.value} ${nfr.unit}`).some(each => same(each.value, said.value, said.kind)))) return null;
  return `The plan has no p${wanted} of ${said.said}: ${planned.slice(0, 3).map(nfr => `${nfr.id} is ${nfr.target}`).join(', ')}.`;
}

/** "At least 90 % of the reminders are sent in time": the words of one target with another number. */
function metric({ digits }: Claim, plan: Plan, quantities: readonly Quantity[]): string | null {
  const words = new Set(contentOf(digits));
  const about = plan.nfrs.filter(nfr => contentOf(`${nfr.id.replaceAll('-', ' ')} ${nfr.metric}`).filter(word => words.has(word)).length > 1);
  for (const said of quantities) {
    const planned = about.map(nfr => ({ nfr, known: [`${nfr.value} ${nfr.unit}`, nfr.metric].flatMap(text => quantitiesIn(text)).filter(each => each.kind === said.kind) })).filter(({ known }) => known.length > 0);
    if (planned.length === 0 || planned.some(({ nfr, known }) => [...known, ...quantitiesIn(`${nfr.load}, ${nfr.window}`).filter(each => each.kind === said.kind)].some(each => same(each.value, said.value, said.kind)))) continue;
    return `${planned[0]?.nfr.id ?? ''} of the plan is ${planned[0]?.nfr.target ?? ''} (${planned[0]?.nfr.metric ?? ''}), not ${said.said}.`;
  }
  return null;
}


/** "Two double bookings a month are tolerated" where the plan counts none. */
export const none: Judge = ({ digits }, { plan, words: say }) => {
  if (!say.says('tolerates').test(digits) || say.supposes.test(digits) || /\b(?:no|none|0)\b/i.test(digits)) return null;
  const words = new Set(contentOf(digits));
  const found = plan.nfrs.find(nfr => nfr.comparator === '=' && nfr.value === 0 && contentOf(nfr.metric).length > 1 && contentOf(nfr.metric).every(word => words.has(word)));
  return found === undefined ? null : `${found.id} of the plan is ${found.target}.`;
};

const contentOf = (text: string): string[] => [...new Set((text.toLowerCase().match(/[a-z]{3,}/g) ?? []).map(word => word.replace(/(?<=\w{3})s$/, '')))].filter(word => !/^(?:the|and|for|are|was|not|its|all|any|who|our|may|can|nfr|p95|p99|that|with|from|thi|this|each|their|have|were|within|time|request|answered|answer|minute|second|hour|after|when|they|than|per|month|day)$/.test(word));

const classes: { name: string; words: RegExp }[] = [
  { name: 'read', words: /\b(?:reads?|reading)\b/i }, { name: 'write', words: /\b(?:writes?|writing|changes?)\b/i }, { name: 'auth', words: /\b(?:sign-?ins?|log-?ins?|sessions)\b/i },
  { name: 'job', words: /\bjobs?\b/i }, { name: 'ai', words: /\b(?:AI|insights?)\b/ }, { name: 'webhook', words: /\bwebhooks?\b/i },
];

/** "Reads are throttled at 600 calls a minute": another limit than the rate class has. */
function rate({ digits }: Claim, plan: Plan, quantities: readonly Quantity[]): string | null {
  const said = quantities.find(each => each.kind === 'rate');
  if (said === undefined || !/\b(?:throttl\w+|rate|limit\w*|capped|at most|up to|may|can|allowed|per (?:user|person|athlete|patient|caller))\b/i.test(digits)) return null;
  const found = classes.find(each => each.words.test(digits));
  const limits = found === undefined ? [] : plan.routes.filter(each => each.rate.class === found.name).map(each => each.rate.limit);
  if (found === undefined || limits.length === 0 || limits.some(limit => quantitiesIn(limit).some(each => same(each.value, said.value, said.kind)))) return null;
  return `The plan limits the class ${found.name} to ${limits[0]}, not to ${said.said}.`;
}

/** "Audit events disappear after ninety days": how long the plan keeps the same thing. */
function kept({ digits }: Claim, told: Told, quantities: readonly Quantity[]): string | null {
  const said = quantities.find(each => each.kind === 'time' && each.value >= 3600);
  if (said === undefined || !told.words.says('lasting').test(digits)) return null;
  const words = new Set(digits.toLowerCase().match(/[a-z]{4,}/g) ?? []);
  const about = told.plan.models.filter(model => [...nounsOf(model.name), ...nounsOf(model.store.replaceAll('_', ' '))].some(noun => words.has(noun)));
  const [model] = about.toSorted((a, b) => shared(b.name, words) - shared(a.name, words));
  if (model === undefined) return null;
  const planned = quantitiesIn(model.retention).filter(each => each.kind === 'time');
  if (planned.some(each => same(each.value, said.value, said.kind)) || (planned.length === 0 && !/\buntil\b|\bforever\b/i.test(model.retention))) return null;
  return `The plan keeps ${model.name} otherwise: ${model.retention}.`;
}

/** "AuditEvent" as the words people use for it. */
const nounsOf = (name: string): string[] => name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase().split(' ').filter(each => each.length > 3).flatMap(each => [each, `${each}s`]);
const shared = (name: string, words: ReadonlySet<string>): number => nounsOf(name).filter(each => words.has(each)).length;

const most = 4;
const listed = (planned: readonly Quantity[]): string => [...new Set(planned.map(each => each.said))].slice(0, most).join(', ');

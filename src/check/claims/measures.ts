import type { Plan } from '../../model/plan/index.ts';
import type { Claim, Judge, Told } from './claim.ts';
import { quantitiesIn, same, type Quantity } from './figures.ts';
import { agrees } from './statements.ts';

/** What a number of a sentence is about: words of the sentence, and words of the plan's lines that say the number it has. */
type Topic = { name: string; kind: Quantity['kind']; claim: RegExp; plan: RegExp; max?: number; /** The plan has one target of it, whatever the source asked. */ target?: true; /** Said of the product alone. */ own?: true };

/** Another system, whose numbers are its own. */
const elsewhere = /\b(?:locally|laptop|(?:local|unit|contract|flaky|our|the|all) tests? (?:takes?|runs?|needs?)|builds?|CI|pipeline|compiles?|provider|vendor|upstream|partner|supplier|competitor|another system|third[- ]party)(?:'s|s)?\b/i;

const topics: Topic[] = [
  { name: 'data lost after a failure or the time to restore', kind: 'time', claim: /\b(?:crash|failure|disaster|outage|incident|breakdown)\b.*\b(?:los[est]|lost|gone|missing|restor\w+|recover\w*|back)\b|\b(?:backups?|restor\w+|recover\w*|RPO|RTO)\b/i, plan: /\b(?:restor|recover|backup)/i },
  { name: 'availability', kind: 'share', claim: /\b(?:(?:un)?availab\w+|uptime|downtime|is up|stays up|(?:un)?reachable|up and running|on ?line|off ?line|down)\b/i, plan: /availab|probes/i, target: true },
  { name: 'failed requests', kind: 'share', claim: /\b(?:fail\w*|errors?|5xx)\b/i, plan: /5xx|error-share|fail/i, target: true },
  { name: 'coverage', kind: 'share', claim: /\bcover(?:ed|age|s)?\b/i, plan: /coverage|--cov/i },
  { name: 'time limits of outside calls', kind: 'time', claim: /\b(?:gives? up|given up|time[sd]? ?out|timeouts?|time limit|abandon\w*|aborted|cut off)\b/i, plan: /Gateway\.|cut off|time limit/i, max: 600 },
  { name: 'the cost of the model', kind: 'money', claim: /\b(?:insights?|AI|models?|prompts?|results?|answers?)\b.*\bcosts?\b|\bcosts?\b.*\b(?:insights?|AI|models?|prompts?)\b/i, plan: /ai-cost|model cost/i, target: true },
  { name: 'sizes of what is sent', kind: 'size', claim: /\b(?:upload\w*|files?|bod(?:y|ies)|payloads?|attachments?|images?|photos?|pictures?|documents?|imports?|sent|sends?)\b/i, plan: /\b(?:bytes|files?|body|upload\w*|limit\w*|at most)\b/i, own: true },
  { name: 'sessions', kind: 'time', claim: /\b(?:sessions?|sign(?:ed)?-?ins?|log(?:ged)?-?ins?|signed in|logged in)\b.*\b(?:valid|lasts?|lives?|stays?|ends?|expires?|runs? out|renewed|kept|keeps?|remains?|for)\b|\b(?:stays?|keeps?|remains?|kept)\b.*\b(?:signed|logged) in\b/i, plan: /^(?!.*WP-).*\b(?:sessions?|refresh token)\b.*\d (?:min|h|d|days?)\b/i },
  { name: 'load of the tests', kind: 'rate', claim: /\bload (?:test|script|run)|\bpeak\b/i, plan: /load script|rps peak/i },
  { name: 'rates', kind: 'rate', claim: /\b(?:throttl\w+|rate|limited to|capped at|calls|requests|attempts|times)\b/i, plan: /\d\s*(?:\/|rps|per (?:min|h|day|second))|each \d+ (?:s|min)/i },
  { name: 'response times', kind: 'time', claim: /\b(?:answer\w*|respon\w+|repl(?:y|ies)|latency|waits?|waiting|load(?:s|ed)?|p95|p99|percentile|returns?|(?:comes?|is|are) back|takes?|acknowledged|served|opens?|opened|spinner)\b/i, plan: /p95|p99|response time|cut off|<= \d+ ?m?s|\bwithin \d+/i, max: 60, own: true },
];

const lasting = /\b(?:kept|keeps?|retain\w*|retention|disappears?|vanish\w*|deleted?|deletes|removed?|erased?|purged?|expires?|dropped|stored for|archived?|lives?|lasts|thrown away|forgotten)\b|s last (?:for )?\d/i;

/** Another time, share or rate of what the plan gives a number to. */
export const measures: Judge = (claim, told) => {
  if (told.words.supposes.test(claim.digits.replace(/\bno(?:t)? (?:more|longer|later|less) than\b|\bmay\b|\bnot exceed\b|,? not (?:less|more|fewer)\b/gi, ''))) return null;
  if (told.words.aside.test(claim.text)) return null;
  const quantities = quantitiesIn(claim.digits);
  if (quantities.every(each => agrees(claim.digits, told, each))) return null;
  return kept(claim, told, quantities) ?? metric(claim, told.plan, quantities) ?? rate(claim, told.plan, quantities) ?? percentile(claim, told.plan, quantities) ?? topic(claim, told, quantities);
};

const down = /\b(?:down|downtime|unavailab\w+|unreachable|off ?line|outages?)\b/i;

const spanned = /(?<![\w.-])(\d+(?:\.\d+)?) (seconds?|minutes?|hours?|days?) (?:a|per|each|every|in a|in 1|in an) (?:whole )?(day|week|month|quarter|year)\b/i;
const long: Record<string, number> = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800, month: 2_592_000, quarter: 7_776_000, year: 31_536_000 };

/** "Down one hour a year" as the share of the time that it is up. */
function spans(digits: string, topicName: string): Quantity[] {
  const match = topicName === 'availability' && down.test(digits) ? spanned.exec(digits) : null;
  if (match === null) return [];
  const [, value = '0', unit = '', whole = ''] = match;
  return [{ value: Math.round((100 - (100 * Number(value) * (long[unit.toLowerCase().replace(/s$/, '')] ?? 0)) / (long[whole.toLowerCase()] ?? 1)) * 1e5) / 1e5, kind: 'share', said: match[0] }];
}

function topic({ digits }: Claim, told: Told, quantities: readonly Quantity[]): string | null {
  const found = topics.find(each => each.claim.test(digits) && !(each.own === true && elsewhere.test(digits)) && spans(digits, each.name).concat(quantities).some(said => said.kind === each.kind && said.value <= (each.max ?? Infinity)));
  if (found === undefined) return null;
  const targets = told.plan.nfrs.filter(nfr => found.target === true && found.plan.test(`${nfr.id} ${nfr.metric}`)).map(nfr => `${nfr.value} ${nfr.unit}`);
  const planned = (targets.length > 0 ? targets : told.lines.filter(line => found.plan.test(line))).flatMap(line => quantitiesIn(line)).filter(each => each.kind === found.kind && each.value <= (found.max ?? Infinity));
  // "Down 2 % of the time" is up the rest of it.
  const share = (each: Quantity): number => (found.name === 'availability' && each.value < 50 && down.test(digits) ? 100 - each.value : each.value);
  const said = spans(digits, found.name).concat(quantities).find(each => each.kind === found.kind && !planned.some(one => same(one.value, share(each), each.kind)));
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

const tolerates = /\b(?:tolerat\w+|accept\w*|allow\w*|fine|bearable|may happen|at most|up to|(?:a|per|each) (?:day|week|month|year))\b/i;

/** "Two double bookings a month are tolerated" where the plan counts none. */
export const none: Judge = ({ digits }, { plan, words: say }) => {
  if (!tolerates.test(digits) || say.supposes.test(digits) || /\b(?:no|none|0)\b/i.test(digits)) return null;
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
  if (said === undefined || !lasting.test(digits)) return null;
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

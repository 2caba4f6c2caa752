import type { Requirement } from '../../../model/plan/index.ts';
import { slugify } from '../../../text/slug.ts';
import { print, shorten } from '../numbers.ts';
import { measuresOf, milliseconds, type Measure } from './measure.ts';
import type { Reading } from './reading.ts';

const short = { window: 'each main build', measuredBy: 'load script' };

/** What a reading needs of a requirement, or of a sentence that a person answered. */
type Sentence = Pick<Requirement, 'id' | 'title' | 'text'>;

type Shape = { slug: string; when: (text: string, measure: Measure) => boolean; read: Omit<Reading, 'slug' | 'comparator' | 'value' | 'unit' | 'load'> & { statistic: string } };

/** No caller waits longer than this for a short operation, so a longer time is about something else. */
const longestShortMs = 10_000;

/** What a measured sentence speaks of; the first shape that fits names the target. */
const shapes: Shape[] = [
  { slug: 'availability', when: (text, m) => m.quantity === 'share' && m.value >= 90 && /uptime|availab|up time|稼働|可用|disponib|Verfügbar/i.test(text), read: { metric: 'probes answered with 200', statistic: 'share', window: '30 days', class: 'health probe', measuredBy: 'probe log', area: 'reliability' } },
  { slug: 'coverage', when: (text, m) => m.quantity === 'share' && /coverage|カバレッジ|cobertura|覆盖/i.test(text), read: { metric: 'lines covered by tests', statistic: 'share', window: 'each main build', class: 'all code', measuredBy: 'coverage report', area: 'quality' } },
  { slug: 'error-share', when: (text, m) => m.quantity === 'share' && m.value <= 20 && /error|fail|5xx|エラー|失敗|错误|fallo/i.test(text), read: { metric: 'responses with a 5xx status', statistic: 'share', class: 'all routes', area: 'reliability', ...short } },
  { slug: 'recovery-time', when: (text, m) => m.quantity === 'time' && /\bRTO\b|recover|restor|復旧/i.test(text), read: { metric: 'time from loss to a restored service', statistic: 'max', window: 'each restore drill', class: 'restore drill', measuredBy: 'drill protocol', area: 'recovery' } },
  { slug: 'recovery-point', when: (text, m) => m.quantity === 'time' && /\bRPO\b|backup|data (?:loss|lost)/i.test(text), read: { metric: 'age of the newest restorable backup', statistic: 'max', window: 'each day', class: 'database', measuredBy: 'backup log', area: 'recovery' } },
  { slug: 'db-p95', when: (text, m) => m.quantity === 'time' && /database|\bDB\b|\bquer(?:y|ies)\b/i.test(text), read: { metric: 'database call', statistic: 'p95', class: 'all repositories', area: 'performance', window: 'each main build', measuredBy: 'driver metric' } },
  { slug: 'webhook-p99', when: (text, m) => m.quantity === 'time' && /webhook/i.test(text), read: { metric: 'time to answer an event', statistic: 'p99', class: 'webhook', area: 'performance', ...short } },
  { slug: 'ai-p95', when: (text, m) => m.quantity === 'time' && /\bAI\b|\bLLM\b|insight|generat|embedding|生成/i.test(text), read: { metric: 'time from the 202 answer to the finished job', statistic: 'p95', class: 'AI job', area: 'performance', window: 'each main build', measuredBy: 'job metric' } },
  { slug: 'ai-cost', when: (text, m) => m.quantity === 'money' && /\bAI\b|\bLLM\b|insight|model|token/i.test(text), read: { metric: 'model cost per result', statistic: 'mean', class: 'AI job', area: 'cost', window: 'each release', measuredBy: 'cost field of the job row' } },
  { slug: 'session-life', when: (text, m) => (m.quantity === 'days' || (m.quantity === 'time' && milliseconds(m.value, m.unit) >= 60_000)) && /session|token|expir|セッション/i.test(text), read: { metric: 'age of the oldest accepted session', statistic: 'max', class: 'session', area: 'security', window: 'each main build', measuredBy: 'session test with a fake clock' } },
  { slug: 'retention', when: (text, m) => m.quantity === 'days' || (m.quantity === 'time' && /retain|retention|delet|purge|erase|保持|保存/i.test(text)), read: { metric: 'age of the oldest kept row', statistic: 'max', class: 'rows under a retention rule', area: 'privacy', window: 'each night', measuredBy: 'retention sweep metric' } },
  { slug: 'quick-p95', when: (_, m) => m.quantity === 'time' && milliseconds(m.value, m.unit) <= longestShortMs, read: { metric: 'response time', statistic: 'p95', class: 'short operation', area: 'performance', ...short } },
  { slug: 'throughput', when: (_, m) => m.quantity === 'rate', read: { metric: 'requests answered', statistic: 'sustained rate', class: 'all routes', area: 'capacity', ...short } },
  { slug: 'concurrent-users', when: (_, m) => m.quantity === 'users', read: { metric: 'users served at the same time with the error share held', statistic: 'count', class: 'all routes', area: 'capacity', ...short } },
  { slug: 'monthly-cost', when: (_, m) => m.quantity === 'money', read: { metric: 'cost per month', statistic: 'sum', class: 'hosting and services', area: 'cost', window: '1 month', measuredBy: 'invoices' } },
  { slug: 'payload-size', when: (_, m) => m.quantity === 'size', read: { metric: 'accepted body size', statistic: 'max', class: 'routes with a body', area: 'capacity', window: 'each main build', measuredBy: 'contract test' } },
];

/**
 * Readings of a measured requirement, one per number. A rate or a number of users that only follows a target ("250 ms at 20 rps") is its
 * load, and a time behind that its window. Empty when the sentence holds no number with a unit.
 */
export function measuredReadings(requirement: Sentence, load: string): Reading[] {
  const readings: Reading[] = [];
  const measures = targetsOf(requirement.text);
  measures.forEach((measure, index) => {
    const before = measures[index - 1];
    const reading = readings.at(-1);
    const joined = before !== undefined && reading !== undefined && /^[\s,;:(]*(?:(?:at|under|with|for|over|during|in)\s+)?(?:an?\s+(?:load|rate)\s+of\s+)?$/i.test(requirement.text.slice(before.to, measure.from));
    if (joined && (measure.quantity === 'rate' || measure.quantity === 'users') && before.quantity !== measure.quantity) reading.load = `${print(measure.value)} ${measure.unit}`;
    else if (joined && measure.quantity === 'time' && (before.quantity === 'rate' || before.quantity === 'users')) reading.window = `${print(measure.value)} ${measure.unit}`;
    else {
      const made = readingOf(requirement, measure, load);
      if (!readings.some((known) => known.slug === made.slug)) readings.push(made);
    }
  });
  return readings.length > 0 ? readings : countReadings(requirement);
}

/** The measured numbers; of a row "metric: <= target" only those of the target, since a number in the name of a metric is no target. */
function targetsOf(text: string): Measure[] {
  const target = /[:：]\s*(?:[<>=≤≥]|\d)/.exec(text);
  const measures = measuresOf(text);
  const behind = target === null ? [] : measures.filter((measure) => measure.from > target.index);
  return behind.length > 0 ? behind : measures;
}

function readingOf(requirement: Sentence, measure: Measure, load: string): Reading {
  const shape = shapes.find((candidate) => candidate.when(requirement.text, measure));
  const { slug, read } = shape === undefined ? ownShape(requirement, measure.quantity) : { slug: shape.slug, read: shape.read };
  const statistic = measure.quantity === 'time' && read.area === 'performance' ? (measure.statistic ?? read.statistic) : read.statistic;
  return { ...read, slug, statistic, comparator: measure.comparator, value: measure.value, unit: measure.unit, load: read.area === 'performance' || read.area === 'capacity' ? load : 'as in use' };
}

/** "Double bookings: 0, 50 parallel bookings": a count without a unit is the target, what follows it the load. */
function countReadings(requirement: Sentence): Reading[] {
  const match = /^(.{3,80}?)[:：]\s*(<=|>=|<|>|=|≤|≥)?\s*(\d{1,3}(?:,\d{3})+|\d{1,9})\+?(?:\s*,\s+([^,]+))?(?=(?:\s+[\w+-]+){0,3}(?:,|\.?$))/.exec(requirement.text);
  if (match === null) return [];
  const { slug, read } = ownShape({ ...requirement, title: match[1] ?? requirement.title }, 'count');
  const sign = match[2] === '≤' ? '<=' : match[2] === '≥' ? '>=' : match[2];
  const comparator = sign === '<=' || sign === '>=' || sign === '<' || sign === '>' ? sign : sign === '=' || Number(match[3]) === 0 ? '=' : '>=';
  return [{ ...read, slug, metric: match[1] ?? read.metric, comparator, value: Number((match[3] ?? '0').replaceAll(',', '')), unit: '', load: match[4]?.trim().includes(' ') === true ? match[4].trim() : 'as in use' }];
}

function ownShape(requirement: Sentence, quantity: Measure['quantity']): { slug: string; read: Shape['read'] } {
  const words = slugify(shorten(requirement.title, 40)).split('-').filter((word) => word.length > 2).slice(0, 4).join('-');
  const statistic = quantity === 'time' || quantity === 'days' ? 'max' : quantity === 'share' ? 'share' : 'count';
  return { slug: words === '' ? slugify(requirement.id) : words, read: { metric: shorten(requirement.title.replace(/\s*[:：]\s*(?:[<>≤≥]=?|=)?\s*[\d.,]+\s*%?.*$/, ''), 60), statistic, class: 'as the requirement says', area: 'quality', window: 'each release', measuredBy: 'acceptance test' } };
}

type Vague = { words: RegExp; reading: Omit<Reading, 'load'> & { load?: string } };

/** Measurable readings of sentences that give no number, by what they speak of. Each is a proposal that DEC-measures asks about. */
const vague: Vague[] = [
  { words: /rate.?limit|throttl/i, reading: { slug: 'rate-limit', metric: 'requests above their rate class that were answered', statistic: 'count', comparator: '=', value: 0, unit: 'requests', window: 'each main build', class: 'all routes, per user and per IP', measuredBy: 'rate limit test', area: 'security' } },
  { words: /encrypt|token|secret|password|暗号|cifra/i, reading: { slug: 'no-secret-leak', metric: 'secrets found in code, images, logs and answers', statistic: 'count', comparator: '=', value: 0, unit: 'findings', window: 'each main build', class: 'repository, image, logs', measuredBy: 'secret scan', area: 'security' } },
  { words: /access control|author|permission|own data|role|認可|権限|permiso/i, reading: { slug: 'owner-only', metric: 'requests with another person\'s id that were answered with data', statistic: 'cells', comparator: '=', value: 0, unit: 'leaks', window: 'each main build', class: 'routes behind a session', measuredBy: 'authorisation matrix test', area: 'security' } },
  { words: /privac|private|GDPR|personal|erase|consent|delet|個人|privacidad|隐私/i, reading: { slug: 'erased-rows', metric: 'rows of an erased person that are left', statistic: 'count', comparator: '=', value: 0, unit: 'rows', window: 'each night', class: 'all stores', measuredBy: 'erase test', area: 'privacy' } },
  { words: /audit|\blog(?:s|ged|ging)?\b|monitor|trace|observ|監査|ログ|registro|日志/i, reading: { slug: 'audited-changes', metric: 'changing requests without an audit event', statistic: 'count', comparator: '=', value: 0, unit: 'requests', window: 'each main build', class: 'routes that write', measuredBy: 'audit test', area: 'security' } },
  { words: /secur|attack|inject|XSS|CSRF|vulnerab|TLS|HTTPS|安全|セキュリティ|segur/i, reading: { slug: 'critical-cve', metric: 'open critical or high findings', statistic: 'count', comparator: '=', value: 0, unit: 'findings', window: 'each main build', class: 'image, dependencies, security tests', measuredBy: 'scan report', area: 'security' } },
  { words: /scal|concurren|load|throughput|grow|スケール|拡張|escala|扩展/i, reading: { slug: 'load-margin', metric: 'responses with a 5xx status at twice the peak', statistic: 'share', comparator: '<', value: 1, unit: '%', window: 'each main build', class: 'all routes', measuredBy: 'load script', area: 'capacity' } },
  { words: /reliab|resilien|recover|lost|loss|fail|retry|backup|信頼|障害|fiab|可靠/i, reading: { slug: 'lost-work', metric: 'accepted requests lost when a process is killed', statistic: 'count', comparator: '=', value: 0, unit: 'requests', window: 'each main build', class: 'routes that write', measuredBy: 'kill test, 50 runs', area: 'reliability' } },
  { words: /fast|quick|latency|performan|respons|realtime|real-time|性能|高速|速|rápid|快/i, reading: { slug: 'quick-p95', metric: 'response time', statistic: 'p95', comparator: '<=', value: 250, unit: 'ms', window: 'each main build', class: 'short operation', measuredBy: 'load script', area: 'performance' } },
  { words: /test|maintain|quality|cover|docum|保守|品質|prueba|calidad/i, reading: { slug: 'coverage', metric: 'lines covered by tests', statistic: 'share', comparator: '>=', value: 80, unit: '%', window: 'each main build', class: 'all code', measuredBy: 'coverage report', area: 'quality' } },
  { words: /availab|uptime|稼働|可用|disponib/i, reading: { slug: 'availability', metric: 'probes answered with 200', statistic: 'share', comparator: '>=', value: 99.5, unit: '%', window: '30 days', class: 'health probe', measuredBy: 'probe log', area: 'reliability' } },
];

/** The measurable reading proposed for a requirement without a number: by its subject, else its own acceptance check. */
export function vagueReading(requirement: Requirement, load: string): Reading {
  const hit = vague.find((entry) => entry.words.test(requirement.text));
  if (hit !== undefined) return { ...hit.reading, load: hit.reading.load ?? (hit.reading.area === 'performance' || hit.reading.area === 'capacity' ? load : 'as in use') };
  return { slug: ownShape(requirement, 'count').slug, metric: `failed checks of ${requirement.id}`, statistic: 'count', comparator: '=', value: 0, unit: 'checks', load: 'as in use', window: 'each release', class: shorten(requirement.title, 60), measuredBy: 'acceptance test', area: 'quality' };
}

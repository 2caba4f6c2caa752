import type { Requirement } from '../../../model/plan/index.ts';
import { caseless } from '../../../text/regex.ts';

/** A time away from something, or something that did not happen in a time. */
export const distant = caseless(String.raw`(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|twenty|thirty))\s*(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\s+(?:away|past|before|after|old|late|early)\b|\bnot\s+\p{L}+\s+within\b`);
const clause = /\b(?:when|whenever|once|after|if|as soon as|until|cuando|al|wenn|sobald|nachdem)\s+([^.;]+?)(?=,|\.|;|$|\bthen\b|\bthe (?:system|service)\b|\band (?:the system|refund|send)\b)/gi;

/** "On acceptance of an offer": the deed as a noun. */
const nominal = caseless(String.raw`\b(?:on|upon|following)\s+((?:the\s+)?\p{L}+(?:ance|al|tion|sion|ment|ure|ery|ing)\s+of\s+(?:an?|the|each|every|their)\s+[^,.;]+?)(?=,|\.|;|$|\bthe (?:system|service)\b)`, 'g');

/** "Accepting a proposal starts a contract": the deed as subject. */
const deed = caseless(String.raw`(?:^|[.;]\s+)(\p{L}+ing\s+(?:an?|the)\s+[\p{L}-]+(?:\s[\p{L}-]+)?)\s+(?:starts|creates|opens|makes|generates|produces)\s+(?=an?\s)`, 'g');

/** What has to happen first, as the sentence says: "when the bike is returned". */
export const conditionsOf = (text: string): string[] => [...text.matchAll(clause), ...text.matchAll(nominal), ...text.matchAll(deed)].map((m) => m[1] ?? '').filter((c) => c.length > 3);

const hour = String.raw`(?:\d{1,2}(?::\d{2}|\s?(?:am|pm))|midnight|noon)`;
const days = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday';
const units = 'night|day|morning|evening|hour|week|weekday|month|quarter|year';
const names = new RegExp(`\\b(?:${days}|january|february|march|april|june|july|august|september|october|november|december)`, 'g');
const written = (text: string): string => text.toLowerCase().replace(names, (d) => d.slice(0, 1).toUpperCase() + d.slice(1));

const adverbs: Readonly<Record<string, string>> = { nightly: 'night', daily: 'day', hourly: 'hour', weekly: 'week', monthly: 'month', yearly: 'year' };

/** When a job runs, as its sentence says it: "each night at 02:00", "each Monday at 07:00", "every 15 minutes"; null when it names no clock. */
export function scheduleOf(text: string): string | null {
  const at = caseless(`\\bat\\s+(${hour})`).exec(text)?.[1]?.toLowerCase();
  const every = caseless(`\\b(?:every|each)\\s+((?:${days})|(?:(?:first|last|second)\\s+(?:day of the\\s+)?)?(?:${units})|\\d+\\s+(?:minutes?|min|hours?|days?|weeks?|months?))\\b`).exec(text)?.[1];
  const adverb = caseless(String.raw`\b(nightly|daily|hourly|weekly|monthly|yearly)\b(?!\s+(?!(?:jobs?|runs?|sync|batch|summar(?:y|ies)|reports?|digests?|e-?mails?|reminders?|backups?|imports?|exports?|at|and|by|to|from|for|after|before|in|on)\b)\p{L})`).exec(text)?.[1]?.toLowerCase();
  const named = adverb === undefined ? undefined : adverbs[adverb];
  const date = /\bon\s+(?:the\s+)?((?:\d{1,2}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|tenth|fifteenth|twentieth|last)\s+(?:(?:working\s+|business\s+)?day\s+)?(?:of\s+)?(?:(?:every|each|the)\s+)?(?:january|february|march|april|may|june|july|august|september|october|november|december|month|quarter|year))\b/i.exec(text)?.[1];
  const end = /\bat the end of (?:each|every|the|an?) (day|week|month|quarter|year)\b/i.exec(text)?.[1]?.toLowerCase();
  // "at the end of each billing period": whose periods end on different days is looked for each night.
  const period = caseless(String.raw`\bat the (?:end|start|beginning|close) of (?:each|every|the|an?|their|its) (?:[\p{L}-]+ )?(?:period|cycle|term|season|semester|billing month)s?\b`).test(text) ? 'night' : undefined;
  const over = caseless(`\\b(?:an?|the|each|every)\\s+(day|week|month|quarter|year)\\s+(?:ends|closes|is over)\\b`).exec(text)?.[1]?.toLowerCase();
  const one = /\bonce (?:an?|per|each|every) (hour|day|week|month|quarter|year)\b/i.exec(text)?.[1]?.toLowerCase();
  const weekly = caseless(`\\bon\\s+(${days})s\\b`).exec(text)?.[1];
  const often = date !== undefined ? `on ${written(date)}` : end !== undefined ? `at the end of each ${end}` : every !== undefined ? `${/^\d/.test(every) ? 'every' : 'each'} ${written(every)}` : named !== undefined ? `each ${named}` : period !== undefined ? `each ${period}` : over !== undefined ? `at the end of each ${over}` : one !== undefined ? `each ${one}` : weekly !== undefined ? `each ${written(weekly)}` : at === undefined ? null : 'each day';
  return often === null ? null : at === undefined ? often : `${often} at ${at}`;
}

/** The first clock that one of the requirements names. */
export const scheduleIn = (by: readonly Pick<Requirement, 'text'>[]): string | null => by.map((r) => scheduleOf(r.text)).find((s) => s !== null) ?? null;

/** "the inspection date has passed": the clock says so. */
export const passed = /\b(?:date|deadline|day|time|period|term|window|validity)s?\s+(?:(?:has|have)\s+(?:passed|come|gone by|ended|elapsed|been (?:reached|missed))|(?:is|are)\s+(?:past|reached|missed|in the past)|pass(?:es)?\b|elapses?\b|ends?$)/i;

/** A moment that no caller makes: a time of day, a period that is over, a limit that is passed. */
export const byClock = (text: string): boolean => distant.test(text) || passed.test(text) || scheduleOf(text) !== null || /\b(?:every (?:\d+ )?(?:night|day|hour|minute|week|month|hours|minutes)|nightly|daily|hourly|weekly|monthly|per day|periodically|on a schedule|automatically|overdue|silent|expired?s?|(?:is|are) over|at \d{1,2}:\d{2}|(?:for|within|longer than|more than|older than|after|before|in)\s+(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|twenty|thirty|sixty|ninety)\s+)?[\d.]*\s*(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?))\b/i.test(text);

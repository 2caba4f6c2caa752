import type { Lexicon } from '../../../model/knowledge.ts';
import type { Reading } from '../../../model/plan/index.ts';
import { determiner, stops } from './objects.ts';
import { verbBases } from './words.ts';
import { caseless, escapeRegExp } from '../../../text/regex.ts';

const starters = new Set(['start', 'trigger', 'request', 'launch', 'run', 'schedule']);

/** "start a sync of their activities" asks for the sync, not for a start. */
export function started(r: Reading, body: string, lexicon: Lexicon): Reading {
  if (r.verb === null || !starters.has(r.verb)) return r;
  const word = /\b(sync|synchroni[sz]ation|import|export|refresh|backup|download)\b/i.exec(body)?.[1]?.toLowerCase();
  const operation = word === undefined ? undefined : lexicon.verbs[word];
  return word === undefined || operation === undefined ? r : { ...r, verb: word, operation, noun: r.noun === word ? null : r.noun };
}

/** "report the state of each pump" tells the service of a change; it makes no pump. */
export function reported(r: Reading, body: string, lexicon: Lexicon): Reading {
  const state = lexicon.brings.includes(r.verb ?? '') && r.noun !== null && caseless(`\\b${r.verb ?? ''}s?\\s+(?:the|its|their|his|her)\\s+(?:\\p{L}+\\s+)?(?:${lexicon.stateNames.join('|')})\\s+of\\s`).test(body);
  return state ? { ...r, operation: 'update', noun: lexicon.stateNames.includes(r.noun ?? '') ? (r.of[0] ?? r.noun) : r.noun, of: [] } : r;
}

const outward = new Set(['post', 'push', 'forward', 'transmit', 'submit', 'deliver', 'publish', 'upload']);
const toSystem = caseless(String.raw`\bto\s+(?:the|an?|our|their)\s+[\p{L}\s-]{2,40}?\b(?:api|system|service|platform|endpoint|software|erp|crm)\b`);

/** "the service posts each order to the warehouse API": the software makes no order, it sends one to another system. */
export function passedOn(r: Reading, body: string): Reading {
  return r.actor === 'system' && r.noun !== null && ['create', 'upload', 'none', 'transition'].includes(r.operation) && outward.has(r.verb ?? '') && toSystem.test(body) ? { ...r, verb: 'send', operation: 'event' } : r;
}

/** What the software does with a verb that the lexicon does not list: an act of its own, no move that a caller asks for. */
export function silent(r: Reading, lexicon: Lexicon): Reading {
  return r.operation === 'transition' && r.state === null && r.verb !== null && lexicon.verbs[r.verb] === undefined ? { ...r, operation: 'none' } : r;
}

const messages = /\b(?:notification|reminder|e-?mail|message|alert|sms|newsletter)s?\b/;

/** What a verb means for its actor: a person who sends a reading submits it; a system that keeps rows only stores them. */
export function meant(r: Reading, lexicon: Lexicon): Reading {
  const person = r.actor !== null && r.actor !== 'system';
  if (person && lexicon.devices.includes(r.actor ?? '')) return ofDevice(r, lexicon);
  // Software that maintains something promises a quality; who maintains things keeps them.
  if (!person && lexicon.verbs[r.verb ?? ''] === 'none' && lexicon.manage.includes(r.verb ?? '')) return { ...r, operation: 'none' };
  if (r.operation === 'transition' && r.state === null && lexicon.marks.includes(r.verb ?? '')) return { ...r, operation: 'none' };
  // "The old code stops working": nobody stops a thing.
  if (!person && ['stop', 'start'].includes(r.verb ?? '') && r.operation === 'transition' && (r.noun ?? '').endsWith('ing') && verbBases(r.noun ?? '').length > 1) return { ...r, operation: 'none', noun: null };
  if (!person && r.verb === 'accept' && r.actor === null) return { ...r, operation: 'none' };
  if (person && r.verb === 'receive' && r.noun !== null && /^(?:event|update|notification|alert|news|confirmation|receipt|message|email)$/.test(r.noun)) return { ...r, verb: 'notify', operation: 'event', noun: null };
  if (person && r.verb === 'recibir') return { ...r, verb: 'notify', operation: 'event', noun: null };
  // What the software answers with is shown; a person who returns a thing brings it back.
  if (r.actor === 'system' && r.verb === 'return' && r.operation === 'list') return { ...r, verb: 'show' };
  if (person && r.verb === 'leave' && (lexicon.left.includes(r.noun ?? '') || (r.noun !== null && r.qualifiers.some((each) => /^with\s/i.test(each))))) return { ...r, operation: 'create' };
  if (person && lexicon.light[r.verb ?? '']?.includes(r.noun?.split(' ').at(-1) ?? '') === true) return { ...r, operation: 'create', state: null };
  const human = person && !lexicon.writers.includes(r.actor ?? '') && r.operation === 'ai-job' ? lexicon.byPerson[r.verb ?? ''] : undefined;
  if (human !== undefined) return { ...r, operation: human };
  if (person && r.verb === 'open' && lexicon.physical.includes(r.noun?.split(' ').at(-1) ?? '')) return { ...r, operation: 'transition', state: null };
  if (person && r.operation === 'none' && lexicon.money.some((m) => m.verbs.includes(r.verb ?? ''))) return { ...r, operation: 'transition' };
  // Whoever buys or books picks; whoever works in a store picks an order.
  if (person && r.verb === 'pick' && r.operation === 'transition' && lexicon.endUsers.includes(r.actor ?? '')) return { ...r, operation: 'list' };
  if (person && r.verb === 'count' && r.operation === 'derive') return { ...r, operation: 'transition' };
  // "Orders must be imported every 10 minutes": nobody hands in a file.
  if (r.actor === 'system' && r.operation === 'upload' && r.verb === 'import' && r.qualifiers.some((each) => /^from\s/i.test(each))) return { ...r, operation: 'job' };
  // "name a deputy": somebody is chosen, no row is given a name.
  if (person && r.operation === 'transition' && r.state === null && lexicon.names.includes(r.verb ?? '') && r.noun !== null) return { ...r, operation: 'create' };
  if (person && r.verb === 'accept' && r.operation === 'create') return { ...r, operation: 'transition' };
  if (person && r.verb === 'return' && r.operation === 'list') return { ...r, operation: 'transition', state: 'returned' };
  if (person && r.verb === 'enter' && /(?:^|\s)(?:code|pin|password|token|otp|key)$/.test(r.noun ?? '')) return { ...r, operation: 'none' };
  if (r.verb === 'open' && r.operation === 'list' && lexicon.hardware.includes(r.noun?.split(' ').at(-1) ?? '')) return { ...r, operation: 'transition' };
  // What people send each other is a row; what the software sends about a row is a notice.
  if (person && (r.verb === 'send' || r.verb === 'post' || r.verb === 'exchange' || r.verb === 'write') && r.noun !== null && /^(?:\p{L}+ )?message$/u.test(r.noun)) return { ...r, operation: 'create' };
  if (person && r.verb === 'message' && r.noun !== null) return { ...r, verb: 'send', operation: 'create', noun: 'message' };
  if (person && r.operation === 'event' && (r.verb === 'send' || r.verb === 'publish' || r.verb === 'offer') && r.noun !== null && !messages.test(r.noun)) return { ...r, operation: 'create' };
  if (r.actor === 'system' && r.operation === 'create' && lexicon.effects.includes(r.verb ?? '')) return { ...r, operation: 'none' };
  // Whoever submits credentials signs in.
  if (person && r.operation === 'create' && /(?:^|\s)credential$/.test(r.noun ?? '')) return { ...r, verb: 'sign in', operation: 'auth', noun: null };
  if (r.actor === 'system' && (r.verb === 'log' || r.verb === 'record')) return { ...r, operation: 'none' };
  if (r.actor === 'system' && r.verb !== 'support' && lexicon.manage.includes(r.verb ?? '')) return { ...r, operation: 'none' };
  return r;
}

/** A device calls the service: what it sends is stored, what it fetches is read, the state that it reports changes the thing. */
function ofDevice(r: Reading, lexicon: Lexicon): Reading {
  if (r.noun === null) return r;
  if (lexicon.brings.includes(r.verb ?? '') && r.operation !== 'update') return { ...r, operation: 'create', state: null };
  return r.verb === 'fetch' ? { ...r, operation: 'list' } : r;
}

/** "delete parent item types": kinds of the thing, where the sentence does not speak of the thing besides. */
const kindOf = (noun: string, body: string): boolean => caseless(`(?<!\\p{L})${escapeRegExp(noun)}\\s+types(?!\\p{L})`).test(body) && !caseless(`(?<!\\p{L})${escapeRegExp(noun)}(?:s|es)?(?!\\p{L}|\\s+types?)`).test(body);

/** "create and delete vehicle types": kinds that people keep are rows of their own, though a type is a field. */
export function classed(r: Reading, body: string, who: string | null): Reading {
  if (r.noun !== null && who !== null && who !== 'system' && ['create', 'update', 'delete'].includes(r.operation) && kindOf(r.noun, body)) return { ...r, noun: `${r.noun} type` };
  if (r.noun !== 'type' || who === null || who === 'system' || !['create', 'update', 'delete'].includes(r.operation)) return r;
  const kind = caseless(String.raw`\b([\p{L}-]+)\s+types\b`).exec(body)?.[1]?.toLowerCase();
  return kind === undefined || determiner(kind) || stops(kind) ? r : { ...r, noun: `${kind} type` };
}

/** A noun that is a message to a person: a reminder, a notification. */
export const isMessage = (noun: string): boolean => messages.test(noun) && !/\s(?:template|setting|preference|channel|address)s?$/.test(noun);

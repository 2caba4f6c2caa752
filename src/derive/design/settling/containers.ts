import { anyOf, caseless, escapeRegExp } from '../../../text/regex.ts';
import type { Reading, Requirement } from '../../../model/plan/index.ts';
import { plain } from '../reading/clause-verbs.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { holds, plural } from '../reading/words.ts';

const person = (r: Reading): boolean => r.actor !== null && r.actor !== 'system';

/** "add a dish to the cart": what is put into, and into what; null for any other sentence. */
function putInto(text: string, vocabulary: Vocabulary): { noun: RegExp; container: string } | null {
  const words = anyOf(vocabulary.lexicon.containers);
  const found = caseless(`\\b(?:add|put|save)s?\\s+((?:[\\p{L}-]+\\s+){1,4}?)(?:to|in|into)\\s+(?:an?|the|their|his|her|my|its)\\s+(?:own\\s+|shopping\\s+)?(${words})s?\\b`).exec(text);
  const container = found?.[2]?.toLowerCase();
  return container === undefined || vocabulary.entities.has(`${container} item`) ? null : { noun: caseless(`\\b${escapeRegExp((found?.[1] ?? '').trim().split(' ').at(-1) ?? '')}\\b`), container };
}

/**
 * What people put into a cart or a list is a row of that list, and who checks out makes an order of it; a message in a conversation needs the
 * conversation; what is exported of something computed are the rows it is computed from. Rewrites the readings of all requirements.
 */
export function settleContainers(requirements: readonly Requirement[], vocabulary: Vocabulary): void {
  const { lexicon } = vocabulary;
  const every = (): Reading[] => requirements.flatMap((r) => (r.rejected === null ? r.readings : []));
  const made = (noun: string): boolean => vocabulary.entities.has(noun) || every().some((x) => x.noun === noun && ['create', 'transition'].includes(x.operation) && person(x) && !x.negated);
  for (const requirement of requirements) {
    const into = putInto(requirement.text, vocabulary);
    const at = into === null ? -1 : requirement.readings.findIndex((r) => r.operation === 'create' && person(r) && r.noun !== null && (into.noun.test(r.noun) || into.noun.test(plural(r.noun, lexicon))));
    const whole = requirement.readings[at];
    if (into === null || whole === undefined || whole.noun === null) continue;
    const item = `${into.container} item`;
    vocabulary.made.add(item);
    // What the same sentence changes or takes out again is the row of the list.
    requirement.readings = requirement.readings.map((r, i) => (i === at ? { ...r, noun: item, of: [whole.noun ?? ''] } : i > at && person(r) && ['update', 'delete'].includes(r.operation) && (r.noun === whole.noun || vocabulary.meaning(r.noun ?? '').kind !== 'resource') ? { ...r, noun: item } : r));
  }
  const carts = every().some((x) => x.noun !== null && /^(?:cart|basket) item$/.test(x.noun));
  if (carts) for (const requirement of requirements) requirement.readings = requirement.readings.map((r) => (r.verb === 'check out' && person(r) ? { ...r, operation: 'create', noun: 'order' } : r));
  if (carts && every().some((x) => x.noun === 'order' && x.operation === 'create')) vocabulary.made.add('order');
  for (const requirement of requirements) {
    const wrote = requirement.readings.find((r) => r.operation === 'create' && person(r) && !r.negated && r.noun !== null && lexicon.left.includes(r.noun));
    const container = wrote === undefined ? undefined : lexicon.threads.find((t) => caseless(`\\b(?:in|to|within)\\s+(?:an?|the|their|one|this)\\s+(?:own\\s+)?${escapeRegExp(t)}\\b`).test(requirement.text));
    if (wrote === undefined || container === undefined) continue;
    requirement.readings = requirement.readings.map((r) => (r === wrote && r.of.length === 0 ? { ...r, of: [container] } : r));
    if (made(container)) continue;
    requirement.readings = [...requirement.readings, plain('open', 'create', container, { actor: wrote.actor })];
  }
  const stored = every().filter((x) => ['create', 'transition'].includes(x.operation) && x.noun !== null && person(x)).map((x) => x.noun ?? '');
  for (const requirement of requirements) requirement.readings = requirement.readings.map((r) => {
    if (r.operation !== 'export' || r.noun === null || vocabulary.meaning(r.noun).kind !== 'derived') return r;
    const measured = (lexicon.measures[r.noun] ?? []).find((n) => stored.includes(n));
    return measured === undefined ? r : { ...r, noun: measured };
  });
}

/** Payments of a sentence that names no thing ("at checkout the guest pays by card") are of what was made last: the order, the booking. */
export function paidFor(requirements: readonly Requirement[], at: number, vocabulary: Vocabulary): string | null {
  const before = requirements.slice(0, at + 1).toReversed().flatMap((q) => (q.rejected === null ? q.readings.filter((x) => x.noun !== null && !x.negated && x.operation === 'create' && person(x) && !vocabulary.lexicon.payments.includes(x.noun)).toReversed() : []));
  const said = before.find((x) => holds(requirements[at]?.text ?? '', x.noun ?? ''));
  return (said ?? before.find((x) => vocabulary.lexicon.payable.includes(x.noun ?? '')))?.noun ?? null;
}

import type { Lexicon } from '../../model/knowledge.ts';
import type { Operation, Reading, Requirement } from '../../model/plan/index.ts';
import { caseless, escapeRegExp } from '../../text/regex.ts';
import type { ActRow } from './settling/acts.ts';
import type { Vocabulary } from './vocabulary.ts';
import { attributesOf } from './attributes.ts';
import { holds, kebab, pascal, plural, singular, spaced } from './reading/words.ts';

/** One use of a resource: what which requirement asks of it. */
export interface Use {
  requirement: Requirement;
  operation: Operation;
  verb: string;
  actor: string | null;
  qualifiers: string[];
  /** The state that the verb leads to, when the sentence names it. */
  state: string | null;
  /** The system does it by itself: an effect to keep, not a request to answer. */
  internal: boolean;
}

/** A noun the plan keeps (`stored`) or computes (`projection`). `path` is its plural in a URL. */
export interface Resource {
  name: string;
  noun: string;
  path: string;
  stored: boolean;
  known: boolean;
  uses: Use[];
  score: number;
  /** Values that a call computes and the row keeps. */
  computed: { noun: string; requirement: Requirement }[];
  /** Other words for it that mean nothing else in this feature: the last words of its name, a booking where appointments are kept. */
  aka: string[];
  /** An act ties somebody to it, so it is kept though nobody writes it. */
  tied: boolean;
}

/** The move that gives a row to somebody or something: "a dispatcher assigns an order to a technician" takes the technician's time. */
export const givenBy = (resource: Resource, to: string): Use | undefined => resource.uses.find((u) => u.operation === 'transition' && u.actor !== null && !u.internal && u.actor !== to && caseless(`\\bto\\s+(?:an?|the|one|another|each)\\s+${escapeRegExp(to)}\\b`).test(u.requirement.text));

/** A resource by the names that sentences have for it: its own, and the last word of it where no other resource is called so. */
export function namesOf(resource: Resource, resources: ReadonlyMap<string, Resource>, lexicon: Lexicon): string[] {
  const head = resource.noun.split(' ').at(-1) ?? resource.noun;
  return [...new Set([resource.noun, ...resource.aka, ...(resources.has(pascal(head)) ? [] : [head])])].flatMap((noun) => [noun, plural(noun, lexicon)]);
}

const writing = new Set<Operation>(['create', 'update', 'delete', 'job', 'ai-job', 'transition', 'upload', 'access', 'export']);
/** The sentence itself says that a text model makes it. */
const written = /\b(?:AI|LLM|language model|generated|AI-generated)\b/;
const weights = { must: 3, should: 2, could: 1, wont: 0 } as const;

function makeResource(name: string, vocabulary: Vocabulary, known: boolean): Resource {
  const noun = spaced(name);
  const many = plural(singular(noun, vocabulary.lexicon), vocabulary.lexicon);
  const path = kebab(many);
  return { name, noun: singular(noun, vocabulary.lexicon), path, stored: true, known, uses: [], score: 0, computed: [], aka: vocabulary.otherWords(singular(noun, vocabulary.lexicon)), tied: false };
}

/** A verb that the lexicon does not know: it moves what others make, it makes nothing (`unlisted` in reading.ts). */
const isUnlisted = (reading: Reading, vocabulary: Vocabulary): boolean => reading.operation === 'transition' && reading.verb !== null && vocabulary.lexicon.verbs[reading.verb] === undefined;

/**
 * The resource a reading is about. A text about something is a row of its own (a summary of readings is no reading); a word that names a
 * field elsewhere is a resource when nothing else in its sentence could hold it.
 */
export function placed(reading: Reading, requirement: Requirement, vocabulary: Vocabulary): { name: string; known: boolean } | null {
  const said = reading.noun === null ? '' : (vocabulary.lexicon.aliases[reading.noun] ?? reading.noun);
  if (reading.operation === 'ai-job' && /^(?:response|answer|reply)(?: token| text)?$/.test(said)) return { name: 'Answer', known: true };
  const written = ['create', 'update', 'delete', 'transition'].includes(reading.operation) && reading.actor !== null && reading.actor !== 'system';
  if (reading.noun !== null && written && vocabulary.meaning(reading.noun).kind === 'none' && vocabulary.lexicon.standalone.includes(singular(reading.noun, vocabulary.lexicon))) return { name: pascal(singular(reading.noun, vocabulary.lexicon)), known: false };
  // "see the status of the last 30 runs" reads the runs.
  const whole = reading.operation === 'list' && reading.actor !== null && reading.actor !== 'system' && reading.noun !== null && vocabulary.meaning(reading.noun).kind === 'field' ? reading.of.map((n) => vocabulary.meaning(n)).find((m) => m.kind === 'resource') : undefined;
  if (whole?.kind === 'resource') return whole;
  if (reading.noun === null || vocabulary.meaning(reading.noun).kind === 'none') {
    // "export a month of its appointments": the thing to hand out stands later in the sentence.
    if (reading.operation !== 'export' && reading.operation !== 'upload') return null;
    const noun = [...vocabulary.known].find((n) => (holds(requirement.text, n) || holds(requirement.text, plural(n, vocabulary.lexicon))) && vocabulary.meaning(n).kind === 'resource');
    const found = noun === undefined ? undefined : vocabulary.meaning(noun);
    return found?.kind === 'resource' && found.known ? found : null;
  }
  const meaning = vocabulary.meaning(reading.noun);
  if (meaning.kind === 'field' && meaning.of === null && vocabulary.lexicon.standalone.includes(singular(reading.noun, vocabulary.lexicon)) && (['create', 'update', 'delete', 'transition'].includes(reading.operation) || vocabulary.lexicon.manage.includes(reading.verb ?? ''))) {
    const alone = !requirement.readings.some((x) => x.noun !== null && x !== reading && ['resource', 'user'].includes(vocabulary.meaning(x.noun).kind)) && (reading.actor !== 'system' || reading.verb === 'support');
    return alone ? { name: pascal(singular(reading.noun, vocabulary.lexicon)), known: false } : null;
  }
  if (meaning.kind !== 'resource') return null;
  const product = reading.operation === 'ai-job' ? vocabulary.lexicon.products[reading.verb ?? ''] : undefined;
  return product === undefined ? meaning : { name: `${meaning.name}${product}`, known: meaning.known };
}

/** Entities of the spec that the requirements or another kept entity name are stored too, though nothing asks for a route of theirs. */
function addReferenced(all: Map<string, Resource>, requirements: readonly Requirement[], vocabulary: Vocabulary): void {
  const texts = requirements.filter((r) => r.rejected === null).map((r) => r.text).join('\n');
  for (const [noun, { entity }] of vocabulary.entities) {
    const meaning = vocabulary.meaning(noun);
    if (entity.implied === true || meaning.kind !== 'resource' || all.has(meaning.name) || attributesOf(entity).length < 2) continue;
    const named = holds(texts, noun) || holds(texts, plural(noun, vocabulary.lexicon));
    const referenced = [...vocabulary.entities.values()].some((other) => other.entity !== entity && attributesOf(other.entity).some((a) => a.noun === noun));
    if (named || referenced) all.set(meaning.name, makeResource(meaning.name, vocabulary, true));
  }
}

/**
 * Resources of a feature with all their uses. A known noun (entity, sample, provider, alias, answer) is one as soon as a requirement
 * names it; an unknown noun only when something writes it or at least two requirements read it, and then a question asks about it.
 * Sets `reading.resource` of each requirement that has one.
 */
export function findResources(requirements: readonly Requirement[], vocabulary: Vocabulary, rows: ReadonlyMap<string, ActRow>): Map<string, Resource> {
  const all = new Map<string, Resource>();
  // Where people write messages or requests, the word means those everywhere.
  for (const requirement of requirements) for (const x of requirement.readings) {
    if (['create', 'upload'].includes(x.operation) && x.actor !== null && x.actor !== 'system' && !x.negated && x.noun !== null && x.noun !== x.actor && (vocabulary.lexicon.people.includes(x.noun) ? ['none', 'field'].includes(vocabulary.meaning(x.noun).kind) : (vocabulary.lexicon.standalone.includes(x.noun) || vocabulary.lexicon.left.includes(x.noun)) && vocabulary.meaning(x.noun).kind === 'none')) vocabulary.made.add(x.noun);
  }
  // "Assessors upload a report", "The editor releases the summary": what people hand in or move on is no value that is computed.
  for (const requirement of requirements) for (const x of requirement.readings) if ((x.operation === 'upload' || x.operation === 'transition' || (x.operation === 'create' && vocabulary.lexicon.handovers.includes(x.verb ?? ''))) && x.actor !== null && x.actor !== 'system' && !x.negated && x.noun !== null && vocabulary.meaning(x.noun).kind === 'derived') vocabulary.made.add(x.noun);
  // Who writes a report makes it; whoever sees one reads figures.
  for (const requirement of requirements) for (const x of requirement.readings) if (x.operation === 'create' && vocabulary.lexicon.written.includes(x.verb ?? '') && x.actor !== null && x.actor !== 'system' && !x.negated && x.noun !== null && vocabulary.meaning(x.noun).kind === 'derived') vocabulary.made.add(x.noun);
  // "The administrator defines categories": what people set up for others to choose from is a thing, wherever else it is a value.
  for (const requirement of requirements) for (const x of requirement.readings) {
    if (x.operation !== 'create' || x.negated || x.noun === null || x.actor === null || x.actor === 'system' || !vocabulary.lexicon.defines.includes(x.verb ?? '')) continue;
    const meaning = vocabulary.meaning(x.noun);
    const many = plural(x.noun, vocabulary.lexicon);
    const alone = caseless(`\\b${escapeRegExp((x.verb ?? '').split(' ')[0] ?? '')}\\p{L}*\\s+(?:up\\s+)?(?:(?:and|or|,)\\s+\\p{L}+\\s+)*(?:the\\s+|new\\s+|own\\s+|their\\s+)?${escapeRegExp(many)}(?!\\p{L}|\\s+(?:to|of|for|on|in|at)\\s+(?:an?|the|their|its|each|every)\\s)`).test(requirement.text);
    const listed = meaning.kind === 'field' && (meaning.of === null || ['define', 'create', 'manage', 'maintain', 'set up'].includes(x.verb ?? ''));
    if (listed && alone && many !== x.noun && requirement.readings.filter((y) => y.operation === 'create').length === 1) vocabulary.made.add(x.noun);
  }
  const asked = requirements.flatMap((requirement) => (requirement.rejected !== null || requirement.kind === 'non-functional' ? [] : requirement.readings.map((reading) => ({ requirement, reading }))));
  // What people do to a thing says that there is one, whichever sentence comes first.
  const nobody = (reading: Reading): boolean => reading.actor === null || reading.actor === 'system';
  for (const turn of [0, 1, 2]) {
    for (const { requirement, reading } of asked) {
      const unlisted = isUnlisted(reading, vocabulary);
      if ((unlisted ? (nobody(reading) ? 2 : 1) : 0) !== turn) continue;
      // "publish a new_order event to the broker": a message between services, no row.
      if (reading.operation === 'event' && reading.noun === 'event' && !vocabulary.entities.has('event') && (reading.actor === null || reading.actor === 'system')) continue;
      // What comes by webhook is stored as it came, by the route of the webhook.
      if (reading.verb === 'receive' && reading.noun?.split(' ').at(-1) === 'event' && holds(requirement.text, 'webhook') && !vocabulary.entities.has(reading.noun)) continue;
      const meaning = placed(reading, requirement, vocabulary);
      if (meaning === null || (unlisted && !meaning.known && !all.has(meaning.name) && nobody(reading))) continue;
      if (reading.operation === 'event' && !meaning.known && !all.has(meaning.name) && vocabulary.lexicon.people.includes(reading.noun ?? '')) continue;
      const resource = all.get(meaning.name) ?? makeResource(meaning.name, vocabulary, meaning.known);
      all.set(meaning.name, resource);
      if (reading.negated || reading.operation === 'none') continue;
      const system = reading.actor === 'system';
      const effect = system && ['create', 'update', 'delete', 'transition', 'upload'].includes(reading.operation) && !vocabulary.lexicon.receives.includes(reading.verb ?? '');
      const ai = reading.operation === 'create' && written.test(requirement.text);
      resource.uses.push({ requirement, operation: ai ? 'ai-job' : reading.operation, verb: reading.verb ?? '', actor: system ? null : reading.actor, qualifiers: reading.qualifiers, state: reading.state, internal: effect });
    }
  }
  addReferenced(all, requirements, vocabulary);
  for (const row of rows.values()) for (const thing of all.has(pascal(row.noun)) || row.things.length > 0 ? row.things : []) {
    const meaning = vocabulary.meaning(thing);
    if (meaning.kind === 'resource' && !all.has(meaning.name) && !vocabulary.lexicon.people.includes(thing)) all.set(meaning.name, { ...makeResource(meaning.name, vocabulary, meaning.known), tied: true });
  }
  const acts = new Set(Object.values(vocabulary.lexicon.acts).flatMap((a) => a.makes));
  const main = [...all.values()].filter((r) => r.name !== 'User').toSorted((a, b) => Number(acts.has(a.noun)) - Number(acts.has(b.noun)) || b.uses.length - a.uses.length || a.name.localeCompare(b.name, 'en'))[0];
  const collected = new Set<Reading>();
  for (const { requirement, reading } of asked) {
    if (main === undefined || reading.noun === null || reading.negated || !['list', 'search'].includes(reading.operation) || !vocabulary.lexicon.collections.includes(reading.noun) || placed(reading, requirement, vocabulary) !== null) continue;
    main.uses.push({ requirement, operation: reading.operation, verb: reading.verb ?? '', actor: reading.actor === 'system' ? null : reading.actor, qualifiers: reading.qualifiers, state: null, internal: false });
    collected.add(reading);
  }
  // "support concurrent inquiries" asks for nothing of its own where something else already writes them.
  for (const resource of all.values()) if (resource.uses.some((u) => u.verb !== 'support')) resource.uses = resource.uses.filter((u) => u.verb !== 'support');
  if ([...all.values()].some((r) => r.uses.some((u) => u.verb !== 'support'))) for (const [name, r] of all) if (!r.known && r.uses.length > 0 && r.uses.every((u) => u.verb === 'support')) all.delete(name);
  for (const [name, resource] of all) {
    const users = new Set(resource.uses.map((u) => u.requirement.id));
    const isWritten = resource.uses.some((u) => writing.has(u.operation));
    const kept = resource.known || resource.tied || (resource.uses.length > 0 && (isWritten || users.size >= 2 || resource.uses.some((u) => u.actor !== null)));
    if (!kept) {
      all.delete(name);
      continue;
    }
    const sampled = vocabulary.samples.has(resource.noun) ? 3 : 0;
    resource.score = sampled + [...new Set(resource.uses.map((u) => u.requirement))].reduce((sum, r) => sum + weights[r.priority], 0);
  }
  for (const [name, part] of all) {
    // "see the position of every vehicle", "the status of a run": one value of a thing, read with the thing.
    const readings = asked.filter((x) => x.reading.noun !== null && placed(x.reading, x.requirement, vocabulary)?.name === name);
    const wholes = readings.map((x) => x.reading.of.map((n) => vocabulary.meaning(n)).find((m) => m.kind === 'resource' && m.name !== name && all.get(m.name)?.uses.some((u) => u.operation !== 'list') === true));
    const [whole] = wholes;
    if (part.known || part.tied || whole?.kind !== 'resource' || !wholes.every((w) => w !== undefined) || part.uses.some((u) => u.operation !== 'list') || readings.some((x) => holds(x.requirement.text, plural(part.noun, vocabulary.lexicon)))) continue;
    all.delete(name);
    const of = all.get(whole.name);
    if (of === undefined) continue;
    of.uses.push(...part.uses);
    for (const x of readings) x.reading.resource = whole.name;
  }
  for (const resource of all.values()) resource.aka = resource.aka.filter((word) => ![...all.values()].some((other) => other.noun === word));
  for (const requirement of requirements) {
    for (const reading of requirement.readings) {
      const meaning = placed(reading, requirement, vocabulary);
      if (meaning !== null && all.has(meaning.name)) reading.resource = meaning.name;
      if (main !== undefined && collected.has(reading) && all.has(main.name)) reading.resource = main.name;
      if (reading.noun !== null && vocabulary.meaning(reading.noun).kind === 'user') reading.resource = 'User';
    }
  }
  return all;
}

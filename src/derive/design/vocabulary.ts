import type { Lexicon, Provider } from '../../model/knowledge.ts';
import type { SampleModel } from '../../model/samples.ts';
import type { SpecEntity } from '../../model/spec.ts';
import type { DeriveInput } from '../input.ts';
import { attributesOf, valuesInBrackets } from './attributes.ts';
import { linksOf, type Link } from './rules/links.ts';
import { signalAttributes, signalsOf } from './rules/signals.ts';
import { toldStages } from './rules/stages.ts';
import { sentencesOf, withoutBounds } from './reading/counts.ts';
import { holds, pascal, singular, spaced } from './reading/words.ts';
import { caseless } from '../../text/regex.ts';

/** What a noun of the spec is (`domain`: resource, field, projection) before any use of it is counted. */
export type Meaning =
  | { kind: 'resource'; name: string; known: boolean }
  | { kind: 'user' }
  | { kind: 'derived'; noun: string }
  | { kind: 'field'; noun: string; of: string | null }
  | { kind: 'none'; why: 'frontend' | 'ignored' };

/** Somebody else for each row, as its entity lists: the sender of an offer. No role of the product. */
export function isOfRow(person: string, vocabulary: Vocabulary): boolean {
  const meaning = vocabulary.meaning(person);
  return meaning.kind === 'field' && meaning.of !== null && meaning.of !== 'user';
}

export interface ProviderNoun {
  provider: Provider;
  model: Provider['models'][number];
}

/** Nouns by what they mean, from answers, spec entities, provider catalogues, samples and the alias table, in that order. */
export interface Vocabulary {
  lexicon: Lexicon;
  known: string[];
  entities: ReadonlyMap<string, { entity: SpecEntity; path: string }>;
  providerNouns: ReadonlyMap<string, ProviderNoun>;
  samples: ReadonlyMap<string, SampleModel>;
  meaning(noun: string): Meaning;
  /** Other words for the thing of a noun that no entity is called by. */
  otherWords(noun: string): string[];
  /** Rows that tie a person to a thing, by their noun. */
  links: ReadonlyMap<string, Link>;
  /** Rows that acts of people leave: an application for a job is no software. */
  made: Set<string>;
}

const cleanName = (name: string): string => spaced(name.replace(/\([^)]*\)/g, '').replace(/[*`]/g, '').split(/[:,/]/)[0] ?? name);

const having = caseless(String.raw`^(?:an?|each|every|the)\s+([\p{L}-]+(?:\s(?!(?:must|shall|should)\s)[\p{L}-]+)?)\s+(?:(?:must|shall|should)\s+)?(?:belongs? to (?:an?|one|the)\s+([\p{L}-]+(?:\s[\p{L}-]+)?)\s+and\s+)?(?:has|have|contains?|consists? of|includes?|holds?|carr(?:y|ies))\s+(.+)$`);

/** "store, for each car, the following fields: plate and colour", "keep these details of every car: plate, colour". */
const kinds = String.raw`(?:the\s+|these\s+)?(?:following\s+)?(?:[\p{L}-]+\s+){0,2}?(?:fields|attributes|details|properties|values|data|information)\b`;
const ofEach = (name: string): string => String.raw`(?:for|of)\s+(?:each|every|an?|all)\s+(?<${name}>\p{L}+(?:\s\p{L}+)??)`;
const keptFor = caseless(String.raw`\b(?:store|keep|record|save|hold|capture|track|persist)s?(?:\s+and\s+\p{L}+)?(?:,?\s+${ofEach('thing')},?\s+${kinds}[^:.;]*|\s+${kinds}\s+${ofEach('other')}[^:.;]*):\s*(?<list>[^.;:]+)`);

function listOf(noun: string, list: string): { noun: string; attributes: string[] } | null {
  const attributes = list.split(/,|\s(?:and|or)\s/).map((a) => a.replace(/^\s*(?:and\s+)?(?:an?|the|its|optional)\s+/i, '').trim()).filter((a) => a !== '');
  return attributes.length > 1 && attributes.every((a) => a.split(' ').length <= 4) ? { noun: noun.toLowerCase(), attributes } : null;
}

const splitInto = caseless(String.raw`^(?:the|an?|each|every)\s+(?<whole>[\p{L}-]+)\s+(?:is|are|can be)\s+(?:split|divided|broken)\s+(?:up\s+|down\s+)?into\s+(?:one or more\s+|several\s+)?(?<part>[\p{L}-]+(?:\s[\p{L}-]+)?),?\s+(?:each\s+)?(?:with|having)\s+(?<list>[^;]+)$`);

/** "An invoice has a number, a client and a due date": a thing and its attributes, told in a sentence; null when it lists fewer than two. */
export function statedEntity(text: string): { noun: string; attributes: string[] } | null {
  const kept = keptFor.exec(text.replace(/[*`]/g, ''))?.groups;
  if (kept !== undefined) return listOf(kept['thing'] ?? kept['other'] ?? '', kept['list'] ?? '');
  // "The contract is split into milestones, each with a title and an amount": what a part is made of, and its whole.
  const split = splitInto.exec(text)?.groups;
  const listed = (split?.['list'] ?? '').replace(/[.;]+$/u, '').split(/,|\s+and\s+/u).map((p) => p.trim().replace(/^(?:and\s+)?(?:an?|the|its|optional)\s+/i, '')).filter((p) => p !== '');
  if (split !== undefined && listed.length > 1 && listed.every((p) => p.split(' ').length <= 4)) return { noun: (split['part'] ?? '').toLowerCase(), attributes: [...listed, (split['whole'] ?? '').toLowerCase()] };
  // "line items with description and price": what stands behind "with" are the columns of those.
  // "Compartment: belongs to a locker, has a number and a size" is a sentence about one compartment.
  const whole = withoutBounds(text).trim().replace(caseless(String.raw`\s+(?:that|which)\s+(?:is|are)\s+\p{L}+(?=[.,]|$)`, 'g'), '').replace(/^([\p{L}-]+(?:\s[\p{L}-]+)?):\s+(?=(?:belongs?|has|have|contains?|consists?|holds?)\s)/u, 'A $1 ').replace(/^(A [\p{L} -]+? belongs? to (?:an?|one|the) [\p{L}-]+(?: [\p{L}-]+)?),\s+(?:and\s+)?(?=(?:has|have|contains|holds)\s)/u, '$1 and ');
  const found = having.exec(valuesInBrackets(whole).replace(/\.$/, '').replace(/(\p{L}+s)\s+with\s+([^()]+)$/u, '$1 ($2)'));
  const parts = (found?.[3] ?? '').match(/[^,(]+(?:\([^)]*\))?/g) ?? [];
  const attributes = parts.flatMap((p) => p.split(/\s+and\s+(?![^(]*\))/)).map((p) => p.replace(/^\s*(?:and\s+)?(?:an?|the|its|one or more|optional)\s+/i, '').trim()).filter((p) => p !== '');
  if (found?.[2] !== undefined) attributes.unshift(found[2].toLowerCase());
  // "the energy taken from the grid": of three names or more one may be long.
  for (const [at, a] of attributes.entries()) attributes[at] = a.replace(caseless(String.raw`\s(?:the|an?)\s(?=\p{L})`, 'g'), ' ');
  const most = attributes.length > 2 ? 5 : 3;
  const short = attributes.every((a) => a.replace(/\([^)]*\)/, '').trim().split(' ').length <= most);
  return found === null || attributes.length < 2 || !short ? null : { noun: (found[1] ?? '').toLowerCase(), attributes };
}

/**
 * "A proposal", "a swap proposal" where the only listed entity that ends so is the "locker swap proposal": its last words mean the whole. A word that
 * says little, names a value or a person, or is a thing by itself, stays what it is.
 */
function shortNamesOf(entities: ReadonlyMap<string, { entity: SpecEntity }>, lexicon: Lexicon): Map<string, string> {
  const out = new Map<string, string>();
  const listed = [...entities].filter(([, { entity }]) => entity.implied !== true && entity.persisted !== false).map(([noun]) => noun);
  const plainly = new Set([...lexicon.people, ...lexicon.derived, ...lexicon.frontend, ...lexicon.ignored, ...lexicon.weakHeads, ...lexicon.machines, ...lexicon.compounds]);
  for (const whole of listed) {
    const words = whole.split(' ');
    const head = words.at(-1) ?? '';
    if (words.length < 2 || head.length < 4 || plainly.has(head) || lexicon.attributes[head] !== undefined || lexicon.aliases[head] !== undefined) continue;
    if ([...entities.keys()].some((other) => other !== whole && (other === head || other.endsWith(` ${head}`)))) continue;
    for (let from = 1; from < words.length; from++) out.set(words.slice(from).join(' '), whole);
  }
  return out;
}

/** Builds the vocabulary of one feature. Names of entities beat the alias table, so a spec that says "Ride" keeps its rides. */
export function createVocabulary(input: DeriveInput, lexicon: Lexicon): Vocabulary {
  const entities = new Map<string, { entity: SpecEntity; path: string }>();
  const shortNames = new Map<string, string>();
  for (const spec of input.facts.specs) {
    for (const entity of spec.entities) {
      const noun = singular(cleanName(entity.name), lexicon);
      // "its current location" is a location.
      const [first = '', ...others] = noun.split(' ');
      if (entity.implied === true && others.length > 0 && lexicon.adjectives.includes(first) && spec.entities.some((each) => each.implied !== true && singular(cleanName(each.name), lexicon) === others.join(' '))) continue;
      if (!entities.has(noun)) entities.set(noun, { entity, path: spec.path });
      const words = noun.split(' ');
      if (words.length > 1 && entity.implied !== true && lexicon.weakHeads.includes(words.at(-1) ?? '')) shortNames.set(words.slice(0, -1).join(' '), noun);
    }
  }
  // "Quote request" beside "Quote": each is meant by its own name.
  for (const [short] of shortNames) if (entities.has(short) && entities.get(short)?.entity.implied !== true) shortNames.delete(short);
  // "Leave request" is what "a request" means where nothing else is one.
  const heads = [...entities].filter(([noun]) => noun.includes(' ')).map(([noun, { entity }]) => ({ noun, head: noun.split(' ').at(-1) ?? '', described: entity.attributes.length > 0 }));
  for (const { noun, head, described } of heads) if (!entities.has(head) && heads.filter((h) => h.head === head).length === 1 && (lexicon.standalone.includes(head) || lexicon.ignored.includes(head) || lexicon.weakHeads.includes(head) || (described && lexicon.attributes[head] !== undefined)) && head.length > 3) shortNames.set(head, noun);
  for (const [short, whole] of shortNamesOf(entities, lexicon)) if (!shortNames.has(short)) shortNames.set(short, whole);
  for (const spec of input.facts.specs) {
    for (const r of spec.requirements) {
      for (const sentence of sentencesOf(r.text)) {
        const told = toldStages(sentence, lexicon) === null ? statedEntity(sentence) : null;
        const noun = told === null ? '' : singular(told.noun, lexicon);
        const named = entities.get(noun)?.entity;
        if (told !== null && (named === undefined || (named.implied === true && named.attributes.length === 0)) && !lexicon.people.includes(noun) && !lexicon.ignored.includes(noun) && !lexicon.machines.includes(noun)) entities.set(noun, { entity: { name: noun, description: '', attributes: told.attributes, persisted: null, line: r.line, endLine: r.endLine }, path: spec.path });
      }
    }
  }
  const told = new Set<SpecEntity>();
  const tell = (noun: string, names: string[], at: { line: number; endLine: number }, path: string): void => {
    const entity: SpecEntity = { name: noun, description: '', attributes: names, persisted: null, line: at.line, endLine: at.endLine };
    told.add(entity);
    entities.set(noun, { entity, path });
  };
  for (const spec of input.facts.specs) for (const r of spec.requirements) for (const signal of signalsOf(r.text, lexicon)) if (entities.get(signal.noun) === undefined || entities.get(signal.noun)?.entity.implied === true) tell(signal.noun, signalAttributes(signal), r, spec.path);
  const links = new Map<string, Link>();
  for (const spec of input.facts.specs) for (const link of linksOf([...spec.requirements.map((r) => r.text), ...spec.stories.map((x) => x.want ?? x.title)], lexicon)) {
    const described = [link.noun, link.word].some((noun) => entities.has(noun) && entities.get(noun)?.entity.implied !== true);
    if (described || links.has(link.noun)) continue;
    const at = spec.requirements.find((r) => holds(r.text, link.word) || holds(r.text, `${link.word}s`)) ?? { line: 1, endLine: 1 };
    links.set(link.noun, link);
    tell(link.noun, [link.person, ...(link.thing === null ? [] : [link.thing])], at, spec.path);
  }
  const providerNouns = new Map<string, ProviderNoun>();
  for (const provider of input.providers) {
    for (const model of provider.models) {
      for (const noun of [model.name, ...model.nouns]) if (!providerNouns.has(spaced(noun))) providerNouns.set(singular(spaced(noun), lexicon), { provider, model });
    }
  }
  const samples = new Map(input.facts.samples.models.filter((m) => m.kind === 'resource').map((m) => [singular(spaced(m.name), lexicon), m]));
  const answered = new Map<string, string>();
  for (const line of input.answers.answers.nouns?.value ?? []) {
    const [noun, reading] = line.split('=');
    if (noun !== undefined && reading !== undefined) answered.set(spaced(noun), reading.trim());
  }
  const attributes = new Map<string, string>();
  // What a link or a signal refers to is a thing of its own.
  for (const [noun, { entity }] of entities) if (entity.implied !== true && !told.has(entity)) for (const a of attributesOf(entity)) attributes.set(a.noun, noun);
  const fixed = { derived: new Set(lexicon.derived), frontend: new Set(lexicon.frontend), ignored: new Set(lexicon.ignored) };

  const outside = new Set(input.providers.flatMap((p) => [p.id, p.name.toLowerCase(), ...p.detect]));
  const userNouns = new Set(Object.entries(lexicon.aliases).filter(([, to]) => to === 'user').map(([noun]) => noun));
  const made = new Set<string>();
  const meaning = (raw: string, depth = 0): Meaning => {
    const said = singular(spaced(raw), lexicon);
    const noun = shortNames.get(said) ?? said;
    const reading = answered.get(noun);
    if (reading === 'field' || reading === 'none') return { kind: 'none', why: 'ignored' };
    if (reading !== undefined) return { kind: 'resource', name: pascal(reading), known: true };
    if (noun === 'user' || (lexicon.aliases[noun] === 'user' && !providerNouns.has(noun)) || userNouns.has(noun)) return { kind: 'user' };
    const [firstWord = '', ...others] = noun.split(' ');
    if (outside.has(firstWord) && /^(?:connection|account|link|access|token|authori[sz]ation)$/.test(others.join(' '))) return { kind: 'resource', name: 'ProviderConnection', known: true };
    if (outside.has(noun)) return { kind: 'none', why: 'ignored' };
    const entity = entities.get(noun);
    // An implied entity has its name and attributes from the spec; whether it is a model is found out as for any noun.
    if (entity !== undefined && entity.entity.implied !== true && lexicon.aliases[noun] !== 'user') return entity.entity.persisted === false ? { kind: 'derived', noun } : { kind: 'resource', name: pascal(noun), known: true };
    if (made.has(noun)) return { kind: 'resource', name: pascal(noun), known: false };
    if (fixed.derived.has(noun)) return { kind: 'derived', noun };
    if (lexicon.phrases.includes(noun) && lexicon.aliases[noun] === undefined) return { kind: 'resource', name: pascal(noun), known: false };
    const of = attributes.get(noun);
    if (of !== undefined) return { kind: 'field', noun, of };
    const attribute = lexicon.attributes[noun];
    // A unit that is registered with its group and expiry is a thing, whatever a unit is elsewhere.
    if (attribute !== undefined && (entity?.entity.attributes.length ?? 0) > 0) return { kind: 'resource', name: pascal(noun), known: false };
    if (attribute !== undefined) return { kind: 'field', noun, of: attribute.of ?? null };
    const alias = lexicon.aliases[noun];
    // The trail of changes is kept by the plan itself (`AuditEvent`); a requirement may ask to read it.
    if (alias === 'audit event' || noun === 'audit event') return { kind: 'resource', name: 'AuditEvent', known: true };
    const provided = providerNouns.get(noun);
    if (provided?.model.storedAs === 'User' || alias === 'user') return { kind: 'user' };
    if (provided !== undefined && provided.model.storedAs !== null) return { kind: 'resource', name: provided.model.storedAs, known: true };
    if (alias !== undefined && depth < 3) {
      // An alias only counts where its target means something in this feature; "run" is no activity in a build tool.
      const target = meaning(alias, depth + 1);
      if (target.kind !== 'resource' || target.known || !/^[\p{Script=Latin} ]+$/u.test(noun)) return target;
    }
    if (samples.has(noun)) return { kind: 'resource', name: pascal(noun), known: true };
    if (fixed.derived.has(noun) || fixed.derived.has(noun.split(' ').at(-1) ?? '')) return { kind: 'derived', noun };
    if (fixed.frontend.has(noun) || fixed.frontend.has(noun.split(' ').at(-1) ?? '')) return { kind: 'none', why: 'frontend' };
    if (fixed.ignored.has(noun) || ((lexicon.weakHeads.includes(noun) || lexicon.weakHeads.includes(lexicon.irregularPlurals[noun] ?? '')) && !lexicon.standalone.includes(noun))) return { kind: 'none', why: 'ignored' };
    // Participles and words of other scripts are no nouns a table could be named after.
    if (/(?:[^e]ed|ly)$/.test(noun) || !/^[\p{Script=Latin}\p{N} -]+$/u.test(noun) || noun.length < 3) return { kind: 'none', why: 'ignored' };
    return { kind: 'resource', name: pascal(noun), known: false };
  };
  const parts = [...attributes.keys()].filter((a) => a.includes(' '));
  const known = [...entities.keys(), ...parts, ...shortNames.keys(), ...providerNouns.keys(), ...samples.keys(), ...Object.keys(lexicon.aliases), ...lexicon.phrases].toSorted((a, b) => b.length - a.length || a.localeCompare(b, 'en'));
    const otherWords = (noun: string): string[] => [...[...shortNames].flatMap(([word, whole]) => (whole === noun ? [word] : [])), ...Object.entries(lexicon.aliases).flatMap(([word, to]) => (to === noun && !entities.has(word) ? [word] : []))].filter((word) => word !== noun && meaning(word).kind === 'resource');
  return { lexicon, known: [...new Set(known)], entities, providerNouns, samples, links, made, meaning: (noun) => meaning(noun), otherWords };
}

import type { Lexicon } from '../../../model/knowledge.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import { oncePer, oncePerText } from '../../../text/once.ts';
import { anyOf, caseless, inWord, letter } from '../../../text/regex.ts';
import { plain } from '../reading/clause-verbs.ts';
import type { Context } from '../context.ts';
import { countIn, countPattern, sentencesOf } from '../reading/counts.ts';
import type { Resource } from '../resources.ts';
import { actorNoun } from '../reading/predicates.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { holds, plural, singular, spaced } from '../reading/words.ts';

/** How a value comes about: a time counted from another, a figure over rows, arithmetic on fields, or a rule that only its inputs tell. */
export type Way = 'offset' | 'sum' | 'average' | 'count' | 'most' | 'least' | 'times' | 'minus' | 'plus' | 'ratio' | 'from';

/** A value that a sentence says how to compute, before anything is known of what it is of. */
interface Told {
  way: Way;
  /** What is computed: "expiry date". */
  noun: string;
  /** What it is of, where the sentence says so. */
  of: string | null;
  /** Whoever sees it. */
  actor: string | null;
  /** Nouns that it is computed from. */
  inputs: string[];
  /** An offset: how many of which unit, before or after. */
  span: { count: number; unit: string; before: boolean } | null;
  /** The rule in the author's words. */
  rule: string;
}

/** A value that the server computes of a resource, and how. */
export interface Computation extends Told {
  resource: string;
  /** The rows it is computed over, where they are stored rows of their own. */
  rows: string | null;
  requirement: Requirement;
  /** How long a thing is lent: the time it is due. */
  term?: true;
}

const article = /^(?:an?|the|its|their|his|her|each|every|all|our|any|of)\s+/i;
const bare = (words: string): string => {
  const less = words.trim().toLowerCase().replace(/\([^)]*\)/gu, '').replace(/^(?:an?\s|the\s)?\p{L}+['’]s\s/u, '').replace(/["'“”`]/gu, '').trim();
  const cut = less.replace(article, '');
  return cut === less ? less : bare(cut);
};

const noun = String.raw`(?<noun>(?:${inWord}+\s){0,3}?${inWord}+?)`;
const of = String.raw`(?:\s+(?:of|for|on)\s+(?:an?|the|each|every|all|its|their|one)\s+(?<of>(?:${inWord}+\s){0,2}?${inWord}+))?`;
const owner = String.raw`(?:(?:an?|the|each|every|our)\s+)?(?:(?<owner>(?:${inWord}+\s){0,2}?${inWord}+)['’]s?\s+)?`;
const rest = String.raw`(?<rest>[^.;]+)`;

/** Made once a lexicon: the ways to say how a value comes about, the most certain first. */
const patternsOf = oncePer((lexicon: Lexicon) => lexicon.computations, (lexicon: Lexicon): { pattern: RegExp; way: Way | null }[] => {
  const { computations: words } = lexicon;
  const value = String.raw`(?:the\s+|its\s+|their\s+|an?\s+)?${owner}${noun}${of}`;
  const is = `(?:${anyOf(words.is)})`;
  const over = (list: readonly string[]): string => `(?:the\\s+|an?\\s+)?(?:${anyOf(list)})\\s+(?:of\\s+)?(?=${letter})`;
  const count = `(?<count>${countPattern(lexicon)})\\s+(?<unit>${anyOf(words.units)})`;
  const signs = [...words.times, ...words.minus, ...words.plus, ...words.ratio];
  // A sign that is a word stands alone: the "x" of "six" multiplies nothing.
  const sign = `(?<sign>(?<=\\s)(?:${anyOf([...signs.filter((one) => /\p{L}/u.test(one)), 'and'])})(?=\\s)|${anyOf(signs.filter((one) => !/\p{L}/u.test(one)))})`;
  const figures: [Way, readonly string[]][] = [['sum', words.sums], ['average', words.averages], ['count', words.counts], ['most', words.most], ['least', words.least]];
  return [
    { way: 'offset', pattern: caseless(`^${value}\\s+(?:${is}|falls|lies|ends|comes)\\s+(?:always\\s+|automatically\\s+|exactly\\s+)?${count}\\s+(?<side>after|from|past|before|ahead of)\\s+${rest}$`) },
    { way: 'offset', pattern: caseless(`^(?:an?|the|each|every|all)?\\s*(?<of>(?:${inWord}+\\s){0,2}?${inWord}+)\\s+(?:is|are|falls?|comes?|becomes?)\\s+(?<noun>due|overdue)\\s+${count}\\s+(?<side>after|from|before)\\s+${rest}$`) },
    { way: 'offset', pattern: caseless(`^(?:an?|the|each|every|all)?\\s*(?<of>(?:${inWord}+\\s){0,2}?${inWord}+)\\s+(?:has|have|gets?)\\s+(?:an?|its|the)\\s+${noun}\\s+(?:of|which is|that is)?\\s*${count}\\s+(?<side>after|from|before)\\s+${rest}$`) },
    { way: 'offset', pattern: caseless(`^(?:an?|the|each|every|all)?\\s*(?<of>(?:${inWord}+\\s){0,2}?${inWord}+)\\s+(?<noun>expires?|lapses?|runs? out)\\s+${count}\\s+(?<side>after|from)\\s+(?<rest>(?:the\\s+|its\\s+)?(?:${inWord}+\\s)?date(?:\\s+of\\s+${inWord}+)?)$`) },
    ...figures.flatMap(([way, list]) => [
      { way, pattern: caseless(`^${value}\\s+${is}\\s+(?:always\\s+|simply\\s+|just\\s+)?${over(list)}${rest}$`) },
      { way, pattern: caseless(`^(?:(?:an?|the|each|every|all)\\s+)?(?<of>(?:${inWord}+\\s){0,2}?${inWord}+)\\s+(?:${anyOf(words.shows)})\\s+(?:its|their|the|an?)\\s+(?:current\\s+|own\\s+)?(?:${anyOf(list)})\\s+(?:of\\s+)?(?:(?:its|their|the|all)\\s+)*(?<figure>(?:${inWord}+\\s){0,2}?${inWord}+)(?:\\s+(?:from|over|in|across|among)\\s+(?:its|their|the|all)\\s+(?<rest>${inWord}+))?(?:\\s+(?:it|they)\\s+(?:has|have|had|got|received)(?:\\s${letter}+)?)?$`) },
      { way, pattern: caseless(`^(?<who>[\\p{L}\\s-]{3,40}?)\\s+(?:can\\s+|must be able to\\s+|should\\s+|may\\s+)?(?:sees?|views?|reads?)\\s+(?:the|an?|each)\\s+(?:${anyOf(list)})\\s+(?:of\\s+)?(?<figure>(?:${inWord}+\\s){0,2}?${inWord}+)\\s+(?:of|for|on)\\s+(?:each|every|an?|the)\\s+(?<of>(?:${inWord}+\\s){0,1}?${inWord}+)$`) },
    ]),
    { way: null, pattern: caseless(`^${value}\\s+${is}\\s+(?:always\\s+|simply\\s+|the\\s+difference\\s+between\\s+|the\\s+product\\s+of\\s+)?(?<left>(?:${inWord}+\\s?){1,5}?)\\s*${sign}\\s*(?<right>(?:[^.;,]|\\.(?=\\d))+)$`) },
    { way: 'from', pattern: caseless(`^${value}\\s+(?:is|are|gets?)\\s+(?:always\\s+|automatically\\s+|then\\s+)?(?:${anyOf(words.computed)})\\s+(?:automatically\\s+|by the (?:system|server)\\s+)?(?:${anyOf(words.from)})\\s+${rest}$`) },
    { way: 'from', pattern: caseless(`^(?:the\\s+(?:system|service|server|app|application|software|backend)\\s+|we\\s+)?(?:must\\s+|should\\s+|shall\\s+)?(?:automatically\\s+)?(?:${anyOf(words.computes)})\\s+(?:the\\s+|an?\\s+|its\\s+)?${owner}${noun}${of}\\s+(?:automatically\\s+)?(?:${anyOf(words.from)})\\s+${rest}$`) },
  ];
});

/** "its lines", "all ratings of the book", "the quantity and the unit price": the nouns that a value is computed from. */
const inputsOf = (text: string): string[] => text.replace(/\s(?:and|but)\s+(?:must|should|is|are|may|can|has|have)\s.*$/i, '').replace(/\s(?:so that|if|when|unless|because|in|on|at)\s.*$/i, '').split(/,|\s(?:and|or|plus|times|minus|with)\s/u).map((part) => bare(part.replace(/\s+of\s+(?:the|an?|each|its|their)\s+[\p{L} -]+$/u, ''))).filter((part) => part !== '' && part.split(' ').length <= 4);

const conditional = /^(?:when|whenever|if|while|where|once|after|as soon as|unless|given|as an?)\s|,\s*(?:then\s+)?the (?:system|service|application)\s/i;

/** The value that a sentence says how to compute; null where it says none. */
export const toldComputation = oncePerText((sentence: string, lexicon: Lexicon): Told | null => {
  const text = sentence.trim().replace(/[.;]+$/u, '').replace(/^(?:then|also|here|there)\s+/i, '');
  // A condition asks for something to be done; a value has its rule at any time.
  if (conditional.test(text)) return null;
  if (!lexicon.computations.signs.some((word) => text.toLowerCase().includes(word))) return null;
  const counted = /\s(?:after|from|past|before|ahead of)\s/i.test(text);
  for (const { pattern, way } of patternsOf(lexicon)) {
    if (way === 'offset' && !counted) continue;
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) continue;
    // "Members get a reminder 2 days before": a message is sent, it is no value.
    if (way === 'offset' && lexicon.messages.some((message) => (groups['noun'] ?? '').toLowerCase().split(' ').at(-1) === message)) continue;
    const told = toldBy(groups, way, text, lexicon);
    if (told !== null) return told;
  }
  return null;
});

function toldBy(groups: Readonly<Record<string, string | undefined>>, way: Way | null, text: string, lexicon: Lexicon): Told | null {
  const { computations: words } = lexicon;
  const thing = groups['of'] ?? groups['owner'];
  const whose = thing === undefined ? null : singular(bare(thing), lexicon);
  // "Age of donor" is an age, of a person.
  const personal = /^(.+?)\s+of\s+([\p{L}-]+)$/u.exec(bare(groups['noun'] ?? ''));
  if (thing === undefined && personal !== null && lexicon.people.includes(singular(personal[2] ?? '', lexicon))) return toldBy({ ...groups, noun: personal[1], of: personal[2] }, way, text, lexicon);
  const said = bare(groups['noun'] ?? groups['figure'] ?? '');
  const base = { of: whose === null || lexicon.pronouns.includes(whose) ? null : whose, actor: actorNoun(groups['who'] ?? null, lexicon), span: null };
  if (said === '' || lexicon.people.includes(singular(said, lexicon)) || lexicon.pronouns.includes(said)) return null;
  if (way === 'offset') {
    const count = countIn(groups['count'] ?? '', lexicon);
    const from = bare((groups['rest'] ?? '').replace(/\s(?:unless|if|but|and)\s.*$/i, ''));
    if (count === null || from.split(' ').length > 4) return null;
    const name = /^(?:due|overdue)$/.test(said) ? 'due date' : /^(?:expires?|lapses?|runs? out)$/.test(said) ? 'expiry' : said;
    return { ...base, way, noun: name, inputs: [from], span: { count, unit: (groups['unit'] ?? '').toLowerCase(), before: /^(?:before|ahead)/i.test(groups['side'] ?? '') }, rule: `${count} ${groups['unit'] ?? ''} ${groups['side'] ?? ''} ${groups['rest'] ?? ''}` };
  }
  if (way === null) {
    const sign = (groups['sign'] ?? '').trim().toLowerCase();
    const between = /difference\s+between/i.test(text) ? 'minus' : /product\s+of/i.test(text) ? 'times' : null;
    const found = (['times', 'minus', 'plus', 'ratio'] as const).find((one) => words[one].includes(sign)) ?? between;
    const sides = [groups['left'] ?? '', groups['right'] ?? ''].map(bare);
    if (found === null || sides.some((side) => side === '' || side.split(' ').length > 5 || /^\p{L}+(?:ed|ing)$/u.test(side))) return null;
    return { ...base, way: found, noun: said, inputs: sides, rule: text.slice(text.toLowerCase().indexOf(sides[0] ?? '')) };
  }
  const inputs = inputsOf(groups['rest'] ?? '');
  if (groups['figure'] !== undefined) {
    const figure = singular(bare(groups['figure']), lexicon);
    return { ...base, way, noun: way === 'count' ? `number of ${plural(figure, lexicon)}` : `${way === 'average' ? 'average' : way === 'sum' ? 'total' : way === 'most' ? 'highest' : 'lowest'} ${figure}`, inputs: [figure, ...inputs], rule: `${way === 'sum' ? 'the sum' : way === 'count' ? 'the number' : way === 'average' ? 'the average' : `the ${way === 'most' ? 'highest' : 'lowest'}`} of ${plural(figure, lexicon)}` };
  }
  // "the sum of its lines minus the discount plus VAT": no sum alone.
  const chain = way === 'sum' && caseless(`\\s(?:${anyOf([...words.minus, ...words.plus].filter((sign) => /^\p{L}/u.test(sign)))})\\s`).test(groups['rest'] ?? '');
  if (chain) {
    const parts = (groups['rest'] ?? '').split(caseless(`\\s(?:${anyOf([...words.minus, ...words.plus, 'and'].filter((sign) => /^\p{L}/u.test(sign)))})\\s|,`)).map(bare).filter((part) => part !== '' && part.split(' ').length <= 4);
    if (parts.length > 1) return { ...base, way: 'from', noun: said, inputs: parts, rule: text.replace(/^.*?\s(?=the (?:sum|total)\b)/i, '') };
  }
  if (inputs.length === 0 || (way === 'from' && holds(text, 'per'))) return null;
  return { ...base, way, noun: said, inputs, rule: text.replace(/^.*?\s(?=(?:the (?:sum|total|average|mean|number|count|highest|lowest|latest|earliest)|(?:automatically )?(?:computed|calculated|derived|worked out)|from|as|by)\b)/i, '') };
}

/** Whoever sees a computed value sees the thing it is of: a sentence that says who, or what shows it, is a list of those. */
export function showComputations(requirements: readonly Requirement[], vocabulary: Vocabulary): void {
  const all = requirements.filter((r) => r.rejected === null && r.kind === 'functional');
  const shown = (thing: string): boolean => all.some((r) => r.readings.some((x) => x.noun === thing && ['list', 'search'].includes(x.operation)));
  for (const r of all) for (const told of sentencesOf(r.text).flatMap((sentence) => toldComputation(sentence, vocabulary.lexicon) ?? [])) {
    if (told.of === null || vocabulary.meaning(told.of).kind !== 'resource' || (told.actor === null && shown(told.of))) continue;
    const kept = all.some((q) => q.readings.some((x) => x.noun === told.of && x.actor !== null && x.actor !== 'system' && !x.negated));
    r.readings = [...r.readings, plain('see', 'list', told.of, { actor: told.actor ?? (kept ? null : 'user') })];
  }
}

/** The computed values of the feature, each at the resource that it is of. */
export function computationsOf(ctx: Pick<Context, 'active' | 'resources' | 'acts' | 'lexicon' | 'vocabulary'>): Computation[] {
  const { lexicon } = ctx;
  const stored = [...ctx.resources.values()].filter((r) => r.stored);
  const find = (words: string): Resource | undefined => {
    const one = singular(words, lexicon);
    return stored.find((r) => r.noun === one) ?? stored.find((r) => one.endsWith(` ${r.noun}`) || r.noun.endsWith(` ${one}`));
  };
  return ctx.active.flatMap((requirement, at) => sentencesOf(requirement.text).flatMap((sentence): Computation[] => {
    const told = toldComputation(sentence, lexicon);
    if (told === null) return [];
    const rows = ['sum', 'average', 'count', 'most', 'least'].includes(told.way) ? rowsOf(ctx, told, find) : null;
    const before = ctx.active.slice(0, at + 1).toReversed();
    const spoken = (noun: string): Resource | undefined => before.flatMap((r) => stored.filter((x) => x.uses.some((u) => u.requirement === r) && holds(r.text, noun)))[0];
    const of = told.of === null ? undefined : find(told.of);
    // "The invoice total is computed from the lines and the customer's discount": of the thing that its name begins with.
    const begun = told.of !== null ? undefined : stored.filter((r) => r.name !== rows?.name && told.noun.startsWith(`${r.noun} `)).toSorted((a, b) => b.noun.length - a.noun.length)[0];
    const person = told.of !== null && lexicon.people.includes(told.of) ? { name: 'User' } : undefined;
    // "The expiry is 42 days after collection": of what was spoken of with the collection, else of what was spoken of last.
    const near = told.of !== null ? undefined : (told.inputs.map((noun) => spoken(noun.split(' ').at(-1) ?? noun)).find((r) => r !== undefined && r.name !== rows?.name) ?? before.flatMap((r) => stored.filter((x) => x !== rows && x.uses.some((u) => u.requirement === r)))[0]);
    const resource = of ?? person ?? begun ?? near;
    return resource === undefined ? [] : [{ ...told, resource: resource.name, rows: rows?.name ?? null, requirement }];
  }));
}

/** The rows that a figure is computed over: those it names, else those that have the field it names. */
function rowsOf(ctx: Pick<Context, 'active' | 'resources' | 'vocabulary' | 'lexicon'>, told: Told, find: (words: string) => Resource | undefined): Resource | null {
  const named = told.inputs.map((input) => find(input)).find((r) => r !== undefined && r.noun !== told.of);
  if (named !== undefined) return named;
  const having = [...ctx.resources.values()].find((r) => r.stored && r.noun !== told.of && told.inputs.some((input) => {
    const field = singular(input.split(' ').at(-1) ?? input, ctx.lexicon);
    const entity = ctx.vocabulary.entities.get(r.noun)?.entity;
    return entity?.attributes.some((a) => spaced(a).includes(field)) === true || r.uses.some((u) => u.operation === 'create' && holds(u.requirement.text, field) && holds(u.requirement.text, r.noun));
  }));
  return having ?? null;
}

import type { Lexicon } from '../../../model/knowledge.ts';
import { withArticle } from '../../../text/article.ts';
import { oncePer } from '../../../text/once.ts';
import { anyOf, caseless, inWord, letter } from '../../../text/regex.ts';
import { plural, singular, thirdPerson, verbBases } from './words.ts';

const modals = '(?:must|shall|should|will|can)';
const separators = String.raw`\s*(?:,\s*(?:and\s+|or\s+)?|\/\s*|\s(?:and|or)\s+)`;
const forms = (words: readonly string[]): string => anyOf(words.toSorted((a, b) => b.length - a.length));

const patternsOf = oncePer((lexicon: Lexicon) => lexicon, (lexicon) => {
  // "THE Learning Platform SHALL", "the Booking_Service must", "System MUST": the software as subject; a bare order has none.
  const lead = String.raw`(^|[.;]\s+|,\s+(?:then\s+)?)(?:(?:the\s+)?(?:[\p{L}\p{N}_-]+\s+){0,4}?(?:[\p{L}\p{N}]+_)*(?:${anyOf(lexicon.machines)})\s+${modals}\s+|it\s+${modals}\s+)?(?:also\s+)?`;
  const supports = `(?:${forms(lexicon.supports)})s?`;
  const noun = `(?:${forms(Object.keys(lexicon.nominals))})s?`;
  const after = `(?:${forms(lexicon.nominalsBehind)})`;
  const abilities = `(?:${forms(lexicon.abilities.flatMap((word) => [word, plural(word, lexicon)]))})`;
  const ing = String.raw`(?:(?:soft|hard|bulk|batch)-)?${letter}+ing`;
  return {
    // Most sentences use none of the words that the patterns start with.
    any: caseless(`\\b(?:${supports}|have|has|features?|expose|provide|offer|display|show|let|only)`),
    nouns: caseless(`${lead}${supports}\\s+(?:for\\s+)?(?:the\\s+)?(${noun}(?:${separators}${noun})*)\\s+of\\s+`, 'g'),
    behind: caseless(`${lead}${supports}\\s+((?:${inWord}+\\s+){1,3}?)(${after}(?:${separators}${after})*)(?:\\s+${abilities})?(?=$|[.;,]|\\s(?:without|with|by|for|when|only|and)\\b)`, 'g'),
    doing: caseless(`${lead}${supports}\\s+(${ing}(?:${separators}${ing})*)\\s+(?=${letter})`, 'g'),
    endpoint: caseless(`${lead}(?:expose|provide|offer)s?\\s+(?:an?\\s+|the\\s+)?(?:(?:GET|POST|PUT|PATCH|DELETE)\\s+)?(?:public\\s+)?(?:(?:rest|api|http)\\s+)?endpoints?\\s+(?:for|to)\\s+(${letter}+)\\s+`, 'g'),
    tools: caseless(`${lead}(?:${supports}|have|has|feature|features)\\s+(?:an?\\s+|the\\s+)?(?:${letter}+\\s+){0,2}?((?:${forms(Object.keys(lexicon.tools))})(?:${separators}(?:${forms(Object.keys(lexicon.tools))}))*)(?:\\s+${abilities})?\\s+(?:for|of|on|over|across)\\s+(?=${letter})`, 'g'),
    only: caseless(`${lead}(?:only\\s+(?:allow|permit|let|enable)|(?:allow|permit|let|enable)\\s+only)s?\\s+([^.;]{3,80}?)\\s+to\\s+`, 'g'),
    letting: caseless(`${lead}(?:let)s?\\s+(an?|the|each|any)\\s+((?:${inWord}+\\s+){0,3}?)(${inWord}+)\\s+(${letter}+)\\s+(?=(?:an?|the|their|its|one|another)\\s)`, 'g'),
    given: caseless(`${lead}(?:provide|offer)s?\\s+(?:an?\\s+|the\\s+)?(${letter}+)\\s+with\\s+((?:${letter}+\\s+){1,2}?)management(?:\\s+${abilities})?`, 'g'),
    controls: caseless(`${lead}(?:provide|offer)s?\\s+(${letter}+)\\s+(${letter}+ing)\\s+${abilities}(?=$|[\\s.,;])`, 'g'),
    path: caseless(`${lead}(?:expose|provide|offer)s?\\s+(?:an?\\s+|the\\s+)?\`?(GET|POST|PUT|PATCH|DELETE)\\s+(/[\\p{L}\\p{N}/{}:_-]+)\`?\\s+endpoint`, 'g'),
    kept: caseless(`^(?<what>${letter}+ing\\s[^.;]*?)\\s+${modals}\\s+(?:all\\s+|only\\s+)?be\\s+(?:only\\s+)?(?:${anyOf(lexicon.reserved)})\\s+(?:only\\s+)?(?:to|for)\\s+(?<who>[^.;]+)`),
    moment: caseless(String.raw`^(\s*(?:when|if|while|whenever|before|after)\s+)(\p{L}+ing)\s+(?=(?:an?|the|their|its|new|all|any|[\p{L}-]+s?)\s)`),
  };
});

/** What the lexicon says that people can ask for by a verb in any form: its base; null for what only software does. */
function askedBy(word: string, lexicon: Lexicon): string | null {
  const base = verbBases(word.toLowerCase().replace(/^(?:soft|hard|bulk|batch)-/, '')).find((each) => lexicon.verbs[each] !== undefined || lexicon.acts[each] !== undefined || lexicon.manage.includes(each));
  const operation = base === undefined ? undefined : lexicon.verbs[base];
  return base === undefined || operation === 'none' || operation === 'ai-job' || operation === 'job' || operation === 'ops' || operation === 'auth' || (operation === 'derive') ? null : base;
}

const listed = (words: readonly string[]): string => (words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`);
const split = (text: string): string[] => text.split(caseless(separators)).map((w) => w.trim()).filter((w) => w !== '');

const described = /^(?!(?:the|all)\s)[\p{L}-]+(?:ed|ive|ed-in|ed-up|known)$/u;

/** "authenticated, vetted trainers", "Admin and Manager roles": the people among them, in the plural; null when one part names none. */
function peopleIn(text: string, lexicon: Lexicon): string | null {
  const named = text.replace(/\s+(?:roles?|users?)$/i, '');
  const parts = split(split(named).every((part) => described.test(part)) ? text : named).filter((part) => !described.test(part) || lexicon.people.includes(singular(part.toLowerCase(), lexicon)));
  const people = parts.map((part) => {
    const words = part.toLowerCase().split(/\s+/);
    const two = singular(words.slice(-2).join(' '), lexicon);
    const one = singular(words.at(-1) ?? '', lexicon);
    return words.length > 1 && lexicon.people.includes(two) ? two : lexicon.people.includes(one) ? one : null;
  });
  return people.length > 0 && people.every((p) => p !== null) ? listed(people.map((p) => plural(p ?? '', lexicon))) : null;
}

const verbOfMethod: Readonly<Record<string, string>> = { POST: 'create', GET: 'list', PUT: 'update', PATCH: 'update', DELETE: 'delete' };

/** What software supports, lets do or exposes, as what `who` can do by it. */
function supported(text: string, who: string, lexicon: Lexicon): string {
  const p = patternsOf(lexicon);
  if (!p.any.test(text)) return text;
  const can = (before: string, verbs: readonly string[]): string => `${before}${who} can ${listed(verbs)} `;
  const verbOf = (noun: string): string => lexicon.nominals[noun.toLowerCase()] ?? lexicon.nominals[noun.toLowerCase().replace(/s$/, '')] ?? noun;
  return text
    .replace(p.nouns, (_, before: string, nouns: string) => can(before, split(nouns).map(verbOf)))
    .replace(p.tools, (_, before: string, nouns: string) => can(before, split(nouns).map((noun) => lexicon.tools[noun.toLowerCase()] ?? noun)))
    .replace(p.endpoint, (all: string, before: string, verb: string) => {
      const base = askedBy(verb, lexicon);
      return base === null ? all : can(before, [base]);
    })
    .replace(p.path, (all: string, before: string, method: string, path: string) => {
      const parts = path.split('/').filter((part) => part !== '' && !/^(?:api|v\d+)$/i.test(part));
      const last = parts.at(-1) ?? '';
      const item = /^[{:]/.test(last);
      const words = (item ? (parts.at(-2) ?? '') : last).replace(/[-_]/g, ' ').toLowerCase();
      const verb = item && method.toUpperCase() === 'GET' ? 'view' : (verbOfMethod[method.toUpperCase()] ?? '');
      // A last part that is a verb, as in `/parcels/{id}/cancel`, is what is done to the thing in front of it.
      if (words === '' || /^[{:]/.test(words) || (item && /^[{:]/.test(parts.at(-2) ?? '')) || (!item && method.toUpperCase() === 'POST' && /^[{:]/.test(parts.at(-2) ?? ''))) return all;
      const thing = singular(words, lexicon);
      return `${can(before, [verb])}${method.toUpperCase() === 'GET' && !item ? words : `${withArticle(thing)}`} by endpoint`;
    })
    .replace(p.doing, (all: string, before: string, verbs: string) => {
      const bases = split(verbs).map((v) => askedBy(v, lexicon));
      return bases.every((b) => b !== null && lexicon.verbs[b] !== 'search') ? can(before, bases.map((b) => b ?? '')) : all;
    })
    .replace(p.only, (all: string, before: string, people: string) => {
      const found = peopleIn(people, lexicon);
      return found === null ? all : `${before}${found} can `;
    })
    .replace(p.given, (all: string, before: string, person: string, thing: string) => (lexicon.people.includes(singular(person.toLowerCase(), lexicon)) ? `${before}${person} can manage ${plural(thing.trim(), lexicon)}` : all))
    .replace(p.controls, (all: string, before: string, thing: string, verb: string) => {
      const base = askedBy(verb, lexicon);
      return base === null || lexicon.verbs[base] === 'search' || lexicon.verbs[base] === 'list' ? all : `${can(before, [base])}${plural(thing, lexicon)}`;
    })
    .replace(p.behind, (all: string, before: string, thing: string, nouns: string) => (lexicon.adjectives.includes(thing.trim().toLowerCase()) ? all : `${can(before, split(nouns).map(verbOf))}${plural(thing.trim(), lexicon)}`))
    .replace(p.letting, (all: string, before: string, article: string, more: string, person: string, verb: string) => {
      const known = lexicon.verbs[verb.toLowerCase()] !== undefined || lexicon.acts[verb.toLowerCase()] !== undefined;
      return known && !lexicon.people.includes(person.toLowerCase()) && !lexicon.machines.includes(person.toLowerCase()) && more.trim().split(/\s+/).every((w) => w === '' || /(?:ed|ive|able|al)$/.test(w) || lexicon.adjectives.includes(w.toLowerCase())) ? `${before}${article} ${person} can ${verb} ` : all;
    })
    // "provide a public listing of lectures" lists lectures; a listing is a thing only where nobody says of what.
    .replace(caseless(String.raw`\b(?:provide|offer|display|show)(s?)\s+(?:an?|the)\s+(?:[\p{L}-]+\s+)?listings?\s+of\s+`, 'g'), 'list$1 ');
}

/** "Writing a note and removing it must be restricted to signed-in members": those people can write a note and remove it. */
function keptFor(text: string, lexicon: Lexicon): string {
  const { what, who } = patternsOf(lexicon).kept.exec(text)?.groups ?? {};
  const people = who === undefined ? null : peopleIn(who, lexicon);
  if (what === undefined || people === null) return text;
  const deeds = what.replace(caseless(`(^|,\\s*(?:and\\s+|or\\s+)?|\\s(?:and|or)\\s+)(${letter}+ing)(?=\\s)`, 'g'), (all: string, before: string, verb: string) => {
    const base = askedBy(verb, lexicon);
    return base === null ? all : `${before}${base}`;
  });
  return deeds === what ? text : `${people.slice(0, 1).toUpperCase()}${people.slice(1)} can ${deeds}`;
}

/**
 * What software "supports", "lets only trainers do" or "exposes an endpoint for", as what people can do by it: "support creation and deletion
 * of kennels" is "users can create and delete kennels". `teller` is who tells the story that the sentence stands under, else any user.
 */
export function asDeeds(text: string, lexicon: Lexicon, teller: string | null = null): string {
  if (!/^[\p{Script=Latin}\p{N}\p{P}\p{S}\s]+$/u.test(text)) return text;
  const told = supported(keptFor(text, lexicon), teller === null ? 'users' : plural(teller, lexicon), lexicon);
  if (teller === null) return told;
  return told.replace(patternsOf(lexicon).moment, (all: string, word: string, verb: string) => {
    const base = askedBy(verb, lexicon);
    // "When receiving HTTP 404": the software receives, not who tells the story.
    return base === null || lexicon.receives.includes(base) ? all : `${word}${withArticle(teller)} ${thirdPerson(base)} `;
  });
}

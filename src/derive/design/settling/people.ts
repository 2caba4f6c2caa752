import type { Lexicon } from '../../../model/knowledge.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import type { DeriveInput } from '../../input.ts';
import { anyOf, caseless } from '../../../text/regex.ts';
import { determiner, tokens, unlistedAt, verbAt } from '../reading/objects.ts';
import { offered } from '../reading/offered.ts';
import { asDeeds } from '../reading/phrases.ts';
import { joinParticles } from '../reading/plainly.ts';
import { signalsOf } from '../rules/signals.ts';
import { inReadingOrder } from '../reading/verb-last.ts';
import { holds, plural, singular } from '../reading/words.ts';

/** "Riders must be able to rent", "WHEN a courier picks up": who can act, though no word list names them. */
const able = caseless(String.raw`(?:^|[.;]\s+|,\s+)(?:the\s+|an?\s+|each\s+|every\s+|any\s+|el\s+|la\s+|los\s+|las\s+)?([\p{L}-]+(?:\s[\p{L}-]+)?)\s+(?:(?:must|shall|should|may|can|could|will)\s+(?:also\s+|not\s+|never\s+)*(?:be\s+(?:able|allowed)\s+to\s+|(?!be\b))|(?:debe|deben|debería|deberían)\s+poder\s+|puede[n]?\s+)([\p{L}-]+)`, 'g');
const strong = /\b(?:can|be\s+(?:able|allowed)\s+to|may|poder|puede[n]?)\b/i;

function subjectsOf(text: string, lexicon: Lexicon): string[] {
  return [...text.matchAll(able)].flatMap((m) => {
    const words = (m[1] ?? '').toLowerCase();
    if (/^(?:nobody|no|none|anyone|everyone|everybody|someone|somebody)\b/u.test(words)) return [];
    const noun = singular(words, lexicon);
    const head = noun.split(' ').at(-1) ?? noun;
    const agent = /^\s*(?:[.;,]\s+)?an?\s/i.test(m[0]) && !noun.includes(' ') && isAgent(noun, lexicon);
    if ((!strong.test(m[0]) && !agent) || lexicon.stative.includes((m[2] ?? '').toLowerCase()) || /(?:ed|en)$/.test(m[2] ?? '') && /\bbe$/.test(m[0])) return [];
    // "Restaurant owners" are a role of their own, "registered members" are members.
    const [first = ''] = noun.split(' ');
    if (noun.includes(' ') && lexicon.people.includes(head) && !lexicon.endUsers.includes(head) && !determiner(first) && !lexicon.adjectives.includes(first) && !/(?:ed|ing|ive|able|al)$/.test(first) && !/^(?:if|when|and|or|that|which|only|also|both|other|another|then|who)$/.test(first)) return [noun];
    if (lexicon.machines.includes(head) || lexicon.people.includes(head) || [lexicon.ignored, lexicon.derived, lexicon.frontend, lexicon.adjectives].some((list) => list.includes(head)) || lexicon.attributes[head] !== undefined || /^(?:it|they|this|that|which|who|when|if|also|only|and|or|one|two|we|you|i)$/.test(head) || /^\d/.test(head)) return [];
    return [words.includes(' ') && /^(?:if|when|and|or|that|which|only|also|all|both|two|other|another)$/.test(words.split(' ')[0] ?? '') ? head : noun];
  });
}

/** A noun that says who does something: "recipient", "technician"; what only ends like one, such as an order or a payment, does not. */
function isAgent(noun: string, lexicon: Lexicon): boolean {
  const head = noun.split(' ').at(-1) ?? noun;
  const listed = [lexicon.things, lexicon.machines, lexicon.devices, lexicon.ignored, lexicon.derived, lexicon.frontend, lexicon.adjectives, lexicon.weakHeads].some((list) => list.includes(head));
  if ([lexicon.clerks, lexicon.peers, lexicon.overseers].some((list) => list.includes(head))) return true;
  return !listed && lexicon.attributes[head] === undefined && head.length > 4 && !head.endsWith('ment') && lexicon.agents.some((ending) => head.endsWith(ending));
}

const teller = /^as an?\s+([^,]+?),?\s+i\s/i;
const doing = caseless(String.raw`(?:^|[.;]\s+|^(?:on|at|in|after|before|during)\s[^.;]{2,40}?\s|\b(?:when|once|after|if|whenever)\s+)(?:an?|the|each|every|any)\s+([\p{L}-]+(?:\s[\p{L}-]+)?)\s+([\p{L}-]+s)(?=\s+(?:(?:or|and)\s+[\p{L}-]+s\s+)?(?:(?:an?|the|their|his|her|its|one|this|each|every|all)\s|[\p{L}-]+s\s))`, 'g');
const several = caseless(String.raw`(?:^|[.;]\s+)([\p{L}-]+(?:\s[\p{L}-]+)?s)\s+([\p{L}-]+)\s+`, 'g');
const letting = caseless(String.raw`\b(?:lets?|allows?|enables?|permits?)\s+(?:an?\s+|the\s+)?([\p{L}-]+)\s+(?:of\s+(?:an?|the|their)\s+(?:[\p{L}-]+\s+){1,3}?(?=to\s))?(?:to\s+)?([\p{L}-]+)\s`, 'g');

const behind = caseless(String.raw`\b(?:must|shall|should|can|may|is|are)\s+(?:be\s+)?[\p{L}-]+(?:ed|en)\s+by\s+(?:an?|the|another)\s+([\p{L}-]+)(?=$|[.,;]|\s(?:who|and|or|before|after|when|within|if|in|on|at|with|for|once)\b)`, 'g');

/** "must be countersigned by the director", "the foreman must be alerted": people, though they open no sentence. */
function reachedOf(text: string, lexicon: Lexicon): string[] {
  const informed = caseless(`(?:^|[,;]\\s+|\\bthen\\s+|\\band\\s+)(?:the|an?|each|every)\\s+([\\p{L}-]+)\\s+(?:must|shall|should|is|will)\\s+(?:also\\s+)?(?:be\\s+)?(?:${lexicon.told.join('|')})\\b`, 'g');
  const deciding = caseless(`\\b(?:${anyOf(lexicon.decides)})\\s+by\\s+(?:an?|the|their|its)\\s+((?:head|chief|director|member)\\s+of\\s+\\p{L}+|[\\p{L}-]+)(?=$|[.,;]|\\s(?:who|and|or|before|after|when|within|if|in|on|at|with|for|once)\\b)`, 'g');
  const deciders = [...text.matchAll(deciding)].map((m) => singular((m[1] ?? '').toLowerCase(), lexicon)).filter((noun) => !lexicon.people.includes(noun) && ![lexicon.things, lexicon.machines, lexicon.devices, lexicon.ignored, lexicon.derived].some((list) => list.includes(noun.split(' ').at(-1) ?? noun)));
  if (deciders.length > 0) return deciders;
  // "an interface for wardens to add notes", "The warden dashboard must show"
  const served = caseless(String.raw`\b(?:interfaces?|screens?|pages?|forms?|buttons?|panels?|controls?)\s+for\s+(?:the\s+)?([\p{L}-]+)\s+to\s`, 'g');
  const boarded = caseless(String.raw`^(?:the\s+)?([\p{L}-]+)(?:['’]s|s['’])?\s+(?:dashboard|portal|panel|console)\s+(?:must|shall|should|will)\s`, 'g');
  return [behind, informed, served, boarded].flatMap((pattern) => [...text.matchAll(pattern)]).map((m) => singular((m[1] ?? '').toLowerCase(), lexicon)).filter((noun) => isAgent(noun, lexicon) && !lexicon.people.includes(noun));
}

/** Who a sentence without a modal verb says acts: "WHEN a recipient enters the code", "Growers register sensors", "As a grower I see". */
function tellersOf(text: string, lexicon: Lexicon): string[] {
  const told = teller.exec(text)?.[1]?.toLowerCase().trim();
  const found = [doing, several, letting].flatMap((pattern) => [...text.matchAll(pattern)]).flatMap((m) => {
    const noun = singular((m[1] ?? '').toLowerCase(), lexicon);
    const from = m.index + m[0].trimEnd().length - (m[2] ?? '').length;
    const verb = verbAt(tokens(joinParticles(text.slice(from, from + 120), lexicon)), 0, lexicon);
    const words = noun.split(' ');
    const says = verb === null ? lexicon.light[(m[2] ?? '').toLowerCase()] !== undefined : lexicon.marks.includes(verb.base) || (verb.operation !== 'none' && verb.operation !== 'derive');
    return says && !determiner(words[0] ?? '') && isAgent(noun, lexicon) && !lexicon.people.includes(words.at(-1) ?? '') ? [words.at(-1) ?? noun] : [];
  });
  return [...(told === undefined || told.split(' ').length > 3 ? [] : [singular(told, lexicon)]), ...found];
}

const heading = caseless(String.raw`^(?:[\d.]+\s+)?(?:(?:for|as)\s+)?(?:(?:the|an?)\s+)?(\p{L}[\p{L}-]*(?:\s\p{L}[\p{L}-]*)??)\s*(?:(?:can|may|must|should|shall)(?:\s+be able to)?|(?:module|portal|area|features|functions|functionality|panel|side|capabilities)s?)?\s*:?$`);

/** Who a heading over a list of deeds names: "Donors", "For nurses", "A coordinator can"; null for any other heading. */
function headed(group: string | null, lexicon: Lexicon): string | null {
  const words = heading.exec((group ?? '').trim())?.[1]?.toLowerCase();
  if (words === undefined) return null;
  const noun = singular(words, lexicon);
  return lexicon.people.includes(noun) || (noun !== words && isAgent(noun, lexicon)) ? noun : null;
}

/** "see free appointments" below the heading "Donors" is said of donors; a sentence with a subject of its own stays. */
export function spoken(r: Pick<Requirement, 'text' | 'group'>, lexicon: Lexicon, teller: string | null = null): string {
  const who = headed(r.group, lexicon);
  const said = asDeeds(offered(r.text, who !== null ? plural(who, lexicon) : teller !== null ? plural(teller, lexicon) : 'users', lexicon), lexicon, teller);
  if (who === null) return said;
  const told = said.trim();
  const list = tokens(told);
  const modal = /^(?:can|may|must|should|shall|cannot)\s/i.test(told);
  const listed = verbAt(list, 0, lexicon);
  const opens = listed !== null ? listed.base.split(' ')[0] === list[0]?.lower : /^\p{Ll}/u.test(told) && unlistedAt(list, 0, lexicon) !== null;
  return modal ? `${plural(who, lexicon)} ${told}` : opens ? `${plural(who, lexicon)} can ${told}` : said;
}

/** Lines between a story and the first of its criteria: a heading and what introduces them. */
const gap = 5;

/** Who tells the story that a requirement stands under as one of its criteria: "As a system administrator"; null for any other. */
export function tellerOf(r: Requirement, input: DeriveInput, all: readonly Requirement[], lexicon: Lexicon): string | null {
  const [at] = r.sources;
  if (at?.kind !== 'spec' || at.id !== null) return null;
  const spec = input.facts.specs.find((s) => s.path === at.path);
  const story = spec?.stories.filter((s) => s.endLine < at.line).at(-1);
  const role = story?.role?.toLowerCase().replace(/^(?:an?|the|new|any|registered|signed-in|authenticated)\s+/, '').trim() ?? '';
  if (story === undefined || role === '' || lexicon.machines.includes(role.split(' ').at(-1) ?? '')) return null;
  const first = all.flatMap((x) => x.sources.slice(0, 1).flatMap((s) => (s.kind === 'spec' && s.path === at.path && s.line > story.line && s.id === null ? [{ x, line: s.line }] : []))).toSorted((a, b) => a.line - b.line)[0];
  return first !== undefined && first.line - story.endLine <= gap && first.x.group === r.group && lexicon.people.includes(singular(role, lexicon)) ? singular(role, lexicon) : null;
}

/** "Recruiters, hiring managers, interviewers and applicants.": each of them; null for a line that says more of one. */
function listedPeople(text: string): string[] | null {
  const parts = text.trim().replace(/\.$/, '').split(/\s*,\s*(?:and\s+)?|\s+and\s+/i).map((part) => part.trim());
  return parts.length > 2 && parts.every((part) => /^\p{L}+(?:\s\p{L}+)?s$/u.test(part)) ? parts : null;
}

/** The lexicon with the people of this spec: roles of its stories, the users it lists, and who its sentences say can act. */
export function withPeople(input: DeriveInput, requirements: readonly Requirement[]): Lexicon {
  const { lexicon } = input.knowledge;
  const named = input.facts.specs.flatMap((s) => [...s.stories.map((x) => x.role ?? ''), ...s.facts.filter((f) => f.kind === 'consumer').flatMap((f) => listedPeople(f.text) ?? [f.text.split(/[:,(]/)[0] ?? ''])]);
  // "Customer contact belongs to one account": the name stands in front of what it does.
  const roles = named.map((n) => /^((?:\p{L}+\s){1,2}?)\p{L}+[^s\W]s\s/u.exec(n)?.[1]?.trim() ?? n).map((n) => singular(n.toLowerCase().replace(/^(?:an?|the|new|any)\s+/, '').trim(), lexicon)).filter((n) => /^[\p{Script=Latin} -]+$/u.test(n) && n !== '' && n.split(' ').length <= 2 && !/(?:^|\s)(?:app|application|api|system|engine|service|backend|client|dashboard|monitor)$/.test(n));
  const last = roles.map((r) => r.split(' ').at(-1) ?? r).filter((r) => r.length > 3);
  const language = input.facts.specs[0]?.language ?? 'en';
  const inOrder = (r: Requirement): string => inReadingOrder(r.text, language, lexicon) ?? asDeeds(r.text, lexicon);
  const acting = requirements.filter((r) => r.kind === 'functional').flatMap((r) => [...subjectsOf(inOrder(r), lexicon), ...tellersOf(inOrder(r), lexicon), ...reachedOf(inOrder(r), lexicon)]).filter((n) => !n.split(' ').some((w) => lexicon.machines.includes(w)));
  const over = [...new Set(requirements.map((r) => r.group))].flatMap((g) => headed(g, lexicon) ?? []);
  const people = [...new Set([...lexicon.people, ...roles, ...last, ...acting, ...over])];
  const texts = requirements.map((r) => r.text).join('\n');
  const said = [...roles, ...acting, ...over, ...lexicon.people.filter((p) => holds(texts, p) || holds(texts, plural(p, lexicon)))];
  // Where no known kind of end user acts, the people nobody listed are the ones the product is for.
  const anybody = new Set(['user', 'person', 'everyone', 'everybody', 'anyone', 'end-user', 'usuario']);
  const served = said.some((p) => lexicon.endUsers.includes(p) && !anybody.has(p)) ? [] : [...said.filter((p) => lexicon.workers.includes(p) || lexicon.peers.includes(p)), ...roles, ...acting, ...over].filter((p) => lexicon.workers.includes(p) || lexicon.peers.includes(p) || !lexicon.people.includes(p) && !lexicon.overseers.includes(p) && !lexicon.overseers.includes(p.split(' ').at(-1) ?? p) && !lexicon.clerks.includes(p.split(' ').at(-1) ?? p) && !lexicon.tenants.includes(p.split(' ').at(-1) ?? p) && !/(?:admin|manager|staff|officer|agent|operator|lead|keeper|master)$/.test(p));
  const devices = requirements.filter((r) => r.kind === 'functional').flatMap((r) => signalsOf(r.text, lexicon).map((signal) => signal.source));
  const words = `${texts} ${input.facts.specs.flatMap((s) => s.assumptions.map((a) => a.text)).join(' ')}`;
  const unneeded = Object.entries(lexicon.attributes).filter(([, a]) => a.needs !== undefined && !a.needs.some((word) => holds(words, word))).map(([noun]) => noun);
  const attributes = unneeded.length === 0 ? {} : { attributes: Object.fromEntries(Object.entries(lexicon.attributes).filter(([noun]) => !unneeded.includes(noun))) };
  return changed(lexicon, { ...attributes, ...(devices.length === 0 ? {} : { devices: [...new Set([...lexicon.devices, ...devices])] }), tongue: language, people, endUsers: [...new Set([...lexicon.endUsers, ...served])], endings: lexicon.inflections[language] ?? [] });
}

const before = new WeakMap<Lexicon, { said: string; lexicon: Lexicon }>();

/** The lexicon as the spec changes it: the one made last where it changes the same, so that what was found out with it holds on for a design made anew. */
function changed(from: Lexicon, by: Partial<Lexicon>): Lexicon {
  const said = JSON.stringify(by);
  const last = before.get(from);
  if (last?.said === said) return last.lexicon;
  const lexicon = { ...from, ...by };
  before.set(from, { said, lexicon });
  return lexicon;
}

import { withArticle } from '../../../text/article.ts';
import type { Lexicon } from '../../../model/knowledge.ts';
import type { Operation, Reading, Requirement } from '../../../model/plan/index.ts';
import type { SpecScenario, SpecStory } from '../../../model/spec.ts';
import { determiner, headOf, joins, tokens, unlistedAt, verbAt } from '../reading/objects.ts';
import { unruled } from '../rules/unruled.ts';
import { readSentence } from '../reading/reading.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { bag, cosine, holds, plural } from '../reading/words.ts';
import { caseless } from '../../../text/regex.ts';

/** A story as one sentence: its own when it has no "As a ..., I want ...". */
export function storyText(s: SpecStory, lexicon: Lexicon): string {
  const want = s.want?.trim() ?? '';
  if (want === '') return s.title;
  if (s.role === null) return want;
  // "I want clear feedback" wants a thing.
  const list = tokens(want);
  const next = list[1]?.lower ?? '';
  const unlisted = verbAt(list, 0, lexicon) === null && unlistedAt(list, 0, lexicon) !== null && (determiner(next) || joins.has(next) || lexicon.particles.includes(next));
  const to = (verbAt(list, 0, lexicon) === null && !unlisted) || caseless(String.raw`^(?:clear|open|complete|total|free)\s+(?!the|an?|my|all|it|them|their)\p{L}`).test(want) ? '' : 'to ';
  return `As ${withArticle(s.role)}, I want ${to}${want}${s.benefit === null ? '' : `, so that ${s.benefit}`}`;
}

const step = (parts: readonly string[]): string[] => parts.map((p) => p.replace(/^\s*(?:given|when|then|and)\s+/i, '').replace(/[.;]\s*$/, '').trim());

const having = caseless(String.raw`\s(?:has|have|had)\s+(?:\p{L}+(?:ed|en|nt)\s+)?(?:an?|the|one)\s+(.+)$`);

/** The heads of what is there before a case: "a pending request", "an employee with 10 days left". */
function givenNouns(s: SpecScenario, lexicon: Lexicon): { person: string | null; thing: string | null } {
  const heads = step(s.given).flatMap((g) => {
    const subject = g.split(/\s(?:with|without|that|which|who|whose|in|on|of|for|from|at|is|are|was|has|have|had)\s/i)[0] ?? '';
    const head = headOf(tokens(subject).filter((t) => !/^(?:an?|the|one|two|\d+)$/.test(t.lower)).map((t) => t.lower), lexicon, lexicon.standalone);
    return head === null ? [] : [head];
  });
  // "a member has received a pending offer": the offer.
  const held = step(s.given).flatMap((g) => {
    const object = having.exec(g)?.[1]?.split(/\s(?:with|without|that|which|who|they|in|on|of|for|from|at|to)\s/i)[0];
    const head = object === undefined ? null : headOf(tokens(object).map((t) => t.lower), lexicon, lexicon.standalone);
    return head === null || lexicon.people.includes(head) ? [] : [head];
  });
  return { person: heads.find((h) => lexicon.people.includes(h)) ?? null, thing: heads.findLast((h) => !lexicon.people.includes(h)) ?? held.at(-1) ?? null };
}

/** A scenario as one sentence; "it" and "they" become what its Given names. */
export function scenarioText(s: SpecScenario, lexicon: Lexicon): string {
  if (s.when.length === 0 && s.then.length === 0) return s.text;
  const { person, thing } = givenNouns(s, lexicon);
  const when = step(s.when).join(' and ');
  const who = person === null ? when : when.replace(/^(?:they|he|she)\b/i, `the ${person}`);
  const what = thing === null ? who : who.replace(/\b(?:it|them)\b/i, `the ${thing}`);
  return `When ${what}, then ${step(s.then).join(' and ')}`;
}

/** A sentence that `scenarioText` made. */
export const isCase = (text: string): boolean => /^When .*, then /s.test(text);

/** What a story or scenario is to the plan: kept for the acts that no requirement asks for, or told again. */
export interface Told {
  requirement: Requirement;
  /** Ids of the requirements that ask for the same. */
  by: string[];
  /** What it names without saying how, though its own criteria say the rest in detail: "manage clinicians". */
  vague: string[];
}

const families: Partial<Record<Operation, string>> = { create: 'make', upload: 'make', 'ai-job': 'make', job: 'make', list: 'read', search: 'read', derive: 'read', export: 'read', update: 'change', delete: 'delete', transition: 'move', access: 'access', event: 'tell', auth: 'enter' };
/** What a scenario may add: it tells many steps that only lead to a case, such as reading a page. */
const changes = new Set<Operation>(['create', 'upload', 'update', 'delete', 'transition', 'export', 'access']);

/**
 * Leaves of each story and scenario only the acts of people that no requirement of the list asks for. One without any is told again, or says
 * nothing that a backend does. `told` are ids; the readings of what stays are replaced by those acts.
 */
export function withoutRetold(requirements: Requirement[], told: ReadonlySet<string>, lexicon: Lexicon, vocabulary: Vocabulary): { kept: Requirement[]; retold: Told[] } {
  if (told.size === 0) return { kept: requirements, retold: [] };
  const stated = requirements.filter((r) => !told.has(r.id)).map((r) => ({ r, readings: r.readings.length > 0 ? r.readings : readSentence(unruled(r.text, lexicon), lexicon, vocabulary.known), words: bag(r.text) }));
  const texts = requirements.map((r) => r.text).join('\n');
  const nameOf = (noun: string | null): string | null => {
    const meaning = noun === null ? null : vocabulary.meaning(noun);
    return meaning?.kind === 'resource' ? meaning.name : noun;
  };
  const asks = (x: Reading, o: (typeof stated)[number], r: Requirement): boolean => {
    // A case below its own requirement does what that says, to whatever it names.
    if (isCase(r.text) && r.group !== null && r.group === o.r.group && o.readings.some((y) => y.verb === x.verb)) return true;
    const about = x.noun === null || holds(o.r.text, x.noun) || holds(o.r.text, plural(x.noun, lexicon)) || o.readings.some((y) => nameOf(y.noun) === nameOf(x.noun));
    if (!about) return false;
    const writes = ['make', 'change', 'delete'];
    // Whoever says in detail what is written says what "manage" means.
    // Who rents a car makes no car.
    const same = (y: Reading): boolean => x.operation === 'create' && y.verb !== x.verb && y.verb !== null && lexicon.acts[y.verb] !== undefined && lexicon.acts[x.verb ?? ''] === undefined && lexicon.verbs[y.verb] === 'create' && y.noun !== null && !lexicon.acts[y.verb]?.makes.includes(y.noun) ? false : families[y.operation] === families[x.operation] ? y.operation !== 'transition' || y.verb === x.verb : lexicon.manage.includes(x.verb ?? '') && writes.includes(families[x.operation] ?? '') && writes.includes(families[y.operation] ?? '');
    if (x.operation === 'auth' && /\boauth|\bsign|\blog(?:s|ged)?[- ]?in\b|\bconnect/i.test(o.r.text)) return true;
    return o.readings.some((y) => same(y) && (nameOf(y.noun) === nameOf(x.noun) || (x.noun !== null && families[y.operation] === 'read' && families[x.operation] === 'read' && y.of.includes(x.noun))));
  };
  /** A noun that something else of the spec writes, so that a turn of phrase makes no table. */
  const known = (noun: string): boolean => vocabulary.entities.has(noun) || vocabulary.samples.has(noun) || stated.some((o) => o.readings.some((y) => y.operation !== 'none' && families[y.operation] !== 'read' && nameOf(y.noun) === nameOf(noun)));
  const kept: Requirement[] = [];
  const retold: Told[] = [];
  let done: { requirement: Requirement; acts: Reading[] }[] = [];
  for (const r of requirements) {
    if (!told.has(r.id)) {
      kept.push(r);
      continue;
    }
    const scenario = isCase(r.text);
    const role = /^as an? ([^,]+)/i.exec(r.text)?.[1]?.toLowerCase().split(' ') ?? [];
    const able = role.some((w) => lexicon.machines.includes(w)) ? [] : r.readings.filter((x) => {
      const meaning = x.noun === null ? null : vocabulary.meaning(x.noun);
      if (x.negated || families[x.operation] === undefined || x.actor === null || x.actor === 'system' || x.noun === null || meaning === null) return false;
      if (scenario && !changes.has(x.operation)) return false;
      const listed = x.verb !== null && (lexicon.verbs[x.verb] !== undefined || lexicon.acts[x.verb] !== undefined);
      const makes = listed && ['make', 'change', 'delete'].includes(families[x.operation] ?? '');
      return meaning.kind === 'resource' && (known(x.noun) || (!scenario && makes && holds(texts, x.noun)));
    });
    const below = scenario ? [] : detailed(r, stated.map((o) => o.r));
    const vague = new Set<string>();
    const by = new Set<string>();
    const acts = able.filter((x) => {
      const answers = [...stated.filter((o) => asks(x, o, r)).map((o) => o.r.id), ...done.filter((d) => d.acts.some((y) => families[y.operation] === families[x.operation] && y.verb === x.verb && nameOf(y.noun) === nameOf(x.noun))).map((d) => d.requirement.id)];
      for (const id of answers.slice(0, 2)) by.add(id);
      const hollow = answers.length === 0 && below.length > 0 && lexicon.manage.includes(x.verb ?? '') && x.noun !== null;
      if (hollow) vague.add(`${x.verb ?? ''} ${plural(x.noun ?? '', lexicon)}`);
      return answers.length === 0 && !hollow;
    });
    if (acts.length > 0) {
      kept.push({ ...r, readings: acts });
      done = [...done, { requirement: r, acts }];
      continue;
    }
    const words = bag(r.text);
    const makers = stated.filter((o) => o.readings.some((y) => families[y.operation] === 'make' && y.noun !== null && vocabulary.meaning(y.noun).kind === 'resource' && holds(r.text, y.noun))).map((o) => o.r.id).slice(0, 2);
    const near = stated.map((o) => ({ id: o.r.id, like: cosine(words, o.words) })).toSorted((a, b) => b.like - a.like)[0];
    retold.push({ requirement: r, vague: [...vague], by: by.size > 0 ? [...by].slice(0, 3) : below.length > 0 ? below.slice(0, 3) : near !== undefined && near.like >= 0.3 ? [near.id] : makers });
  }
  return { kept, retold };
}

/** Lines between a story and the first of its criteria: a heading and what introduces them. */
const gap = 5;

/** Requirements without ids of their own that stand right below a story: its criteria, all of one group. */
function detailed(story: Requirement, stated: readonly Requirement[]): string[] {
  const own = story.sources[0];
  if (own?.kind !== 'spec') return [];
  const after = stated.flatMap((r) => r.sources.slice(0, 1).flatMap((s) => (s.kind === 'spec' && s.path === own.path && s.line > own.line && s.id === null ? [{ r, line: s.line }] : []))).toSorted((a, b) => a.line - b.line);
  const [first] = after;
  return first === undefined || first.line - own.endLine > gap ? [] : after.filter((x) => x.r.group === first.r.group).map((x) => x.r.id);
}

import type { Profile } from '../../model/knowledge.ts';
import type { FixedStep, TaskRules, TaskStep } from '../../model/task-rules.ts';
import { fill, pathOf } from './names.ts';
import { subjectKey, type Subject } from './subject.ts';

/** A leaf before ids: everything by natural key. `unit` moves between packages as a whole: one subject, or one fixed leaf. */
export interface Leaf {
  key: string;
  unit: string;
  macro: string;
  step: string;
  title: string;
  artefact: string;
  verify: { command: string; expect: string };
  size: 'XS' | 'S' | 'M';
  after: string[];
  serves: string[];
  part: string;
  role: string;
  subject: Subject;
}

export interface LeafSet {
  leaves: Leaf[];
  /** Macro -> subjects, leaves they could have, leaves skipped; fixed sets by their name. */
  counts: { macro: string; subjects: number; steps: number; skipped: number }[];
}

export interface LeafInput {
  profile: Profile;
  rules: TaskRules;
  /** In the order in which they are printed. */
  subjects: readonly Subject[];
  plan: Subject;
  decisionsPath: string;
  /** All ids of the plan graph, for `for` entries that may or may not exist. */
  ids: readonly string[];
}

/** What a leaf of the fixed sets serves when nothing nearer is there. */
const ground = 'DEC-architecture';

/** All leaves of the plan, with every `after` resolved to keys of leaves that exist. Throws for a token that names no step. */
export function makeLeaves(input: LeafInput): LeafSet {
  const { rules, subjects, plan } = input;
  const ids = new Set(input.ids);
  const bySubject = new Map(subjects.map((subject) => [subjectKey(subject.kind, subject.id), subject]));
  const leaves: { leaf: Leaf; tokens: readonly string[] }[] = [];
  const taken = new Set<string>();
  const counts: LeafSet['counts'] = [];
  const stepsOf = new Map(Object.entries(rules.macros).map(([kind, macro]) => [kind, [...new Set(macro.steps.map((step) => step.step))]]));

  /** What a small plan does without is the same for every subject. */
  const scale = plan.flags.has('small') ? ['small'] : [];

  for (const step of rules.fixed.filter((one) => holds(one, plan))) {
    const key = `fixed:${step.key}`;
    taken.add(key);
    leaves.push({ leaf: leafOf(input, ids, plan, step, { key, unit: key, macro: step.set, step: step.key, part: fill(step.part, plan.slots) }), tokens: step.after });
  }
  counts.push({ macro: 'fixed', subjects: 1, steps: rules.fixed.length, skipped: rules.fixed.length - taken.size });
  for (const [kind, macro] of Object.entries(rules.macros)) {
    const mine = subjects.filter((subject) => subject.kind === kind);
    const steps = stepsOf.get(kind) ?? [];
    let skipped = 0;
    for (const subject of mine) {
      const unit = subjectKey(kind, subject.id);
      const flags = new Set([...subject.flags, ...scale]);
      for (const name of steps) {
        const step = macro.steps.find((one) => one.step === name && holds(one, { flags }));
        if (step === undefined) {
          skipped++;
          continue;
        }
        const key = `${unit}:${name}`;
        taken.add(key);
        leaves.push({ leaf: leafOf(input, ids, subject, step, { key, unit, macro: kind, step: name, part: fill(macro.part, { ...plan.slots, ...subject.slots }) }), tokens: step.after });
      }
    }
    counts.push({ macro: kind, subjects: mine.length, steps: steps.length, skipped });
  }

  const named = new Map<string, string[]>();
  for (const { leaf } of leaves) {
    if (!(leaf.macro in rules.macros)) continue;
    const keys = named.get(leaf.step);
    if (keys === undefined) named.set(leaf.step, [leaf.key]);
    else keys.push(leaf.key);
  }
  const fixed = new Map(rules.fixed.map((step) => [step.key, step]));

  /** Leaves that a token stands for, seen from `subject`; a skipped step stands for what it comes after. */
  const resolve = (subject: Subject, token: string): string[] => {
    const [relation = '', name] = token.split('.');
    if (name === undefined) return ofStep(subject, relation);
    if (relation === 'all') {
      if (![...stepsOf.values()].some((steps) => steps.includes(name))) throw new Error(`task rules: no macro has a step "${name}"`);
      return named.get(name) ?? [];
    }
    if (relation === 'fixed') {
      const step = fixed.get(name);
      if (step === undefined) throw new Error(`task rules: no fixed leaf "${name}"`);
      return taken.has(`fixed:${name}`) ? [`fixed:${name}`] : step.after.flatMap((one) => resolve(plan, one));
    }
    return (subject.related[relation] ?? []).flatMap((key) => {
      const other = bySubject.get(key);
      return other === undefined ? [] : ofStep(other, name);
    });
  };
  const ofStep = (subject: Subject, name: string): string[] => {
    const key = `${subjectKey(subject.kind, subject.id)}:${name}`;
    if (taken.has(key)) return [key];
    const step = rules.macros[subject.kind]?.steps.find((one) => one.step === name);
    if (step === undefined) throw new Error(`task rules: ${subject.kind} has no step "${name}"`);
    const own = step.after.filter((token) => !token.includes('.'));
    return (own.length > 0 ? own : step.after).flatMap((token) => resolve(subject, token));
  };
  for (const { leaf, tokens } of leaves) leaf.after = [...new Set(tokens.flatMap((token) => resolve(leaf.subject, token)))].filter((key) => key !== leaf.key);
  return { leaves: distinct(leaves.map(({ leaf }) => leaf), rules.banned), counts };
}

function holds(step: Pick<TaskStep, 'when'>, subject: Pick<Subject, 'flags'>): boolean {
  return step.when.every((flag) => (flag.startsWith('!') ? !subject.flags.has(flag.slice(1)) : subject.flags.has(flag)));
}

type Place = Pick<Leaf, 'key' | 'unit' | 'macro' | 'step' | 'part'>;

function leafOf(input: LeafInput, named: ReadonlySet<string>, subject: Subject, step: TaskStep | FixedStep, place: Place): Leaf {
  const { profile, rules, plan } = input;
  const slots = { ...plan.slots, ...subject.slots };
  const path = (pattern: string): string => {
    const [role = '', ...rest] = pattern.split(' ');
    return role === 'decisions' ? input.decisionsPath : pathOf(role, fill(rest.join(' '), slots), profile);
  };
  const artefact = path(step.artefact);
  const file = step.on === undefined ? artefact : path(step.on);
  const command = rules.commands[step.run] ?? profile.commands[step.run];
  if (command === undefined) throw new Error(`profile ${profile.id} has no command "${step.run}"`);
  const word = fill(step.case ?? subject.slots['case'] ?? place.step, slots);
  const serves = step.for.flatMap((entry) => {
    const inList = /^\{(\w+)\}$/.exec(entry)?.[1];
    if (inList !== undefined) return subject.lists[inList] ?? plan.lists[inList] ?? [];
    if (!entry.includes('*')) return named.has(entry) ? [entry] : [];
    const [head = '', ...tail] = entry.split('*');
    const first = input.ids.find((id) => id.startsWith(head) && tail.every((part) => id.slice(head.length).includes(part)));
    return first === undefined ? [] : [first];
  });
  return {
    ...place,
    title: fill(step.title, { ...slots, artefact }),
    artefact,
    verify: { command: command.replaceAll('{file}', file).replaceAll('{case}', caseWord(step.run, word)).replaceAll('{name}', caseWord('', word)), expect: fill(step.expect, slots) },
    size: step.size,
    after: [],
    serves: subject.serves.length + serves.length === 0 && named.has(ground) ? [ground] : [...new Set([...subject.serves, ...serves])],
    role: step.role ?? 'backend engineer',
    subject,
  };
}

/** A test selector in snake case; a text to look for stays as it is. */
function caseWord(run: string, text: string): string {
  return run === 'grep' ? text : text.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
}

/** Titles that name one thing each, none twice: a second one of the same words gets its subject. */
function distinct(leaves: Leaf[], banned: readonly string[]): Leaf[] {
  const seen = new Set<string>();
  const clean = withoutWords(banned);
  for (const leaf of leaves) {
    leaf.title = plain(leaf.title, clean);
    if (seen.has(leaf.title)) leaf.title = leaf.title.replace(/ (in|through|as|by) (?=`[^`]*`$)/, ` for \`${leaf.subject.id}\` $1 `);
    seen.add(leaf.title);
  }
  return leaves;
}

/** Words that make a title two tasks or none: " and " becomes a comma, the others go. */
function withoutWords(banned: readonly string[]): (text: string) => string {
  const patterns = banned.map((word) => (word.startsWith(' ') ? { word, by: ', ' } : { word: new RegExp(`\\b${word}\\b ?`, 'gi'), by: '' }));
  return (text) => patterns.reduce((rest, { word, by }) => rest.replaceAll(word, by), text);
}

const plain = (title: string, clean: (text: string) => string): string => title.split('`').map((part, at) => (at % 2 === 0 ? clean(part) : part)).join('`');

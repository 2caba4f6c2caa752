import type { Requirement } from '../../../model/plan/index.ts';
import { answerPairs } from '../../answer-lines.ts';
import { timedLine } from '../../timed-line.ts';
import type { Context } from '../context.ts';
import { holds, spaced, stateAfter } from '../reading/words.ts';
import { namesVerb } from '../triggers.ts';
import { gwt, type Draft, type Subjects } from './case.ts';
import { forbiddenCase } from './forbidden.ts';
import type { Edge } from './negatives.ts';
import { endsBadly, home, live, routeFor } from './matching.ts';
import { observed } from './outcomes.ts';
import { concrete } from './proofs.ts';
import { caseless } from '../../../text/regex.ts';

/** Does a scenario only say its requirement once more (an EARS sentence): then the proof has to say what a test calls and sees. */
const repeats = (r: Requirement, when: string, outcome: string): boolean => [when, outcome].every((part) => r.text.replace(/\s+/g, ' ').toLowerCase().includes(part.replace(/\s+/g, ' ').toLowerCase().slice(0, 60)));

/** The call answered as it does when all is well, whatever the words of the outcome: "the recipient can no longer accept it". */
const wentWell = /\(`[A-Z]+ [^`]+`: 2\d\d\)$/u;

/** `THE SYSTEM SHALL list` -> `the system shall list`: the author's words without the shouting. */
const quiet = (text: string): string => text.replace(/\bTHE SYSTEM SHALL\b/g, 'the system shall').replace(/^(?:The|THE) (?=\p{L}.*\b(?:shall|SHALL|must|MUST|should|SHOULD)\b)/u, 'the ').replace(/\bTHE (?=\p{Lu}[\p{L}\p{N}_ ]{1,50}? (?:SHALL|MUST|SHOULD)\b)/gu, 'the ').replace(/\bthe System\b/g, 'the system').replace(/\bSHALL\b/g, 'shall').replace(/\bMUST\b/g, 'must');

/** What has to be there before a case without a Given of its own: the state it names, the row of the path, the person who acts. */
function setting(ctx: Context, r: Requirement, text: string, actor: string | null, subjects: Subjects): string {
  const route = routeFor(ctx, text, r, subjects.routes);
  const job = subjects.jobs.find((j) => j.requirements.includes(r.id));
  // What a job is about stands first in what it reads; behind it whom it tells and what it needs besides.
  const about = route === undefined ? job?.reads[0] : route.resource;
  const model = subjects.models.find((m) => m.id === about);
  const noun = model === undefined ? 'row' : spaced(model.id);
  const several = ctx.lexicon.people.find((p) => holds(text, `two ${p}s`));
  if (several !== undefined) return `two signed-in ${several}s`;
  const states = model?.states ?? null;
  const end = states?.values.find((v) => !states.moves.some((m) => m.from === v));
  if (end !== undefined && ctx.cases(text, 'illegal')) return `1 ${noun} in state ${end}`;
  const state = states?.values.find((v) => holds(text.replace(/[-_]/g, ' '), `${v.replaceAll('_', ' ')} ${noun}`));
  if (route?.auth === 'public' && r.rejected === null && route.path.endsWith('-by-link') && /\blink/i.test(text)) return `1 ${noun} and its unused link, nobody signed in`;
  if (state !== undefined) return `1 ${noun} in state ${state}`;
  if (actor !== null) return route?.auth === 'service' ? `a ${actor} with its key` : `a signed-in ${actor}`;
  if (route === undefined) return job === undefined ? 'a valid request' : job.startedBy.some((by) => by.startsWith('clock')) ? `1 ${noun} that is due` : `1 queued job of type \`${job.id}\``;
  return route.path.includes('_id}') ? `1 ${noun} of the caller` : route.role === null ? 'a valid request' : `a signed-in ${route.role.split(', ')[0] ?? 'user'}`;
}

/** The scenarios of the specs, each at the requirement it proves. */
export function fromSpec(ctx: Context, subjects: Subjects, edges: readonly Edge[]): Draft[] {
  return ctx.input.facts.specs.flatMap((spec) =>
    spec.scenarios.flatMap((s): Draft[] => {
      const r = home(ctx, s, spec);
      if (r === undefined || timedLine(s, ctx.input.knowledge.judging) !== null) return [];
      const base = { sources: [{ kind: 'spec', path: spec.path, line: s.line, endLine: s.endLine, id: null }], origin: 'spec', confidence: 1, status: 'new', requirement: r.id, fromSpec: true, workflow: r.workflow } satisfies Partial<Draft>;
      const clean = (parts: readonly string[]) => parts.map((p) => p.replace(/^\s*(?:given|when|then|and)\s+/i, '')).join(', and ').replace(/[.;]\s*$/, '');
      const outcome = clean(s.then) || s.text;
      // "mark the unit as expired": what is marked so is no bad end.
      // "it is withdrawn and nobody can accept it any longer": the deed itself went well.
      const [first = ''] = outcome.split(/\s+and\s+|[;,]\s/);
      const reached = r.readings.some((x) => x.operation === 'transition' && !x.negated && x.verb !== null && holds(first, stateAfter(x.verb, ctx.lexicon).replaceAll('_', ' ')) && namesVerb(ctx, clean(s.when), x.verb));
      const negative = !reached && endsBadly(ctx, outcome.replace(caseless(String.raw`\b(?:mark|set|flag)s?\s[^.,;]*?\s(?:as|to)\s+\p{L}+`, 'g'), ''));
      const then = observed(ctx, outcome, `${clean(s.given)} ${clean(s.when)} ${outcome}`, clean(s.when), negative, r, subjects);
      const actor = r.readings.map((x) => x.actor).find((a) => a !== null && a !== 'system');
      const when = clean(s.when);
      const forbidden = s.given.length === 0 && when === '' && repeats(r, when, outcome) ? forbiddenCase(ctx, r, subjects) : null;
      if (forbidden !== null) return [{ ...base, ...forbidden, negative: true }];
      // "the system SHALL NOT start another one": what a rule forbids is proved by the call that is turned away.
      const turned = s.given.length === 0 && repeats(r, when, outcome) && ctx.cases(outcome, 'bans') ? edges.find((edge) => edge.requirement === r.id) : undefined;
      if (turned !== undefined) return [{ ...base, ...turned.text, negative: true }];
      if (s.given.length === 0 && repeats(r, when, outcome)) {
        const text = concrete(ctx, r, { when, outcome: quiet(outcome), negative }, subjects);
        const from = text?.given ?? setting(ctx, r, `${when} ${s.text}`, actor ?? null, subjects);
        if (text !== null) return [{ ...base, ...gwt(from, text.when, text.then), negative: text.negative }];
      }
      const given = clean(s.given) || setting(ctx, r, `${clean(s.when)} ${s.text}`, actor ?? null, subjects);
      return [{ ...base, ...gwt(given, clean(s.when) || `\`${routeFor(ctx, r.text, r, subjects.routes)?.id ?? subjects.jobs.find((j) => j.requirements.includes(r.id))?.id ?? 'the case'}\` runs`, quiet(then)), negative: negative && !wentWell.test(then) }];
    }),
  );
}

/** `FR-003: Given ..., When ..., Then ...` as a person answered it; what has no observable end is left to the rules. */
export function answeredCriteria(ctx: Context): Draft[] {
  return answerPairs(ctx.input.answers.answers.criteria?.value, ':').flatMap(([id, text]): Draft[] => {
    const r = ctx.requirements.find((each) => each.id === id && live(each));
    const parts = /^(?:given\s+)?(.*?)[,;]?\s+when\s+(.*?)[,;]?\s+then\s+(.*?)\.?$/is.exec(text);
    if (r === undefined || parts === null) return [];
    const [, given = '', when = '', then = ''] = parts;
    return [{ sources: [{ kind: 'answer', question: 'criteria' }, ...r.sources], origin: 'answer', confidence: 1, status: 'new', requirement: r.id, ...gwt(given.trim(), when.trim(), then.trim()), negative: endsBadly(ctx, then), fromSpec: true, workflow: r.workflow }];
  });
}

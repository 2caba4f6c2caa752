import type { Field, Model } from '../../../model/plan/index.ts';
import { caseless, escapeRegExp } from '../../../text/regex.ts';
import { attributesOf } from '../attributes.ts';
import type { Context } from '../context.ts';
import type { Resource, Use } from '../resources.ts';
import type { Stages } from '../rules/stages.ts';
import { endingVerb } from '../rules/thresholds.ts';
import { holds, snake, stateAfter } from '../reading/words.ts';

/**
 * States and legal moves of a resource that has transitions. Values come from its entity's enumeration when it has one, else from what its
 * requirements make of it. A move starts from the states its sentence names besides the one it leads to; without any, from the value listed
 * before its own, or from the first state.
 */
export function states(ctx: Context, resource: Resource, fields: readonly Field[]): Model['states'] {
  const { lexicon } = ctx;
  const uses = resource.uses.filter((u) => u.operation === 'transition');
  const verbs = [...new Set(uses.map((u) => u.verb))];
  const taken = new Set(ctx.contests.filter((c) => c.by === 'transition' && c.resource === resource.name).map((c) => c.verb));
  const told = ctx.stages.get(resource.noun);
  if (told !== undefined && verbs.length > 0) return { ...toldStates(ctx, told, verbs, uses), field: fields.find((f) => lexicon.stateNames.includes(f.name))?.name ?? 'status' };
  const cycle = cycleOf(ctx, resource, verbs);
  if (cycle !== null) return cycle;
  const listed = fields.find((f) => lexicon.stateNames.includes(f.name) && f.values !== null);
  if (verbs.length === 0) {
    const moves = jobMoves(ctx, resource, listed?.values ?? [], []);
    return listed === undefined || moves.length === 0 ? null : { field: listed.name, values: [...(listed.values ?? [])], moves };
  }
  const row = ctx.acts.get(resource.noun);
  const initial = (row?.state === '' ? undefined : row?.state) ?? (verbs.some((v) => stateAfter(v, lexicon) === 'active') ? 'active' : firstState(ctx, resource));
  const steady = (verb: string): boolean => lexicon.steady.includes(verb) && !taken.has(verb);
  const target = (verb: string): string => {
    const told = uses.find((u) => u.verb === verb && u.state !== null)?.state ?? null;
    if (told === null && listed === undefined && (steady(verb) || takenBack(verb, verbs, lexicon) !== null)) return initial;
    const usual = told ?? stateAfter(verb, lexicon);
    const near = listed?.values?.find((v) => v === usual || v.startsWith(usual.slice(0, 5))) ?? (lexicon.alternatives[verb] ?? lexicon.alternatives[verb.split(' ')[0] ?? ''])?.find((v) => listed?.values?.includes(v) === true);
    if (near === undefined && told === null && listed !== undefined && steady(verb)) return '';
    return near ?? (listed?.values?.length === 2 && row === undefined ? (listed.values[1] ?? usual) : usual);
  };
  const reached = verbs.map(target).filter((v) => v !== '');
  const values = [...new Set([...(listed?.values ?? [initial]), ...reached])];
  const isFinal = (state: string): boolean => lexicon.ended.includes(state) || verbs.some((v) => lexicon.finals.includes(v) && target(v) === state);
  const moves = verbs.flatMap((by) => {
    const to = target(by);
    // A move that keeps the state, such as the transfer of a ticket, holds in every state that is no end.
    if (to === '') return values.filter((v) => !isFinal(v)).map((v) => ({ from: v, to: v, by }));
    // "accept offer" answers something: the row waits for it in a state of its own, and falls back when nobody answers.
    const [act = '', ...about] = by.split(' ');
    const object = listed === undefined && Object.values(lexicon.answers).includes(act) && lexicon.states[by] === undefined ? about.join(' ') : '';
    const first = values[0] ?? 'active';
    const asked = `${snake(object)}ed`.replace(/eed$/, 'ed');
    if (object !== '') {
      values.splice(1, 0, asked);
      return [{ from: first, to: asked, by: object }, { from: asked, to, by }, { from: asked, to: first, by: 'time is over' }];
    }
    // "as long as it has not been accepted": a state that the row is not in.
    const text = uses.filter((u) => u.verb === by).map((u) => u.requirement.text).join(' ').replace(absentState, ' ');
    const others = verbs.filter((v) => v !== by && uses.some((u) => u.verb === v && uses.some((x) => x.verb === by && x.requirement === u.requirement))).map(target);
    const named = values.filter((v) => v !== to && !(listed === undefined && others.includes(v)) && holds(text.replace(/[-_]/g, ' '), v.replace(/_/g, ' ')));
    if (named.length > 0) return named.map((from) => ({ from, to, by }));
    const back = takenBack(by, verbs, lexicon);
    if (back !== null) return [{ from: target(back), to, by }];
    if (listed !== undefined) return startsOf(by, target, values, verbs, lexicon, text).map((from) => ({ from, to, by }));
    if (lexicon.finals.includes(by)) return values.filter((v) => v !== to && !isFinal(v) && (v === first || !verbs.some((x) => lexicon.rejects.includes(x) && target(x) === v))).map((from) => ({ from, to, by }));
    // "pick up and deliver": the verb before it in one sentence leads there.
    const chain = uses.find((u) => u.verb === by)?.requirement;
    const mine = verbs.filter((v) => uses.some((u) => u.verb === v && u.requirement === chain));
    const earlier = mine[mine.indexOf(by) - 1];
    const chained = earlier !== undefined && !uses.filter((u) => u.verb === by).every((u) => u.internal) && /\band\b/i.test(chain?.text ?? '') && !/\bor\b/i.test(chain?.text ?? '') && !lexicon.finals.includes(earlier) && takenBack(by, [earlier], lexicon) === null && !by.startsWith('un');
    // "complete" ends what "start" began.
    const begun = lexicon.after[by];
    // What is handed in waits there for whoever decides, and so does what is said beside the decision.
    const handed = listed === undefined ? verbs.find((v) => lexicon.handIns.includes(v)) : undefined;
    const beside = mine.some((v) => lexicon.precedes[v] === 'pending');
    if (handed !== undefined && handed !== by && (lexicon.precedes[by] === 'pending' || (beside && /\bor\b/i.test(chain?.text ?? '')))) return [{ from: target(handed), to, by }];
    const from = chained ? target(earlier) : begun !== undefined && verbs.includes(begun) ? target(begun) : values.find((v) => v !== to && v === lexicon.precedes[by]) ?? first;
    return from === to && !steady(by) ? [{ from: values.find((v) => v !== to) ?? to, to, by }] : [{ from, to, by }];
  });
  // "as long as it hasn't been accepted": not from there.
  for (const use of uses) for (const m of use.requirement.text.matchAll(absentState)) {
    const state = snake((m[0].match(/\p{L}+$/u) ?? [''])[0]);
    const mine = moves.filter((move) => move.by === use.verb);
    if (/\b(?:as long as|while|unless|until|only if|if)\b/i.test(use.requirement.text) && mine.length > 1 && mine.some((move) => move.from === state)) moves.splice(moves.findIndex((move) => move.by === use.verb && move.from === state), 1);
  }
  // "must be approved by the head before they can be granted": from where the grant starts, and the grant from there too.
  for (const bar of ctx.bars.filter((b) => b.resource === resource.name && b.verb !== undefined && verbs.includes(b.verb ?? ''))) {
    const deciding = uses.find((u) => u.requirement === bar.requirement && u.verb !== bar.verb)?.verb;
    const starts = moves.filter((m) => m.by === bar.verb).map((m) => m.from);
    const ends = moves.filter((m) => m.by === bar.verb).map((m) => m.to);
    if (deciding === undefined || starts.length === 0) continue;
    const decided = target(deciding);
    const others = moves.filter((m) => m.by !== deciding);
    moves.splice(0, moves.length, ...others, ...starts.filter((from) => from !== decided).map((from) => ({ from, to: decided, by: deciding })), ...(starts.includes(decided) ? [] : [{ from: decided, to: ends[0] ?? decided, by: bar.verb ?? '' }]));
  }
  return { field: (listed ?? fields.find((f) => lexicon.stateNames.includes(f.name)))?.name ?? 'status', values, moves: listed === undefined ? moves : [...moves, ...jobMoves(ctx, resource, values, moves)] };
}

/** "is not paid by then", "hasn't been accepted", "nobody has decided". */
const absentState = caseless(String.raw`(?:\b(?:not|never|nobody\s+has|no\s+one\s+has|without\s+being)|n['’]t)\s+(?:(?:yet|been|already|be|being)\s+)*\p{L}+`, 'g');

/**
 * Where a move starts among the states that an entity lists: what calls a row off leaves every state that is not over; a refusal waits for what its
 * counterpart waits for ("confirm or reject"); any other follows the state in front of its own, past those beside the way.
 */
function startsOf(by: string, target: (verb: string) => string, values: readonly string[], verbs: readonly string[], lexicon: Context['lexicon'], text = ''): string[] {
  const to = target(by);
  const aside = (state: string): boolean => lexicon.aside.includes(state);
  const open = values.filter((v) => v !== to && !aside(v));
  if (lexicon.finals.includes(by) && aside(to)) {
    const left = open.filter((v) => !lexicon.concluded.includes(v));
    if (left.length > 0) return left;
  }
  const beside = (v: string): boolean => caseless(`\\b(?:${escapeRegExp(v)}s?\\s+or\\s+${escapeRegExp(by)}|${escapeRegExp(by)}s?\\s+or\\s+${escapeRegExp(v)})`).test(text);
  const counterpart = lexicon.rejects.includes(by) ? (verbs.find((v) => v !== by && lexicon.precedes[v] !== undefined && lexicon.precedes[v] === lexicon.precedes[by]) ?? verbs.find((v) => v !== by && beside(v))) : undefined;
  if (counterpart !== undefined) return startsOf(counterpart, target, values, verbs.filter((v) => v !== by), lexicon).filter((v) => v !== to);
  const earlier = values.slice(0, values.indexOf(to)).filter((v) => !aside(v));
  // What gives a row back or calls it off leaves one that is not over.
  const running = earlier.filter((v) => !lexicon.ended.includes(v) && !lexicon.concluded.includes(v));
  const before = (lexicon.ended.includes(to) && running.length > 0 ? running : earlier).at(-1);
  return [before ?? open[0] ?? to];
}

/** "release a booking ... and record a no-show": what a job leads its rows to, among the listed states that no call leads to. */
function jobMoves(ctx: Context, resource: Resource, values: string[], moves: NonNullable<Model['states']>['moves']): NonNullable<Model['states']>['moves'] {
  const [first = ''] = values;
  return unreached({ values, moves }).flatMap((to) => {
    const job = [...ctx.blueprint.jobs.values()].find((j) => j.resource === resource.name && j.kind === 'process' && j.rule !== 'retention' && ctx.active.some((r) => j.requirements.has(r.id) && holds(r.text.replace(/[-_]/g, ' '), to.replaceAll('_', ' '))));
    return job === undefined ? [] : [{ from: first, to, by: job.id.split('-')[0] ?? job.id }];
  });
}

/** States besides the first that no move leads to. */
export const unreached = ({ values, moves }: Pick<NonNullable<Model['states']>, 'values' | 'moves'>): string[] => values.slice(1).filter((v) => !moves.some((m) => m.to === v));

/** The states as a sentence lists them, each reached from the one before or, without an order, from all before; moves that other sentences add lead where their verb says. */
function toldStates({ lexicon }: Context, told: Stages, verbs: readonly string[], uses: readonly Use[]): NonNullable<Model['states']> {
  const target = (verb: string): string => {
    const own = told.verbs.indexOf(verb);
    const said = uses.find((u) => u.verb === verb && u.state !== null)?.state ?? null;
    const usual = own >= 0 ? (told.values[own + 1] ?? '') : (said ?? stateAfter(verb, lexicon));
    return told.values.find((v) => v === usual) ?? (lexicon.alternatives[verb] ?? lexicon.alternatives[verb.split(' ')[0] ?? ''])?.find((v) => told.values.includes(v)) ?? usual;
  };
  const values = [...new Set([...told.values, ...verbs.filter((v) => !lexicon.steady.includes(v)).map(target)])];
  const [first = ''] = values;
  const ended = (state: string): boolean => lexicon.ended.includes(state) || state === told.values.at(-1);
  const moves = verbs.flatMap((by) => {
    const to = target(by);
    const at = told.values.indexOf(to);
    if (lexicon.steady.includes(by)) return values.filter((v) => !ended(v)).map((v) => ({ from: v, to: v, by }));
    const before = at > 0 ? (told.ordered && !lexicon.finals.includes(by) ? told.values.slice(at - 1, at) : told.values.slice(0, at).filter((v) => !lexicon.ended.includes(v))) : [];
    if (before.length > 0) return before.map((from) => ({ from, to, by }));
    // What no list names: a way out of each state that is no end, a way back from the last.
    const from = at === 0 ? told.values.slice(-1) : told.values.filter((v) => !ended(v));
    return (from.length > 0 ? from : [first]).filter((v) => v !== to).map((v) => ({ from: v, to, by }));
  });
  return { field: 'status', values, moves };
}

/** The usual states of a common thing, such as a payment, where the spec lists none and its own moves are among them. */
function cycleOf(ctx: Context, resource: Resource, verbs: readonly string[]): Model['states'] {
  const cycle = ctx.lexicon.lifecycles[resource.noun];
  const entity = ctx.vocabulary.entities.get(resource.noun)?.entity;
  const moved = [...ctx.blueprint.jobs.values()].some((j) => j.resource === resource.name && (j.kind === 'apply-event' || j.kind === 'process' || j.kind === 'notify'));
  if (cycle === undefined || (entity !== undefined && attributesOf(entity).length > 0) || verbs.some((v) => !cycle.moves.some((m) => m.by === v)) || (verbs.length === 0 && !moved)) return null;
  const done = new Set([...ctx.blueprint.jobs.values()].filter((j) => j.resource === resource.name).map((j) => j.id.split('-')[0]));
  const moves = cycle.moves.filter((m) => m.always === true || verbs.includes(m.by) || done.has(m.by)).map(({ from, to, by }) => ({ from, to, by }));
  return { field: 'status', values: cycle.values.filter((v) => moves.some((m) => m.from === v || m.to === v)), moves };
}

/** The verb that a verb takes back: pin for unpin, pause for resume; null when it takes nothing back. */
function takenBack(verb: string, verbs: readonly string[], lexicon: Context['lexicon']): string | null {
  const other = lexicon.opposites[verb] ?? (verb.startsWith('un') ? verb.slice(2) : null);
  return other !== null && verbs.includes(other) ? other : null;
}

/** What staff does to accounts: suspend, reinstate. */
export function accountStates(ctx: Context, fields: readonly Field[]): Model['states'] {
  const moves = [...ctx.blueprint.routes.values()].filter((r) => r.resource === 'User' && r.action === 'transition');
  const uses = ctx.active.flatMap((requirement) => requirement.readings.filter((x) => x.operation === 'transition' && x.resource === 'User' && !x.negated && moves.some((m) => m.verb === x.verb && m.requirements.has(requirement.id))).map((x): Use => ({ requirement, operation: 'transition', verb: x.verb ?? '', actor: x.actor, qualifiers: [], state: x.state, internal: false })));
  for (const t of ctx.thresholds) if (t.kind === 'events' && !t.banned) uses.push({ requirement: t.requirement, operation: 'transition', verb: t.verb, actor: null, qualifiers: [], state: stateAfter(t.verb, ctx.lexicon), internal: true });
  for (const t of ctx.thresholds) if (t.kind === 'events' && !t.banned && t.lasts !== null) uses.push({ requirement: t.requirement, operation: 'transition', verb: endingVerb(t), actor: null, qualifiers: [], state: 'active', internal: true });
  return states(ctx, { name: 'User', noun: 'user', path: 'users', stored: true, known: true, uses, score: 0, computed: [], aka: [], tied: false }, fields);
}

/** "create a reservation in state pending": the state a new row has, else that of the verb that makes it, else the one that its first move starts from. */
function firstState(ctx: Context, resource: Resource): string {
  if (resource.uses.some((u) => caseless(`(?<!\\p{L})${escapeRegExp(resource.noun)}\\s+(?:stays|remains|starts|begins)\\s+(?:as\\s+)?(?:an?\\s+|in\\s+)?draft(?!\\p{L})`).test(u.requirement.text))) return 'draft';
  for (const u of resource.uses) {
    const said = u.operation === 'create' ? caseless(String.raw`\bin (?:the )?(?:state|status) ["“'‘\x60]?([\p{L}-]+)`).exec(u.requirement.text)?.[1] : undefined;
    if (said !== undefined) return snake(said);
    if (u.operation === 'create' && (holds(u.requirement.text, `draft ${resource.noun}`) || holds(u.requirement.text, `${resource.noun} draft`))) return 'draft';
  }
  const maker = resource.uses.find((u) => u.operation === 'create' && ctx.lexicon.begins[u.verb] !== undefined)?.verb;
  const moved = Object.keys(ctx.lexicon.precedes).find((verb) => resource.uses.some((u) => u.operation === 'transition' && u.verb === verb));
  return (maker === undefined ? undefined : ctx.lexicon.begins[maker]) ?? (moved === undefined ? undefined : ctx.lexicon.precedes[moved]) ?? 'active';
}

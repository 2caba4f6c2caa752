import { rejectForbidden } from './answered.ts';
import type { Lexicon, Provider } from '../../model/knowledge.ts';
import type { Operation, Reading, Requirement } from '../../model/plan/index.ts';
import type { DeriveInput } from '../input.ts';
import { Blueprint } from './blueprint.ts';
import { casesOf } from './reading/cases.ts';
import type { Cases } from './reading/cases.ts';
import { readSentence, reads } from './reading/reading.ts';
import { settleNarrowing } from './rules/narrowing.ts';
import { settleOwnedValues } from './settling/owned-values.ts';
import { settleAttached } from './settling/attached.ts';
import { settleGuarded } from './settling/guarded.ts';
import { settleHomonyms } from './settling/homonyms.ts';
import { settleContainers } from './settling/containers.ts';
import { settleActs } from './settling/acts.ts';
import { settleListedMoves } from './settling/listed-moves.ts';
import { settleStateOwners } from './settling/state-owners.ts';
import { settleHandIns } from './settling/hand-ins.ts';
import { settleListedParts } from './settling/listed-parts.ts';
import { settleModelProducts } from './settling/model-products.ts';
import { settleMoves } from './settling/moves.ts';
import { settleShortNames } from './settling/short-names.ts';
import type { ActRow } from './settling/acts.ts';
import { settleStages } from './rules/stages.ts';
import type { Stages } from './rules/stages.ts';
import { banCode, changeMeasured, eventsText, settleApprovals, settleThresholds, thresholdsOf } from './rules/thresholds.ts';
import type { Threshold } from './rules/thresholds.ts';
import { settleReports } from './rules/reports.ts';
import { settleScenarioDeeds } from './settling/scenario-deeds.ts';
import { settleTitled } from './settling/titled.ts';
import { settleLapses } from './rules/lapses.ts';
import type { Lapse } from './rules/lapses.ts';
import { settleLinks } from './rules/links.ts';
import { settleSignals } from './rules/signals.ts';
import { toldRoles } from './rules/told-roles.ts';
import type { ToldRoles } from './rules/told-roles.ts';
import { invariantsOf } from './rules/invariants.ts';
import type { Invariant } from './rules/invariants.ts';
import { sealsOf } from './rules/seals.ts';
import type { Seal } from './rules/seals.ts';
import { contestsOf, settleContests } from './rules/contests.ts';
import type { Contest } from './rules/contests.ts';
import { settleDeliveries } from './rules/deliveries.ts';
import { settleNumbers } from './rules/numbering.ts';
import { uniqueIn } from './rules/uniques.ts';
import { computationsOf, showComputations } from './rules/computations.ts';
import { termsOf } from './rules/terms.ts';
import type { Computation } from './rules/computations.ts';
import { withoutForeign } from './outsiders.ts';
import { findResources } from './resources.ts';
import type { Resource } from './resources.ts';
import { signInOf } from './sign-in.ts';
import type { Identity } from './sign-in.ts';
import { unruled } from './rules/unruled.ts';
import { createVocabulary, isOfRow } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';
import { settlePersons } from './settling/persons.ts';
import { spoken, tellerOf, withPeople } from './settling/people.ts';
import { scopesOf } from './rules/scopes.ts';
import type { Scope } from './rules/scopes.ts';
import { ownWords, platformOf } from './platform.ts';
import type { Platform } from './platform.ts';
import { withoutRetold } from './settling/told.ts';
import type { Told } from './settling/told.ts';
import { overlapsOf, type Overlap } from './rules/overlaps.ts';
import { barsOf, decisionBars, withoutBars, type Bar } from './rules/bars.ts';
import { prohibitionsOf } from './rules/prohibitions.ts';
import { gatesOf, refusedBy, type Gate } from './rules/gates.ts';
import { keepsakesOf, type Keepsake } from './rules/keepsakes.ts';
import { refusalsOf, type Refusal } from './rules/refusals.ts';
import { limitsOf, type Limit } from './rules/limits.ts';
import { deadlinesOf } from './rules/deadlines.ts';
import { windowsOf, type Window } from './rules/windows.ts';
import { sentencesOf } from './reading/counts.ts';
import { holds, kebab, pascal, singular } from './reading/words.ts';

/** What all rules of the design read and the blueprint they write to. */
export interface Context {
  input: DeriveInput;
  lexicon: Lexicon;
  /** What the cases of requirements speak of, in the languages specs come in. */
  cases: Cases;
  vocabulary: Vocabulary;
  requirements: Requirement[];
  /** Stories and scenarios that ask for nothing beside the requirements. */
  retold: Told[];
  /** Must and should, functional, not rejected: what the routes are made from. */
  active: Requirement[];
  resources: Map<string, Resource>;
  /** Rows that acts of people leave, by their noun. */
  acts: ReadonlyMap<string, ActRow>;
  /** States that sentences list, by the noun they are of. */
  stages: ReadonlyMap<string, Stages & { requirement: Requirement }>;
  /** Values that sentences say how to compute. */
  computations: readonly Computation[];
  /** People that a thing is assigned to, by its noun: the driver of an order. */
  assigned: ReadonlyMap<string, string[]>;
  identity: Identity;
  provider: Provider | null;
  /** Requirements that ask to connect an outside account; empty when none does. */
  connects: Requirement[];
  /** `strava`, or `{provider}` when several outside accounts may be connected. */
  connectionSlug: string;
  roles: string[];
  /** What the spec's own list of users and roles lets each do: "Receptionist: see and change all appointments". */
  grants: { role: string; resource: string; verb: string; operations: Set<Operation> }[];
  /** Resources that two callers may want at once, as a requirement says: the second gets a conflict. */
  contested: Map<string, Requirement>;
  /** What only one can have, at the call that settles it. */
  contests: readonly Contest[];
  /** Bounds that values cross and numbers of events that are too many. */
  thresholds: readonly Threshold[];
  /** Rows that nobody changes any more. */
  seals: readonly Seal[];
  /** What time ends by itself. */
  lapses: readonly Lapse[];
  /** Roles that requirements list. */
  toldRoles: readonly ToldRoles[];
  /** What deeds leave as it was. */
  invariants: readonly Invariant[];
  /** Most rows one owner may have, by resource name. */
  limits: ReadonlyMap<string, Limit>;
  /** Lines in time that requirements draw before the start of a thing. */
  windows: readonly Window[];
  /** What has to hold before callers may do something. */
  bars: readonly Bar[];
  /** Rows that stay without their person when an account is erased. */
  keepsakes: readonly Keepsake[];
  /** States in which alone something may be done. */
  gates: readonly Gate[];
  /** Cases in which a call is turned away, as sentences say. */
  refusals: readonly Refusal[];
  /** Things that only one caller can have at a time. */
  overlaps: readonly Overlap[];
  /** A requirement asks who read a row, not only who changed it. */
  auditedReads: boolean;
  blueprint: Blueprint;
  platform: Platform;
  /** Whose rows a caller may reach, by resource, as requirements say. */
  scopes: ReadonlyMap<string, Scope[]>;
}

/** True when the requirement's text names one of the words. */
export const mentions = (r: Requirement, ...words: readonly string[]): boolean => words.some((w) => holds(r.text, w));

export const isEndUser = (actor: string, lexicon: Lexicon): boolean => lexicon.endUsers.includes(actor);

function grantsOf(input: DeriveInput, lexicon: Lexicon, vocabulary: Vocabulary): Context['grants'] {
  return input.facts.specs.flatMap((s) => s.facts).filter((f) => f.kind === 'consumer').flatMap((f) => {
    const [who = '', may = ''] = f.text.split(/:\s*/, 2);
    const role = singular(who.toLowerCase().trim(), lexicon);
    if (!lexicon.people.includes(role)) return [];
    return may.split(/,\s*/).flatMap((clause) => readSentence(`must ${clause}`, lexicon, vocabulary.known)).flatMap((x) => {
      const meaning = x.noun === null ? null : vocabulary.meaning(x.noun);
      return meaning?.kind === 'resource' ? [{ role, resource: meaning.name, verb: x.verb ?? '', operations: new Set<Operation>([x.operation, ...(x.operation === 'list' ? ['search' as const] : [])]) }] : [];
    });
  });
}

/** Two who want the same at once, and one of them is refused. */
export const isContested = (text: string, cases: Cases): boolean => (cases(text, 'contested') || /\b(?:two|both|several|many)\b.*\bthe same\b/i.test(text)) && cases(text, 'contests');

const fieldOf = (noun: string, vocabulary: Vocabulary): string | null => {
  const meaning = vocabulary.meaning(noun);
  return meaning.kind === 'field' ? meaning.of : null;
};
function contestedOf(active: readonly Requirement[], resources: ReadonlyMap<string, Resource>, vocabulary: Vocabulary, cases: Cases): Map<string, Requirement> {
  const out = new Map<string, Requirement>();
  for (const r of active) {
    const value = sentencesOf(r.text).map(uniqueIn).find((x) => x !== null) ?? null;
    const holder = value === null || resources.has(pascal(value)) ? undefined : [...resources.values()].find((x) => x.stored && (fieldOf(value, vocabulary) === x.noun || value.startsWith(`${x.noun} `) || x.uses.some((u) => u.operation === 'create' && holds(u.requirement.text, value))));
    if (holder !== undefined) out.set(holder.name, r);
    if (holder !== undefined || !isContested(r.text, cases)) continue;
    for (const x of r.readings) {
      const meaning = x.noun === null ? null : vocabulary.meaning(x.noun);
      if (meaning?.kind === 'resource' && meaning.known) out.set(meaning.name, r);
    }
  }
  return out;
}

/** Roles a person named, else the actors of the spec that are no plain users. */
function rolesOf(input: DeriveInput, actors: readonly string[], vocabulary: Vocabulary): string[] {
  const { lexicon } = vocabulary;
  const answered = input.answers.answers.roles;
  const named = answered?.state === 'answered' && answered.value.length > 0 ? answered.value.map((role) => role.trim().toLowerCase()) : actors;
  return [...new Set(named)].filter((a) => !isEndUser(a, lexicon) && !(named === actors && isOfRow(a, vocabulary)) && !lexicon.devices.includes(a) && a !== 'system' && a !== '').toSorted((a, b) => a.localeCompare(b, 'en'));
}

/** A write of an attribute that one entity lists is a change of that entity. */
function ofEntity(x: Reading, vocabulary: Vocabulary): Reading {
  if (x.noun === null || x.negated || !['create', 'update'].includes(x.operation) || !['set', 'change', 'update', 'edit', 'adjust', 'correct', 'configure'].includes(x.verb ?? '')) return x;
  const meaning = vocabulary.meaning(x.noun);
  if (meaning.kind !== 'field' || meaning.of === null || vocabulary.meaning(meaning.of).kind !== 'resource') return x;
  return { ...x, operation: 'update', noun: meaning.of, of: [] };
}

/**
 * "generate stock reports", "stream the recorded videos": nothing that a text model writes, where the spec speaks of none or the thing lies
 * there. What is generated is computed when it is a value, else made; what is streamed is read.
 */
function withoutModel(x: Reading, modelled: boolean, vocabulary: Vocabulary): Reading {
  if (x.operation !== 'ai-job') return x;
  const { lexicon } = vocabulary;
  if (x.verb === 'stream' && (!modelled || lexicon.plays.includes(x.noun?.split(' ').at(-1) ?? ''))) return { ...x, operation: 'list' };
  if (modelled || !(x.verb === 'generate' || x.verb === 'generar')) return x;
  const derived = x.noun !== null && vocabulary.meaning(x.noun).kind === 'derived';
  return { ...x, operation: derived ? 'derive' : 'create' };
}

/** "THE System SHALL include Terraform configurations": how it is built and run, which no caller asks for and no row is kept of. */
const isOfPlatform = (r: Requirement, { lexicon, entities }: Vocabulary): boolean => r.kind === 'functional' && lexicon.infrastructure.some((w) => holds(r.text, w)) && r.readings.every((x) => (x.actor === null || x.actor === 'system') && (x.noun === null || (entities.get(x.noun)?.entity.implied ?? true)));

/** Reads all requirements and settles what the rules need to know. */
export function createContext(input: DeriveInput, all: Requirement[], told: ReadonlySet<string> = new Set()): Context {
  const lexicon = withPeople(input, all);
  const vocabulary = createVocabulary(input, lexicon);
  for (const r of all) r.readings = r.kind === 'functional' || r.readings.length > 0 ? readSentence(unruled(spoken(r, lexicon, tellerOf(r, input, all, lexicon)), lexicon), lexicon, vocabulary.known) : [];
  const modelled = input.providers.length > 0 || [...all.map((r) => r.text), ...input.facts.specs.flatMap((s) => s.assumptions.map((a) => a.text))].some((text) => lexicon.modelWords.some((w) => holds(text, w)));
  for (const r of all) r.readings = r.readings.map((x) => withoutModel(x, modelled, vocabulary));
  for (const r of all) if (isOfPlatform(r, vocabulary)) Object.assign(r, { kind: 'non-functional', readings: [] });
  settleModelProducts(all, vocabulary);
  // "Nobody can hold more than 2 seats" lets nobody do anything.
  for (const r of all) r.readings = r.readings.map((x) => (lexicon.limits.negated.includes(x.actor ?? '') ? { ...x, actor: null, negated: true } : x));
  settleSignals(all, lexicon);
  settleLinks(all, vocabulary.links, lexicon);
  settleOwnedValues(all, vocabulary);
  settleNarrowing(all, vocabulary);
  // "Set the yearly allowance of an employee" changes the employee.
  for (const r of all) r.readings = withoutBars(r.readings.map((x) => ofEntity(x, vocabulary)), r.text, lexicon);
  const { kept: requirements, retold } = withoutRetold(all, told, lexicon, vocabulary);
  const assigned = settlePersons(requirements, vocabulary);
  settleHomonyms(requirements, vocabulary);
  settleStateOwners(requirements, vocabulary);
  settleContainers(requirements, vocabulary);
  settleAttached(requirements, vocabulary);
  settleContests(requirements, lexicon);
  settleApprovals(requirements, lexicon);
  settleListedMoves(requirements, vocabulary);
  settleGuarded(requirements, vocabulary);
  settleNumbers(requirements, lexicon);
  settleThresholds(requirements, lexicon);
  settleHandIns(requirements, vocabulary);
  const acts = settleActs(requirements, vocabulary);
  settleListedParts(requirements, vocabulary, acts);
  settleTitled(requirements, vocabulary, acts);
  settleScenarioDeeds(input.facts.specs, requirements, vocabulary, casesOf(input.knowledge.languages));
  const lapses = settleLapses(requirements, vocabulary);
  settleShortNames(requirements, vocabulary);
  settleMoves(requirements, lexicon);
  settleReports(requirements, vocabulary);
  const stages = settleStages(requirements, vocabulary);
  showComputations(requirements, vocabulary);
  settleDeliveries(requirements, vocabulary);
  rejectForbidden(input, requirements);
  const open = requirements.filter((r) => r.rejected === null && r.deferred === null && r.kind === 'functional');
  const wanted = open.filter((r) => r.priority === 'must' || r.priority === 'should');
  const active = wanted.length > 0 ? wanted : open;
  const provider = input.providers[0] ?? null;
  const detect = provider === null ? [] : [provider.name.toLowerCase(), ...provider.detect];
  const connects = active.filter(
    (r) =>
      (reads(r, 'connect', 'link', 'authorise', 'authorize', 'disconnect') || mentions(r, 'oauth', 'oauth2', 'connect')) &&
      (provider !== null ? mentions(r, ...detect, 'oauth', 'oauth2') : mentions(r, 'oauth', 'oauth2', 'external account', 'external accounts')),
  );
  // "connect a Git repository" makes a row of it; only an outside account is connected by consent (rule R9).
  for (const r of active) {
    if (connects.includes(r)) continue;
    r.readings = r.readings.map((x) => (x.operation === 'auth' && (x.verb === 'connect' || x.verb === 'link') && x.actor !== null && x.actor !== 'system' && x.noun !== null && vocabulary.meaning(x.noun).kind === 'resource' ? { ...x, operation: 'create' } : x));
  }
  const resources = findResources(active, vocabulary, acts);
  withoutForeign({ input, lexicon, provider, active, resources });
  const actors = [...new Set(active.flatMap((r) => r.readings.map((x) => x.actor)).filter((a) => a !== null))];
  const identity = signInOf(input, active, connects);
  // "Renew a session for 30 days after the last activity" moves the session, whatever else its sentence names.
  for (const r of resources.values()) r.uses = r.uses.filter((u) => !(u.operation === 'transition' && u.internal && identity.asked.includes(u.requirement)));
  const cases = casesOf(input.knowledge.languages);
  const thresholds = thresholdsOf({ active, resources, acts, lexicon });
  changeMeasured(thresholds, resources, lexicon);
  // Nobody says whose value that is: what follows from it is asked, not hung on another thing.
  for (const t of thresholds) if (t.kind === 'value' && t.resource === null) t.requirement.readings = t.requirement.readings.filter((x) => x.operation !== 'event');
  const contests = contestsOf({ active, resources, acts, lexicon });
  const overlapping = overlapsOf({ active, resources, acts, contested: contestedOf(active, resources, vocabulary, cases), vocabulary, lexicon });
  // What may not overlap in time is refused by its times, anything else by a unique index.
  const contested = new Map([...contestedOf(active, resources, vocabulary, cases), ...contests.flatMap((c) => (c.by === 'create' ? [[c.resource, c.requirement] as const] : []))].filter(([resource]) => !overlapping.some((o) => o.resource === resource)));
  const listedRoles = toldRoles(active, lexicon);
  const settled = {
    input, lexicon, cases, vocabulary, requirements, retold, active, resources, acts, stages, computations: [...computationsOf({ active, resources, acts, lexicon, vocabulary }), ...termsOf({ resources, acts, lexicon, vocabulary })], assigned, provider, connects, identity,
    connectionSlug: provider === null ? '{provider}' : kebab(provider.id),
    roles: rolesOf(input, [...actors, ...listedRoles.flatMap((told) => told.roles)], vocabulary),
    contested,
    seals: sealsOf({ active, resources, lexicon }),
    invariants: invariantsOf(active, lexicon),
    toldRoles: listedRoles,
    lapses,
    contests,
    thresholds,
    overlaps: overlapping,
    grants: grantsOf(input, lexicon, vocabulary),
    limits: limitsOf(active, resources, lexicon, acts),
    bars: [...barsOf({ active, resources, lexicon }), ...decisionBars({ active, resources, lexicon }), ...thresholds.flatMap((t) => (t.kind === 'events' && t.banned && t.resource !== null ? [{ resource: t.resource, needs: '', requirement: t.requirement, code: banCode(t, lexicon), why: eventsText(t, t.most + 1, lexicon), lasts: t.lasts }] : []))],
    refusals: refusalsOf({ active, resources, lexicon, acts }),
    keepsakes: keepsakesOf({ active, resources, lexicon }),
    gates: gatesOf({ active, resources, lexicon }),
    auditedReads: false,
    blueprint: new Blueprint(),
    scopes: scopesOf(active, resources, lexicon),
    platform: platformOf(ownWords(requirements, vocabulary, lexicon, new Set(identity.asked)), lexicon),
  };
  const own = windowsOf(settled);
  const windows = [...own, ...deadlinesOf(settled).filter((d) => !own.some((w) => w.requirement === d.requirement && w.verb === d.verb))];
  // What another rule reads is forbidden by it.
  const ruled = new Set([...settled.limits.values(), ...windows, ...settled.bars, ...settled.overlaps, ...settled.contests, ...settled.seals, ...settled.invariants, ...settled.toldRoles, ...settled.lapses, ...settled.thresholds].flatMap((x) => x.requirement ?? []));
  const prohibitions = prohibitionsOf(settled, ruled);
  return { ...settled, windows, refusals: [...settled.refusals.filter((x) => !prohibitions.some((other) => other.requirement === x.requirement)), ...prohibitions, ...settled.gates.map((gate) => refusedBy(gate, resources.get(gate.resource)?.noun ?? 'row'))] };
}

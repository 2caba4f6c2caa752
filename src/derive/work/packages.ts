import type { Criterion, Design, Gate, Judgement, Method, Package, Phase, Task } from '../../model/plan/index.ts';
import type { Provider } from '../../model/knowledge.ts';
import type { TaskRules } from '../../model/task-rules.ts';
import { sumHours } from './estimate.ts';
import { transitiveReduction } from './graph.ts';
import type { Leaf } from './leaves.ts';
import { fill } from './names.ts';
import { print, round } from '../../text/number.ts';
import type { Packing } from './packing.ts';
import type { Proof } from './proofs.ts';
import { packageId } from './tasks.ts';

export interface PackageInput {
  design: Design;
  judgement: Judgement;
  providers: readonly Provider[];
  rules: TaskRules;
  packing: Packing;
  leaves: readonly Leaf[];
  tasks: readonly Task[];
  proofs: readonly Proof[];
  /** Words of the profile for the exit checks. */
  slots: Readonly<Record<string, string>>;
}

const nodeKinds = new Set(['route', 'model', 'supporting', 'call', 'job', 'error', 'metric', 'nfr', 'risk', 'decision', 'requirement']);

/** The packages with their dictionary data; `critical` and `floatHours` are filled by the forecast. */
export function makePackages(input: PackageInput): Package[] {
  const { packing, tasks, leaves, rules, design, judgement, proofs } = input;
  const homeOfTask = new Map(tasks.map((task) => [task.id, task.package]));
  const unitHome = new Map<string, string>();
  for (const leaf of leaves) if (nodeKinds.has(leaf.macro)) unitHome.set(leaf.subject.id, packageId(packing.homeOf.get(leaf.key)?.slug ?? ''));
  const after = transitiveReduction(new Map(packing.homes.map((home) => {
    const id = packageId(home.slug);
    const others = tasks.filter((task) => task.package === id).flatMap((task) => task.after.map((one) => homeOfTask.get(one) ?? id));
    return [id, [...new Set(others)].filter((one) => one !== id)];
  })));
  const decisionTasks = new Map(tasks.filter((task) => task.macro === 'decision').map((task) => [task.id, judgement.decisions.find((decision) => task.for.includes(decision.id))?.id ?? '']));

  return packing.homes.map((home): Package => {
    const id = packageId(home.slug);
    const mine = tasks.filter((task) => task.package === id);
    const own = leaves.filter((leaf) => packing.homeOf.get(leaf.key) === home);
    const units = new Map(own.filter((leaf) => nodeKinds.has(leaf.macro)).map((leaf) => [leaf.subject.id, leaf]));
    const hours = sumHours(mine.map((task) => task.hours));
    const accepted = proofs.filter((proof) => proof.leaf !== null && packing.homeOf.get(proof.leaf.key) === home && design.criteria.some((criterion) => criterion.id === proof.proves)).map((proof) => proof.proves);
    const waiting = mine.flatMap((task) => task.after.flatMap((one) => (decisionTasks.has(one) ? [{ decision: decisionTasks.get(one) ?? '', task: task.id }] : [])));
    const calls = design.methods.filter((method) => method.call !== null && units.has(method.id));
    const sizes = { xs: count(mine, 'XS'), s: count(mine, 'S'), m: count(mine, 'M') };
    const outside = topDown(own, rules);
    return {
      id, sources: [{ kind: 'rule', id: 'work-package' }], origin: 'rule:work-package', confidence: 0.7, status: 'new',
      title: home.title, phase: `PH-${home.phase}`, slug: home.slug, deliverable: home.deliverable,
      includes: [...units.keys()], excludes: excludes(input, id, [...units.keys()], unitHome), acceptedBy: [...new Set(accepted)], after: after.get(id) ?? [],
      facts: calls.length > 0 || own.some((leaf) => leaf.subject.flags.has('webhook')) ? factsOf(input.providers, calls, own) : [],
      surprises: calls.flatMap((method) => (method.call === null || method.call.retry === 'bounded' ? [] : [surprise(method.id, method.call.retry, method.call.retryText)])),
      waitsFor: waiting[0] ?? null,
      leaves: { ...sizes, total: mine.length },
      hours, pert: round(mine.reduce((sum, task) => sum + task.pert, 0)),
      topDownHours: outside === 0 ? null : round(outside),
      critical: false, floatHours: 0,
      owner: mine.length > 0 && mine.every((task) => task.role === 'product owner') ? 'product owner' : 'engineer',
    };
  });
}

/** Why an outside call is not simply tried again. */
function surprise(id: string, retry: 'never' | 'before-send', text: string): string {
  return retry === 'never' ? `\`${id}\` is sent once: ${text.replace(/^(none|never),\s*/i, '')}` : `\`${id}\` is sent again only before the request left: a lost answer may have ended the old token`;
}

function count(tasks: readonly Task[], size: Task['size']): number {
  return tasks.filter((task) => task.size === size).length;
}

/** The outside view: hours per node of a kind, without looking at its leaves. */
function topDown(leaves: readonly Leaf[], rules: TaskRules): number {
  const { topDown: rate } = rules;
  const each: Record<string, number> = { route: rate.route, model: rate.model, call: rate.call, job: rate.job, error: rate.error, nfr: rate.nfr };
  const fixed = rate.fixed / rules.fixed.length;
  const units = new Map(leaves.map((leaf) => [leaf.unit, leaf]));
  return [...units.values()].reduce((sum, leaf) => sum + (leaf.unit.startsWith('fixed:') ? fixed : (each[leaf.macro] ?? 2)), 0);
}

/** What a reader would look for here but finds elsewhere: other calls of the same gateway, other routes of the same resource. */
function excludes(input: PackageInput, id: string, own: readonly string[], homes: ReadonlyMap<string, string>): Package['excludes'] {
  const { design } = input;
  const gateways = new Set(design.methods.filter((method) => method.call !== null && own.includes(method.id)).map((method) => method.service));
  const resources = new Set(design.routes.filter((route) => own.includes(route.id) && route.resource !== null).map((route) => route.resource));
  const near = [
    ...design.methods.filter((method) => method.call !== null && gateways.has(method.service)).map((method) => method.id),
    ...design.routes.filter((route) => resources.has(route.resource)).map((route) => route.id),
    ...design.models.filter((model) => resources.has(model.id)).map((model) => model.id),
  ];
  return near.flatMap((one) => {
    const home = homes.get(one);
    return home === undefined || home === id ? [] : [{ id: one, in: home }];
  }).slice(0, 6);
}

/** Provider facts that shape what a package holds: a cap where accounts are linked, a quota where rows are fetched, terms where rows are kept or erased. */
function factsOf(providers: readonly Provider[], calls: readonly Method[], leaves: readonly Leaf[]): string[] {
  const webhook = leaves.some((leaf) => leaf.subject.flags.has('webhook'));
  return providers.flatMap((provider) => {
    const mine = calls.filter((method) => method.service === provider.gateway);
    const linking = mine.some((method) => method.call?.retry === 'never');
    const renewing = mine.some((method) => method.call?.retry === 'before-send');
    const fetching = mine.some((method) => method.call?.retry === 'bounded' && method.call.quota && method.requirements.length > 0);
    const revoking = mine.some((method) => /^(?:revoke|disconnect)/.test(method.name));
    const facts: string[] = [];
    if (renewing && provider.token !== undefined) facts.push(`an access token of ${provider.name} lives ${provider.token.lifeHours} h${provider.token.rotates ? '; renewal may end the old refresh token' : ''}`);
    if (linking) for (const cap of provider.caps) facts.push(`${cap.what}: ${cap.values.map((value) => print(value)).join(', then ')}`);
    if (fetching && !revoking) for (const quota of provider.quotas.slice(0, 1)) facts.push(`${quota.what}: ${print(quota.perDay)} a day, ${print(quota.per15Min)} in 15 min, for all people together`);
    if (fetching && !revoking && !webhook && provider.cacheDays !== null) facts.push(`rows of ${provider.name} may be kept ${provider.cacheDays} days`);
    if (revoking && provider.eraseDays !== null) facts.push(`all rows of ${provider.name} must be gone ${provider.eraseDays} days after a revocation`);
    if (webhook && provider.webhook !== null) facts.push(`a webhook of ${provider.name} wants an answer within ${provider.webhook.answerMs / 1000} s, is sent ${provider.webhook.attempts} times${provider.webhook.signed ? '' : ', is not signed'}`);
    if (webhook && provider.deletionHours !== null) facts.push(`a deletion at ${provider.name} must be followed within ${provider.deletionHours} h`);
    return facts;
  });
}

/** What the two largest packages of a phase deliver, and how many more there are. */
function delivered(packages: readonly Package[]): string {
  const largest = packages.toSorted((x, y) => y.pert - x.pert).slice(0, 2);
  const shown = packages.filter((one) => largest.includes(one)).map((one) => one.deliverable.replace(/\.$/, ''));
  const rest = packages.length - shown.length;
  return `${[...new Set(shown)].join('; ')}${rest === 0 ? '' : `; ${rest} more package${rest === 1 ? '' : 's'}`}`;
}

/** Phases that hold a package, each with its gate. */
export function makePhases(input: PackageInput, packages: readonly Package[]): { phases: Phase[]; gates: Gate[] } {
  const { rules, tasks, judgement, design, packing } = input;
  const keys = new Set(packing.homes.map((home) => home.key));
  const numbers = rules.phases.filter((phase) => packages.some((one) => one.phase === `PH-${phase.number}`));
  const plain: Record<number, boolean> = { 2: !keys.has('connection'), 3: !keys.has('ingest') && !keys.has('events'), 4: !keys.has('ingest') && !keys.has('events') };
  const open = judgement.decisions.filter((decision) => decision.open).map((decision) => `\`${decision.id}\``);
  const spikes = tasks.filter((task) => task.phase === 'PH-0' && task.macro === 'risk').map((task) => `\`${task.id}\``);
  const me = design.routes.find((route) => route.path.endsWith('/me') && route.method === 'GET');
  const probe = design.routes.find((route) => route.rate.class === 'ops');
  const nodes = { sources: [{ kind: 'rule' as const, id: 'phases' }], origin: 'rule:phases' as const, confidence: 0.7, status: 'new' as const };

  const phases = numbers.map((rule): Phase => {
    const mine = packages.filter((one) => one.phase === `PH-${rule.number}`);
    return {
      ...nodes, id: `PH-${rule.number}`, number: rule.number, title: plain[rule.number] === true ? (rule.without ?? rule.title) : rule.title, gate: `GATE-${rule.number}`,
      leaves: mine.reduce((sum, one) => sum + one.leaves.total, 0), pert: round(mine.reduce((sum, one) => sum + one.pert, 0)),
    };
  });
  const gates = numbers.map((rule, index): Gate => {
    const mine = packages.filter((one) => one.phase === `PH-${rule.number}`);
    const criteria = new Map(design.criteria.map((criterion): [string, Criterion] => [criterion.id, criterion]));
    const accepted = new Set(mine.flatMap((one) => one.acceptedBy.map((id) => criteria.get(id)?.requirement ?? '')));
    const requirements = design.requirements.map((one) => one.id).filter((id) => accepted.has(id));
    const slots: Record<string, string> = {
      decisions: open.join(', '), spikes: spikes.length === 0 ? '' : `spike notes of ${spikes.join(', ')}`,
      compose: input.slots['compose'] ?? '', slice: me !== undefined && mine.some((one) => one.includes.includes(me.id)) ? `\`${me.id}\` answers with a real session` : probe === undefined ? '' : `staging answers \`${probe.id}\` with 200`,
      requirements: requirements.length === 0 ? '' : requirements.length > 6 ? `${requirements.slice(0, 5).map((id) => `\`${id}\``).join(', ')}, ${requirements.length - 5} more` : requirements.map((id) => `\`${id}\``).join(', '),
      proved: rule.number === 7 && numbers.every((one) => one.number !== 6) && judgement.nfrs.length > 0 ? String(judgement.nfrs.length) : '',
      release: input.leaves.some((leaf) => leaf.key === 'fixed:openapi-release') ? '1.0' : '', demo: input.leaves.some((leaf) => leaf.key === 'fixed:demo') ? 'twice' : '',
      nfrCount: judgement.nfrs.length === 0 ? '' : String(judgement.nfrs.length),
      delivered: delivered(mine), answered: open.length === 0 ? 'spikes are filed; nothing waits for a person' : `${open.length} ${open.length === 1 ? 'decision' : 'decisions'} recorded; nothing waits for a person`,
    };
    const exit = rule.exit.filter((line) => [...line.matchAll(/\{(\w+)\}/g)].every((match) => slots[match[1] ?? ''] !== '')).map((line) => fill(line, slots));
    const before = numbers[index - 1];
    return {
      ...nodes, id: `GATE-${rule.number}`, phase: `PH-${rule.number}`, title: phases[index]?.title ?? rule.title, outcome: fill(rule.outcome, slots),
      entry: before === undefined ? 'spec read, capacity known or assumed' : `\`GATE-${before.number}\` passed`,
      exit: exit.length > 0 ? exit : [`all ${mine.reduce((sum, one) => sum + one.leaves.total, 0)} boxes of the phase ticked`],
      evidence: rule.evidence, decides: rule.decides, deliverables: mine.map((one) => one.id),
    };
  });
  return { phases, gates };
}

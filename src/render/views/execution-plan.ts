import type { Plan } from '../../model/plan/index.ts';
import { draftOf } from '../draft.ts';
import { arithmeticOf, coreModels, costShare, gateways, laterWork, outsideCalls, packagesOfAll, stores } from '../lookup.ts';
import { count, hours, number, percent } from '../numbers.ts';
import { linkTo, packageLink, trace } from '../page.ts';
import type { Page } from '../site.ts';
import type { View } from '../templates.ts';
import { code, codes, numbered, prose, quoted, row, sentence, sentenceList, uncapital } from '../text.ts';
import { nfrRow } from './nfr.ts';
import { strategyView } from './strategy.ts';
import { timelineView } from './timeline.ts';

export function executionPlanView(page: Page): View {
  const { plan, profile } = page.site;
  return {
    introduction: introduction(page),
    objectives: objectives(page),
    focus: focus(page),
    strategy: strategyView(plan.strategies.find(strategy => strategy.scope === 'plan'), draftOf(page, 'strategy/plan')),
    box: page.site.depth !== 'full' ? `One box a package, ticked when all its boxes in ${linkTo(page, 'tasks', 'tasks')} are.` : 'One box a package, ticked when every task box in its plan is ticked.',
    phases: plan.phases.map(phase => ({
      heading: `Phase ${phase.number}: ${prose(phase.title)}`,
      packages: plan.packages.filter(pack => pack.phase === phase.id).map(pack => `${packageLink(page, pack.id)}: ${count(pack.leaves.total, 'leaf', 'leaves')}, ${hours(pack.pert)} h`),
    })),
    tree: profile.tree.map(line => line.replaceAll('`', "'")),
    schema: schemaRows(page),
    samples: samples(page),
    endpoints: endpoints(page),
    performance: performance(page),
    risks: numbered(technicalRisks(page)),
    mitigations: mitigations(page),
    targets: linkTo(page, 'the PRD', 'prd', 'non-functional'),
    nfrs: plan.nfrs.filter(nfr => !nfr.top).map(nfr => nfrRow(page, nfr)),
    development: development(page),
    timeline: timelineView(page),
  };
}

function introduction(page: Page): string {
  const { plan } = page.site;
  const parts = [
    `${quoted(plan.title)} needs ${count(plan.routes.length, 'route')}, ${count(coreModels(plan).length, 'model')}, ${count(outsideCalls(plan).length, 'outside call')} and ${count(plan.jobs.length, 'job type')}; ${count(plan.tasks.length, 'leaf task')} in ${count(plan.packages.length, 'package')} take ${number(plan.schedule.totalHours, 1)} h with the ${percent(plan.schedule.poolShare)} pool.`,
  ];
  const gap = plan.decisions.find(decision => decision.open && decision.id === 'DEC-promise-gap');
  if (gap !== undefined && plan.schedule.promise !== null) parts.push(`The promise leaves ${number(plan.schedule.promise.capacityHours, 1)} h, so this plan opens with ${code(gap.id)}.`);
  parts.push(`Profile ${code(plan.profile)}, facts edition ${quoted(plan.factsEdition)}.`);
  return parts.join(' ');
}

function objectives(page: Page): string[] {
  const { plan } = page.site;
  const inside = (ids: readonly string[]): string => {
    const packages = packagesOfAll(plan, ids);
    return packages.length === 0 ? '' : `, in ${codes(packages.slice(0, 4))}`;
  };
  const lines: string[] = [];
  const sign = plan.workflows.find(workflow => workflow.primary && workflow.kind === 'authentication');
  if (sign !== undefined && sign.routes.length > 0) lines.push(`**Authentication System**: ${prose(sign.title).replace(/^[^:]+: /, '')}, ${code(sign.id)}${inside(sign.routes)}. ${trace(page, sign)}`);
  const core = new Set(coreModels(plan).map(model => model.id));
  const erasing = new Set(plan.routes.filter(route => route.method === 'DELETE').map(route => route.job));
  const jobs = plan.jobs.filter(job => !job.ai && !erasing.has(job.id) && job.writes.some(id => core.has(id)));
  const data = plan.workflows.find(workflow => workflow.primary && workflow.kind === 'data-processing');
  if (jobs.length > 0 || data !== undefined) lines.push(`**Data Processing**: ${jobs.length > 0 ? `${codes(jobs.map(job => job.id))}` : code(data?.id ?? '')}${inside(jobs.length > 0 ? jobs.map(job => job.id) : (data?.routes ?? []))}.${data === undefined ? '' : ` ${trace(page, data)}`}`);
  if (plan.metrics.length > 0) lines.push(`**Analytics Engine**: ${codes(plan.metrics.map(metric => metric.id))}${inside(plan.metrics.map(metric => metric.id))}.`);
  const ai = plan.jobs.filter(job => job.ai);
  if (ai.length > 0) lines.push(`**AI Integration**: ${codes(ai.map(job => job.id))}${inside(ai.map(job => job.id))}.`);
  const openapi = plan.tasks.find(task => /openapi/i.test(task.artefact));
  lines.push(`**API Design**: ${count(plan.routes.length, 'route')}, ${count(plan.errors.length, 'typed error')}${openapi === undefined ? '' : `; OpenAPI file by ${code(openapi.id)}`}.`);
  if (stores(plan).length > 0) lines.push(`**Database Design**: ${count(stores(plan).length, page.site.profile.terms['store'] ?? 'store')}, ${count(plan.indexes.length, 'index', 'indexes')}, ${count(plan.fields.length, 'field')}.`);
  const deploy = plan.tasks.find(task => /deploy/i.test(task.artefact)) ?? plan.tasks.find(task => /Dockerfile/i.test(task.artefact));
  if (deploy !== undefined) lines.push(`**Deployment**: ${prose(page.site.profile.terms['hosting'] ?? 'one image')}, first deploy by ${code(deploy.id)}.`);
  return lines.slice(0, 7);
}

function focus(page: Page): string[] {
  const { plan } = page.site;
  const out = plan.requirements.filter(requirement => requirement.deferred !== null || requirement.rejected !== null);
  const later = laterWork(plan);
  const lines = [`Minimal viable: ${out.length === 0 ? 'every requirement is in' : `${codes(out.map(requirement => requirement.id))} ${out.length === 1 ? 'is' : 'are'} out`}${later.length === 0 ? '' : `; ${sentenceList(later.map(item => uncapital(prose(item.what))))} ${later.length === 1 ? 'waits' : 'wait'} in ${linkTo(page, 'Later', 'add', 'performance')} with ${later.length === 1 ? 'its' : 'their'} trigger`}.`];
  const [gate] = plan.gates.slice(1);
  if (gate !== undefined) lines.push(`Time to demo: ${code(gate.id)} is the first running slice, ${prose(gate.outcome).replace(/\.$/, '')}.`);
  const steady = plan.nfrs.filter(nfr => nfr.area === 'reliability' || nfr.area === 'recovery').map(nfr => nfr.id);
  const races = plan.tests.filter(test => test.level === 'race').length;
  if (steady.length > 0) lines.push(`Reliable and stable: ${codes(steady)}${races === 0 ? '' : `, ${count(races, 'race test')}`}.`);
  const load = arithmeticOf(plan, 'load', 'rps');
  if (load !== undefined) lines.push(`Scaling potential: ${sentence(prose(load.result))}`);
  const image = plan.tasks.find(task => /Dockerfile/i.test(task.artefact));
  if (image !== undefined) lines.push(`Containerisation: image built by ${code(image.id)}, started with ${code(page.site.profile.commands['compose'] ?? 'docker compose up')}.`);
  return lines.slice(0, 5);
}

/** Sample files by folder, so that forty files make one sentence. */
function samples(page: Page): string {
  const { plan, providers } = page.site;
  if (plan.sampleFiles.length === 0) return `No sample file was read; fields come from the spec${providers.length === 0 ? '' : ` and the catalogue of ${sentenceList(providers.map(provider => provider.name))}`}.`;
  const folders = new Map<string, number>();
  for (const file of plan.sampleFiles) {
    const folder = file.slice(0, file.lastIndexOf('/') + 1);
    folders.set(folder, (folders.get(folder) ?? 0) + 1);
  }
  return `Samples read: ${[...folders].map(([folder, files]) => `${count(files, 'file')} of ${code(folder === '' ? '.' : folder)}`).join(', ')}; each field of the blueprint names its file.`;
}

/** Source fields that are not stored as they came, grouped by model and reason. */
function schemaRows(page: Page): Record<string, string>[] {
  const { plan } = page.site;
  const replaced = plan.refinements.filter(refinement => refinement.sources.some(source => source.kind === 'rule' && source.id === 'replaced-attribute'));
  const rows = replaced.map(refinement => row({ field: quoted(refinement.quote), becomes: prose(refinement.change), class: '-', reason: prose(refinement.reason) }));
  for (const model of coreModels(plan)) {
    const groups = new Map<string, { paths: string[]; classes: Set<string>; reason: string }>();
    for (const field of model.dropped) {
      const group = groups.get(field.reason) ?? { paths: [], classes: new Set<string>(), reason: field.reason };
      group.paths.push(field.path);
      group.classes.add(field.class);
      groups.set(field.reason, group);
    }
    for (const group of groups.values()) rows.push(row({ field: `${quoted(model.name)}: ${few(group.paths.map(quoted))}`, becomes: 'not stored', class: `${[...group.classes].sort().join(', ')}; drop`, reason: prose(group.reason) }));
    const special = plan.fields.filter(field => field.model === model.id && (field.disposition === 'encrypt' || field.disposition === 'derive'));
    for (const [disposition, becomes] of [['encrypt', 'ciphertext'], ['derive', 'computed']] as const) {
      const changed = special.filter(field => field.disposition === disposition);
      if (changed.length === 0) continue;
      const reasons = [...new Set(changed.flatMap(field => (field.note === null ? [] : [prose(field.note.replace(/^computed: /, ''))])))];
      rows.push(row({ field: `${quoted(model.name)}: ${few(changed.map(field => quoted(field.name)))}`, becomes, class: `${[...new Set(changed.map(field => field.class))].sort().join(', ')}; ${disposition}`, reason: reasons.length > 0 ? reasons.join('; ') : disposition === 'encrypt' ? 'only the gateway reads it; the key id stands in the row' : 'computed on each read' }));
    }
  }
  return rows;
}

/** At most six names; the ADD holds all. */
function few(names: readonly string[]): string {
  return names.length <= 6 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
}

function endpoints(page: Page): string[] {
  const { plan } = page.site;
  const lines = [`${count(plan.routes.length, 'route')} stand in ${linkTo(page, 'API endpoints', 'add', 'api-endpoints')}: ${counts(plan)}.`];
  if (plan.refinements.length > 0) lines.push(`${count(plan.refinements.length, 'change')} against the source, each with its line and reason: ${linkTo(page, 'Spec refinements', 'decisions', 'spec-refinements')}.`);
  return lines;
}

function counts(plan: Plan): string {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
  return methods.flatMap(method => {
    const times = plan.routes.filter(route => route.method === method).length;
    return times === 0 ? [] : [`${times} ${method}`];
  }).join(', ');
}

function performance(page: Page): string[] {
  const { plan, profile } = page.site;
  const ttl = plan.indexes.filter(index => index.kind === 'ttl').map(index => index.id);
  const lines = [`**Database**: ${count(plan.indexes.length, 'index', 'indexes')}, each named with what needs it${ttl.length === 0 ? '' : `; rows expire by ${codes(ttl)}`}.`];
  const cached = plan.routes.filter(route => route.method === 'GET' && route.successHeaders.some(header => /etag|cache-control/i.test(header))).map(route => route.id);
  lines.push(`**Caching**: ${cached.length === 0 ? 'none before a target is missed' : `${codes(cached)} by ETag`}; ${linkTo(page, 'the rule', 'add', 'performance')}.`);
  lines.push(plan.jobs.length === 0 ? '**Background**: no job.' : `**Background**: ${count(plan.jobs.length, 'job')} through ${plan.jobs.length >= profile.queue.jobTypesFrom ? profile.queue.name : profile.queue.below}, at least once, idempotent, at most ${Math.max(...plan.jobs.map(job => job.attempts))} attempts.`);
  return lines;
}

/** Seed 001's five technical risks by title, those the plan has, then its other risks up to five (SEED-001-21). */
function technicalRisks(page: Page): string[] {
  const { plan, providers } = page.site;
  const risk = (pattern: RegExp): string | null => plan.risks.find(candidate => pattern.test(candidate.id))?.id ?? null;
  const lines: string[] = [];
  const used = new Set<string>();
  const add = (title: string, id: string | null, text: string): void => {
    if (id === null && text === '') return;
    const known = plan.risks.find(candidate => candidate.id === id);
    if (known !== undefined && text === '') text = `score ${known.score}${known.task === null ? '' : `, ${code(known.task)}`}`;
    if (id !== null) used.add(id);
    lines.push(`${title}: ${[id === null ? '' : code(id), text].filter(part => part !== '').join(', ')}.`);
  };
  const quota = arithmeticOf(plan, 'quota');
  const provider = providers[0]?.name;
  if (provider !== undefined) add(`${provider} API Rate Limits`, risk(/quota|rate/), quota === undefined ? '' : prose(quota.result).replace(/\.$/, ''));
  const cost = plan.nfrs.find(nfr => nfr.area === 'cost');
  const bill = plan.arithmetic.find(sum => sum.id === 'CALC-ai-cost');
  if (plan.jobs.some(job => job.ai)) add('AI API Costs', risk(/cost|budget/), [cost === undefined ? '' : code(`${cost.id}: ${cost.target}`), bill === undefined ? '' : `${prose(bill.result)} at most`].filter(part => part !== '').join('; '));
  const db = plan.nfrs.find(nfr => /-db\b/.test(nfr.id));
  if (db !== undefined) add('Database Performance', null, `${code(`${db.id}: ${db.target}`)}, ${count(plan.indexes.length, 'index', 'indexes')}`);
  add('Token Expiration', risk(/token/), '');
  const reconcile = plan.jobs.find(job => /reconcile/.test(job.id));
  add('Data Synchronization', risk(/sync|sample|reconcile/), reconcile === undefined ? '' : `${code(reconcile.id)} runs ${prose(reconcile.schedule ?? 'each night')} to ${prose(reconcile.purpose)}`);
  for (const other of [...plan.risks].sort((a, b) => b.score - a.score)) {
    if (lines.length >= 5) break;
    if (!used.has(other.id)) add(prose(other.title), other.id, '');
  }
  return lines.slice(0, 5);
}

function mitigations(page: Page): string[] {
  const { plan } = page.site;
  const lines: string[] = [];
  const lowered = plan.routes.filter(route => route.rate.lowered !== null);
  const classes = [...new Set(plan.routes.map(route => route.rate.class))];
  if (lowered.length > 0) lines.push(`**Rate Limiting**: ${lowered.map(route => `${code(route.id)} at ${prose(route.rate.limit)}`).join(', ')} after the quota check.`);
  else if (plan.routes.length > 0) lines.push(`**Rate Limiting**: ${count(classes.length, 'rate class', 'rate classes')} per user and per IP (${linkTo(page, 'limits', 'add', 'api-endpoints')}).`);
  const cost = arithmeticOf(plan, 'cost', 'budget');
  const capped = plan.routes.find(route => route.ownErrors.includes('AI_BUDGET_EXCEEDED'));
  if (cost !== undefined) lines.push(`**Cost Control**: ${capped === undefined ? '' : `${code('AI_BUDGET_EXCEEDED')} after ${prose(capped.rate.limit)} per person; `}${costShare(plan, cost)}.`);
  const gates = packagesOfAll(plan, plan.nfrs.map(nfr => nfr.id));
  if (gates.length > 0) lines.push(`**Performance**: ${codes(gates.slice(0, 3))} ${gates.length === 1 ? 'turns' : 'turn'} each of ${count(plan.nfrs.length, 'target')} into a gate.`);
  const retried = outsideCalls(plan).filter(call => call.call?.retry !== 'never');
  if (retried.length > 0) lines.push(`**Reliability**: bounded retry at ${codes(gateways(plan))} and the job runner only; everything else throws.`);
  const secure = plan.nfrs.filter(nfr => nfr.area === 'security' || nfr.area === 'privacy').map(nfr => nfr.id);
  if (secure.length > 0) lines.push(`**Security**: ${codes(secure)}.`);
  if (lines.length === 0) lines.push(...plan.risks.slice(0, 3).map(risk => `**${prose(risk.title)}**: ${sentence(prose(risk.mitigation))}`));
  return lines;
}

function development(page: Page): string[] {
  const { profile } = page.site;
  const lines: string[] = [];
  const coverage = profile.commands['coverage'];
  if (coverage !== undefined) lines.push(`Coverage gate ${code(coverage)}; all tests pass on main.`);
  const audit = [profile.commands['audit'], profile.commands['secrets']].flatMap(command => (command === undefined ? [] : [code(command)]));
  if (audit.length > 0) lines.push(`Critical CVE 0, secrets found 0: ${audit.join(', ')}.`);
  const types = profile.commands['types'];
  if (types !== undefined) lines.push(`Types: ${code(types)} reports 0 errors.`);
  if (lines.length === 0) lines.push('All tests pass on main.');
  return lines;
}


import type { Decision, Strategy } from '../../../model/plan/index.ts';
import { option } from '../decisions/decision.ts';
import { monthlyCost } from '../capacity.ts';
import { made, type Ground } from '../ground.ts';
import { count, list, print, round } from '../numbers.ts';
import { scored, sensitivityOf, weightsOf, type Candidate } from './score.ts';

/** Set-up leaves each further deployable brings (container 7, CI and CD 9) and the hours of one. */
const setup = { leaves: 16, hours: 1.75 };
const hostUsd = 40;

/**
 * Three ways to build the whole: modular monolith, services, functions. Scores follow the plan's numbers: deployables x set-up hours against
 * weekly capacity, hosts against budget headroom, services against people, peak load, webhook and latency limits (`rule:strategy-score`).
 */
export function planStrategy(ground: Ground, peakRps: number): Strategy {
  const { design, input } = ground;
  const services = design.services.filter((service) => service.kind === 'service').length;
  const routes = design.routes.length;
  const jobs = design.jobs.length;
  const split = Math.max(2, Math.ceil(services / 3));
  const weekly = Math.max(1, ground.people.value * ground.hoursPerWeek.value * 0.7);
  const weeks = (deployables: number) => ((deployables - 1) * setup.leaves * setup.hours) / weekly;
  const headroom = Math.max(1, ground.budget.value - monthlyCost(ground).total);
  const extra = (split - 1) * hostUsd;
  const webhook = design.routes.some((route) => route.auth === 'webhook');
  const processes = ['api', ...(jobs > 0 ? ['worker'] : []), ...(design.methods.some((method) => method.tx === 'outbox') ? ['relay'] : [])];
  const framework = input.profile.terms['framework'] ?? input.profile.title;
  const writers = design.methods.filter((method) => method.writes.length > 1).length;

  const candidates: Candidate[] = [
    {
      title: `Modular monolith, ${framework}`,
      approach: `1 image, ${count(processes.length, 'process', 'processes')} (${processes.map((name) => `\`${name}\``).join(', ')}), ${count(services, 'service')} with acyclic imports.`,
      pros: ['1 deployment per release', writers > 0 ? `1 transaction covers ${count(writers, 'method')} that write more than one store` : '1 transaction covers each write', `${count(ground.people.value, 'person knows', 'people know')} all ${count(services, 'service')}`],
      cons: [ground.hosting.value === 'single-host' ? '1 host is 1 failure domain' : 'all services are released together', ...(jobs > 0 ? ['`worker` and `api` share memory and processor until a second host'] : [])],
      technologyStack: input.profile.components.map((component) => `${component.name} ${component.version}`.trim()).join(', '),
      scores: { 'time to demo': 5, reliability: ground.hosting.value === 'single-host' ? 4 : 5, cost: 5, reversibility: 4, 'team skill': 5, 'scale path': peakRps > 50 ? 2 : 3 },
    },
    {
      title: 'Services per domain',
      approach: `${split} services with a pipeline and a store each.`,
      pros: [...(jobs > 0 ? [`load of ${count(jobs, 'job type')} is apart from the routes`] : []), `${split} release cadences`],
      cons: [`${split} x ${setup.leaves} fixed container and CI leaves = ${split * setup.leaves} against ${setup.leaves}: ${print(round(weeks(split), 1))} weeks of ${print(round(weekly))} h more`, ...(writers > 0 ? [`${count(writers, 'transaction')} become workflows over ${split} stores`] : ['each call between services adds a network hop']), `${extra} USD per month more for hosts`],
      technologyStack: null,
      scores: { 'time to demo': 5 - 2 * weeks(split), reliability: writers > 2 ? 2 : 3, cost: 5 - 4 * Math.min(1, extra / headroom), reversibility: 3, 'team skill': 5 - Math.max(1, split - ground.people.value), 'scale path': 5 },
    },
    {
      title: 'Serverless functions',
      approach: `${count(routes, 'function')}${jobs > 0 ? `, a managed queue for ${count(jobs, 'job type')}` : ''}, a managed database.`,
      pros: ['0 idle cost', `scale beyond ${print(peakRps)} rps without a host`],
      cons: [...(design.routes.length > 0 ? ['cold start counts against `NFR-quick-p95`'] : []), ...(webhook ? ['cold start counts against `NFR-webhook-p99`'] : []), 'code depends on the interfaces of one vendor'],
      technologyStack: null,
      scores: { 'time to demo': 4 - (jobs > 0 ? 1 : 0), reliability: webhook ? 3 : 4, cost: peakRps > 20 ? 2 : 4, reversibility: 2, 'team skill': input.profile.terms['deployment']?.includes('serverless') === true ? 5 : 3, 'scale path': 4 },
    },
  ];
  const options = scored(candidates, weightsOf(input.answers));
  const best = options.find((one) => one.recommended);
  const number = best === undefined ? 1 : options.indexOf(best) + 1;
  return { scope: 'plan', options, recommendation: `Strategy ${number}, ${best?.title ?? ''}, with ${best?.total.toFixed(2) ?? ''} of 5 against ${list(options.filter((one) => one !== best).map((one) => one.total.toFixed(2)))} (\`DEC-architecture\`).`, sensitivity: sensitivityOf(options), settledBy: null, refused: null };
}

/** DEC-architecture records the outcome of the plan strategy. */
export function architectureDecision(ground: Ground, strategy: Strategy): Decision {
  const answer = ground.input.answers.answers.strategy;
  const best = strategy.options.find((one) => one.recommended);
  const settled = answer?.state === 'answered';
  return {
    ...made('DEC-architecture', 'strategy-score', settled ? [{ kind: 'answer', question: 'strategy' }] : [{ kind: 'profile', id: ground.input.profile.id }], settled ? 1 : 0.7),
    question: 'In what shape is it built and deployed?', asks: 'strategy', owner: 'engineer', needed: 'GATE-0',
    options: strategy.options.map((one, index) => option('ABC'[index] ?? String(index + 1), one.title, `${one.total.toFixed(2)} of 5; ${one.cons[0] ?? ''}`, one.title === best?.title ? 'in the plan' : (one.cons.find((con) => /USD/.test(con)) ?? 'not planned'), one.scores.find((score) => score.criterion === 'reversibility')?.score === 2 ? 'no' : 'yes')),
    recommended: best === undefined ? 'A' : ('ABC'[strategy.options.indexOf(best)] ?? 'A'), recommendation: strategy.recommendation, default: best?.title ?? null, open: answer?.state === 'open', blocking: false,
    answer: settled ? answer.value : (best?.title ?? null), reason: `${best?.total.toFixed(2) ?? ''} of 5 against ${list(strategy.options.filter((one) => one !== best).map((one) => one.total.toFixed(2)))}`,
    decidedBy: settled ? answer.by : 'rule:strategy-score', decidedAt: settled ? answer.at : ground.input.at.asOf, facts: [], task: null, touches: ['add', 'plan'],
  };
}

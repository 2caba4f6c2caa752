import { byRule, earlier, firstFact, fromSpec, short } from '../defaults.ts';
import type { Question } from '../question.ts';

/** Step 1, what it is for: value, callers, numbers, constraints, systems, risks (SEED-002-12). */
export const charter: readonly Question[] = [
  {
    key: 'value-proposition',
    catalogue: 'Q1.1',
    step: 'Charter',
    core: true,
    roles: ['pm'],
    form: 'text',
    prompt: () => 'What can people do with this backend that they cannot do today?',
    help: 'One or two verbs and their objects, in product words.',
    example: 'Book, move and cancel an appointment without a phone call.',
    why: 'The executive summary states it; requirements that do not serve it are candidates for a cut.',
    feeds: ['charter'],
    weight: () => 32,
    default: situation => {
      const old = earlier(situation, 'summary') ?? firstFact(situation, 'goal');
      if (old !== null) return fromSpec(short(old.text, 300), old.place);
      const first = situation.plan.requirements.find(each => each.rejected === null);
      return first === undefined ? null : byRule(short(first.text, 300), `the first requirement, ${first.id}`);
    },
  },
  {
    key: 'consumers',
    catalogue: 'Q1.2',
    step: 'Charter',
    core: true,
    roles: ['pm', 'engineer'],
    form: 'list',
    prompt: () => 'Who calls the API? Up to three.',
    help: 'A web app, a mobile app, a partner system, a scheduled job.',
    example: 'Clinic web app; Reminder service',
    why: 'Each consumer brings its sign-in, its origins and its hand-off.',
    feeds: ['charter', 'prd'],
    weight: () => 28,
    default: ({ plan }) => byRule(plan.consumers.map(each => each.name), 'actors of the spec'),
  },
  {
    key: 'success-metrics',
    catalogue: 'Q1.3',
    step: 'Charter',
    core: true,
    roles: ['pm', 'engineer'],
    form: 'list',
    prompt: () => 'Which three numbers mean success?',
    help: 'Each with metric, value and unit.',
    example: 'p95 <= 250 ms; 99.5 % availability; 0 foreign rows',
    why: 'They become NFRs with a measure script and a gate.',
    feeds: ['charter', 'prd'],
    weight: () => 27,
    default: ({ plan }) => byRule(plan.nfrs.filter(each => each.top).slice(0, 3).map(each => `${each.metric} ${each.target}`), 'targets of the spec, else of the profile'),
  },
  {
    key: 'constraints',
    catalogue: 'Q1.9',
    step: 'Charter',
    core: true,
    roles: ['pm', 'engineer'],
    form: 'list',
    prompt: ({ plan }) => `What else may not be changed? Known so far: ${plan.constraints.slice(0, 5).map(each => each.id).join(', ')}`,
    help: 'Security first, audit trails, a given host, a given vendor ...',
    example: 'audit trail on every write; data stays in the EU',
    why: 'Each becomes a constraint that the architecture has to meet.',
    feeds: ['charter', 'add'],
    weight: () => 34,
    default: situation => {
      const known = situation.facts.existing.statements.filter(each => /constraint/i.test(each.section)).slice(0, 5);
      const [first] = known;
      return first === undefined ? byRule([], 'nothing beyond spec, provider and house rules') : fromSpec(known.map(each => short(each.text, 200)), `${first.path}:${first.line}`);
    },
  },
  {
    key: 'integrations',
    catalogue: 'Q1.13',
    step: 'Charter',
    core: true,
    roles: ['engineer'],
    form: 'list',
    prompt: () => 'What must it plug into, and how?',
    help: 'Database, sign-in, outside APIs, workflow engines.',
    example: 'Strava API; one text model',
    why: 'Each outside system gets one gateway, its limits and its failure tests.',
    feeds: ['charter', 'add'],
    weight: () => 25,
    default: ({ plan }) => byRule(plan.services.filter(each => each.kind === 'gateway').map(each => each.id), 'requirements and samples'),
  },
  {
    key: 'top-risks',
    catalogue: 'Q1.10',
    step: 'Charter',
    core: true,
    roles: ['pm', 'engineer'],
    form: 'many',
    prompt: () => 'Which three risks do you want on the first page?',
    help: 'All stay in the register; these three open the charter.',
    example: '1, 2, 3',
    why: 'The charter shows what could stop the plan.',
    feeds: ['charter'],
    weight: () => 24,
    choices: ({ plan }) => [...plan.risks].sort((a, b) => b.score - a.score).slice(0, 8).map(risk => ({ value: risk.id, text: `${risk.title} (${risk.score})` })),
    default: ({ plan }) => byRule([...plan.risks].sort((a, b) => b.score - a.score).slice(0, 3).map(risk => risk.id), 'highest scores'),
  },
];

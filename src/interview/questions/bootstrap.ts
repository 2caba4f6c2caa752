import { counted } from '../../text/count.ts';
import { assumed, byRule, earlier, firstFact, fromSpec, short } from '../defaults.ts';
import type { Question } from '../question.ts';

/** Step 0: inputs, stack, scope (SEED-002-11). */
export const bootstrap: readonly Question[] = [
  {
    key: 'inputs',
    catalogue: 'Q0.2',
    step: 'Bootstrap',
    core: true,
    roles: ['pm', 'engineer'],
    form: 'many',
    prompt: ({ facts }) => `I read ${counted(facts.specs.length, 'spec file')} and ${counted(facts.samples.files.length, 'sample file')}. Are these the right specs?`,
    help: 'Every statement of the plan is traced to a line of these files. Name the ones that count.',
    example: 'specs/stravaai/spec.md, docs/planning/stravaai.md',
    why: 'A spec that is left out is a feature that is not planned.',
    feeds: ['charter'],
    weight: () => 12,
    choices: ({ facts }) => facts.specs.map(spec => ({ value: spec.path, text: `${spec.path}: ${spec.requirements.length} requirements, ${spec.stories.length} stories` })),
    default: ({ facts }) => byRule(facts.specs.map(spec => spec.path), 'found in the usual places'),
  },
  {
    key: 'profile',
    catalogue: 'Q0.3',
    step: 'Bootstrap',
    core: true,
    roles: ['engineer'],
    form: 'one',
    prompt: () => 'Which stack should the backend be built on?',
    help: 'A profile holds framework, database, folder tree, commands, costs and risks. Choosing another changes all documents.',
    example: 'fastapi-mongodb',
    why: 'It sets every path, every verify command and the monthly cost.',
    feeds: ['add', 'wbs'],
    weight: () => 70,
    choices: ({ profiles }) => profiles.map(profile => ({ value: profile.id, text: profile.title })),
    default: ({ plan }) => byRule(plan.profile, 'spec, repository or house default'),
  },
  {
    key: 'why-now',
    catalogue: 'Q0.4',
    step: 'Bootstrap',
    core: true,
    roles: ['pm'],
    form: 'text',
    prompt: () => 'Why build this now? One sentence.',
    help: 'The charter opens with it. Name the event, the customer or the cost of waiting.',
    example: 'Three pilot clinics start on 1 March.',
    why: 'It decides what may be cut when time runs short.',
    feeds: ['charter'],
    weight: () => 30,
    default: situation => {
      const old = earlier(situation, 'why') ?? firstFact(situation, 'goal');
      return old === null ? assumed('not stated', 'no goal in the spec') : fromSpec(short(old.text, 190), old.place);
    },
  },
  {
    key: 'single-service',
    catalogue: 'Q0.6',
    step: 'Bootstrap',
    core: true,
    roles: ['engineer'],
    form: 'yes-no',
    prompt: () => 'Is this one backend service?',
    help: 'One deployable application, whatever processes it starts.',
    example: 'yes',
    why: 'More than one service needs the detailed planning commands (SEED-002-21).',
    feeds: ['charter', 'add'],
    weight: () => 20,
    default: () => byRule(true, 'Pre-MVP rule: one service until a number asks for more'),
  },
];

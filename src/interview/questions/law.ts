import { assumed, byRule } from '../defaults.ts';
import type { Question } from '../question.ts';

const decision = (id: string) => (situation: { plan: { decisions: { id: string }[] } }): boolean => situation.plan.decisions.some(each => each.id === id);

/** Step 1, what the law and a provider allow (SEED-002-7, SEED-002-12). */
export const law: readonly Question[] = [
  {
    key: 'hipaa',
    catalogue: 'Q1.7',
    step: 'Charter',
    core: true,
    roles: ['pm'],
    form: 'one',
    prompt: () => 'Will a hospital, clinic or insurer use it or pay for it?',
    help: 'HIPAA binds covered entities and their business associates. "unsure" keeps the question open in the plan.',
    example: 'no',
    why: 'Yes or unsure needs a security analysis before Sprint 1 (SEED-002-21).',
    feeds: ['charter', 'add'],
    weight: ({ facts }) => (facts.specs.some(spec => [...spec.requirements, ...spec.facts].some(each => /hipaa|patient|clinic|hospital|insur/i.test(each.text))) ? 85 : 40),
    choices: () => [
      { value: 'no', text: 'no' },
      { value: 'yes', text: 'yes' },
      { value: 'unsure', text: 'not sure yet' },
    ],
    default: ({ facts }) => (facts.specs.some(spec => [...spec.requirements, ...spec.facts].some(each => /hipaa|patient|clinic|hospital|insur/i.test(each.text))) ? assumed('unsure', 'the spec speaks of patients or clinics') : assumed('no', 'nothing in the spec points to it')),
  },
  {
    key: 'eu-users',
    catalogue: 'Q1.8',
    step: 'Charter',
    core: true,
    roles: ['pm'],
    form: 'one',
    prompt: () => 'Will people in the EU or the UK use it?',
    help: 'GDPR then asks for consent, export and erasure.',
    example: 'yes',
    why: 'Adds consent and erasure work.',
    feeds: ['charter', 'add'],
    weight: () => 35,
    choices: () => [
      { value: 'yes', text: 'yes' },
      { value: 'no', text: 'no' },
      { value: 'unsure', text: 'not sure yet' },
    ],
    default: () => assumed('yes', 'a public web product reaches them'),
  },
  {
    key: 'minors',
    catalogue: 'Q1.8',
    step: 'Charter',
    core: true,
    roles: ['pm'],
    form: 'one',
    prompt: () => 'Will people under 16 use it?',
    help: "A parent's consent is then needed in most countries.",
    example: 'no',
    why: 'Adds an age check and a consent path.',
    feeds: ['charter'],
    weight: () => 18,
    choices: () => [
      { value: 'no', text: 'no' },
      { value: 'yes', text: 'yes' },
      { value: 'unsure', text: 'not sure yet' },
    ],
    default: () => assumed('no', 'nothing in the spec points to it'),
  },
  {
    key: 'provider-policy',
    catalogue: 'Q1.11',
    step: 'Charter',
    core: true,
    roles: ['pm'],
    form: 'many',
    prompt: ({ plan }) => plan.decisions.find(each => each.id === 'DEC-provider-policy')?.question ?? 'Where may the data come from, and may AI read it?',
    help: 'The provider forbids some uses of its data. Choose one or two of the options; the plan shows what each drops.',
    example: 'A, C',
    why: 'Nothing built on forbidden data can be shipped; the plan stays a DRAFT until a person answers.',
    feeds: ['charter', 'add'],
    weight: () => 99,
    when: decision('DEC-provider-policy'),
    choices: ({ plan }) => (plan.decisions.find(each => each.id === 'DEC-provider-policy')?.options ?? []).map(option => ({ value: option.key, text: option.text })),
    default: ({ plan }) => {
      const open = plan.decisions.find(each => each.id === 'DEC-provider-policy');
      const keys = (open?.recommended ?? '').match(/[A-E]/g);
      return keys === null ? null : byRule([...new Set(keys)], 'the pair that keeps most of the product without a signature');
    },
  },
];

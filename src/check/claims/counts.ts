import type { Plan } from '../../model/plan/index.ts';
import { speaksAside, supposes, type Judge } from './claim.ts';

/** What a plan counts, by the nouns people use for it. */
const counted: { nouns: string; all: (plan: Plan) => number; /** Words that must stand in the same sentence. */ beside?: RegExp; /** How many of them are told apart by their place, where that is fewer. */ ranked?: (plan: Plan) => number }[] = [
  { nouns: 'routes?|endpoints?|API calls', all: plan => plan.routes.length },
  { nouns: 'core models?|core tables?|core collections?|core entity|core documents?|models?|core entities|entities', all: plan => plan.models.filter(each => each.kind === 'core' || each.kind === 'embedded').length },
  { nouns: 'collections?|tables?', all: plan => plan.models.filter(each => each.kind === 'core' || each.kind === 'supporting').length },
  { nouns: 'services?|modules?', all: plan => plan.services.filter(each => each.kind === 'service').length },
  { nouns: 'gateways?', all: plan => plan.services.filter(each => each.kind === 'gateway').length },
  { nouns: 'jobs?|job types?|background jobs?', all: plan => plan.jobs.length },
  { nouns: 'consumers?|callers?|clients?', all: plan => plan.consumers.length },
  { nouns: 'applications?|apps|systems|front-?ends?', all: plan => plan.consumers.length, beside: /\b(?:API|backend|routes?|endpoints?)\b/ },
  { nouns: 'workflows?|flows?', all: plan => plan.workflows.length, ranked: plan => plan.workflows.filter(each => each.primary).length },
  { nouns: 'packages?|work packages?', all: plan => plan.packages.length },
  { nouns: 'tasks?|leaf tasks?|leaves', all: plan => plan.tasks.length },
  { nouns: 'gates?|milestones of the plan', all: plan => plan.gates.length },
  { nouns: 'phases?', all: plan => plan.phases.length },
  { nouns: 'requirements?', all: plan => plan.requirements.length },
  { nouns: 'indexes|indices', all: plan => plan.indexes.length },
  { nouns: 'error codes?|typed errors?', all: plan => plan.errors.length },
  { nouns: 'open decisions?', all: plan => plan.decisions.filter(each => each.open).length },
];
const total = /\b(?:altogether|in total|in all|overall|all|total|there (?:are|is)|consists? of|comprises?|these|the (?:whole|entire)|exactly|only|just|has|have|needs?|plans?|offers?|exposes?)\b/i;
const position = /\b(second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s+(?:\w+ ){0,2}?(consumer|caller|client|core (?:model|table|collection|entity|document)|workflow|gateway|(?:application|app|front-?end)(?=[^.]*\b(?:API|backend|routes?|endpoints?)\b))\b/i;
const ordinals = ['second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** "Altogether the web app can call 31 endpoints": more than there are, or another number of all of them. */
export const counts: Judge = ({ digits }, { plan, text }) => {
  const place = position.exec(digits);
  const phrase = speaksAside(digits) ? null : phraseOf(digits, text);
  if (phrase !== null) return phrase;
  for (const { nouns, all, beside, ranked } of counted) {
    if (beside !== undefined && !beside.test(digits)) continue;
    const planned = all(plan);
    const rank = (ranked ?? all)(plan);
    if (place !== null && new RegExp(`^(?:${nouns})$`, 'i').test(place[2] ?? '') && ordinals.indexOf((place[1] ?? '').toLowerCase()) + 2 > rank) return `The plan has ${rank} of these, so there is no ${place[1]?.toLowerCase()} ${place[2]}.`;
    const found = new RegExp(String.raw`(?<![\w.-])(\d{1,5}) (?:(?!(?:of|and|or|in|to|for|x|per|a|the)\b)[a-z-]+ ){0,2}?(${nouns})(?![\w-])`, 'i').exec(digits);
    if (found === null) continue;
    const said = Number(found[1]);
    if (said === planned || said < 3 || new RegExp(String.raw`(?<![\w.-])${said} (?:[\w-]+ ){0,2}?(?:${nouns})\b`, 'i').test(text)) continue;
    if (said > planned || (total.test(digits) && !supposes.test(digits))) return `The plan has ${planned} ${found[2]}, not ${said}.`;
  }
  return null;
};

/** "5 upcoming appointments" where the plan knows 3 of just these. */
function phraseOf(digits: string, told: string): string | null {
  for (const match of digits.matchAll(/(?<![\w.-])(\d{1,6}) ([a-z-]{4,}) ([a-z]{3,}s)\b/g)) {
    if (/^(?:working|business|calendar)$/.test(match[2] ?? '') || /^(?:minutes|hours|days|weeks|months|years)$/.test(match[3] ?? '')) continue;
    const planned = [...told.matchAll(new RegExp(String.raw`(?<![\w.-])(\d{1,6}) ${match[2]} ${match[3]}\b`, 'g'))].map(each => Number(each[1]));
    if (planned.length > 0 && !planned.includes(Number(match[1]))) return `The plan says ${planned[0]} ${match[2]} ${match[3]}, not ${match[1]}.`;
  }
  return null;
}

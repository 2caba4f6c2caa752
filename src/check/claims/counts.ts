import type { Counted } from '../../model/knowledge.ts';
import type { Plan } from '../../model/plan/index.ts';
import type { Judge } from './claim.ts';
import type { Words } from './words.ts';

/** How much of everything a plan has. */
const counted: { of: Counted; all: (plan: Plan) => number; /** Words that must stand in the same sentence. */ beside?: RegExp; /** How many of them are told apart by their place, where that is fewer. */ ranked?: (plan: Plan) => number }[] = [
  { of: 'routes', all: plan => plan.routes.length },
  { of: 'coreModels', all: plan => plan.models.filter(each => each.kind === 'core' || each.kind === 'embedded').length },
  { of: 'stores', all: plan => plan.models.filter(each => each.kind === 'core' || each.kind === 'supporting').length },
  { of: 'services', all: plan => plan.services.filter(each => each.kind === 'service').length },
  { of: 'gateways', all: plan => plan.services.filter(each => each.kind === 'gateway').length },
  { of: 'jobs', all: plan => plan.jobs.length },
  { of: 'consumers', all: plan => plan.consumers.length },
  { of: 'applications', all: plan => plan.consumers.length, beside: /\b(?:API|backend|routes?|endpoints?)\b/ },
  { of: 'workflows', all: plan => plan.workflows.length, ranked: plan => plan.workflows.filter(each => each.primary).length },
  { of: 'packages', all: plan => plan.packages.length },
  { of: 'tasks', all: plan => plan.tasks.length },
  { of: 'gates', all: plan => plan.gates.length },
  { of: 'phases', all: plan => plan.phases.length },
  { of: 'requirements', all: plan => plan.requirements.length },
  { of: 'indexes', all: plan => plan.indexes.length },
  { of: 'errors', all: plan => plan.errors.length },
  { of: 'openDecisions', all: plan => plan.decisions.filter(each => each.open).length },
];
const position = /\b(second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s+(?:\w+ ){0,2}?(consumer|caller|client|(?:core )?(?:model|entity)|core (?:table|collection|document)|workflow|gateway|(?:application|app|front-?end)(?=[^.]*\b(?:API|backend|routes?|endpoints?)\b))\b/i;

/** "Altogether the web app can call 31 endpoints": more than there are, or another number of all of them. */
export const counts: Judge = ({ digits }, { plan, text, words }) => {
  const place = position.exec(digits);
  const phrase = words.aside.test(digits) ? null : phraseOf(digits, text);
  if (phrase !== null) return phrase;
  for (const { of, all, beside, ranked } of counted) {
    const nouns = words.nouns(of);
    if (beside !== undefined && !beside.test(digits)) continue;
    const planned = all(plan);
    const rank = (ranked ?? all)(plan);
    if (place !== null && new RegExp(`^(?:${nouns})$`, 'i').test(place[2] ?? '') && placeOf(words, place[1] ?? '') > rank) return `The plan has ${rank} of these, so there is no ${place[1]?.toLowerCase()} ${place[2]}.`;
    const found = new RegExp(String.raw`(?<![\w.-])(\d{1,5}) (?:(?!(?:of|and|or|in|to|for|x|per|a|the)\b)[a-z-]+ ){0,2}?(${nouns})(?![\w-])`, 'i').exec(digits);
    if (found === null) continue;
    const said = Number(found[1]);
    if (said === planned || said < 3 || new RegExp(String.raw`(?<![\w.-])${said} (?:[\w-]+ ){0,2}?(?:${nouns})\b`, 'i').test(text)) continue;
    if (said > planned || (words.total.test(digits) && !words.supposes.test(digits))) return `The plan has ${planned} ${found[2]}, not ${said}.`;
  }
  return null;
};

/** 2 for "second". */
const placeOf = (words: Words, said: string): number => Math.max(...words.ordinals.map(list => list.indexOf(said.toLowerCase()))) + 2;

/** "5 upcoming appointments" where the plan knows 3 of just these. */
function phraseOf(digits: string, told: string): string | null {
  for (const match of digits.matchAll(/(?<![\w.-])(\d{1,6}) ([a-z-]{4,}) ([a-z]{3,}s)\b/g)) {
    if (/^(?:working|business|calendar)$/.test(match[2] ?? '') || /^(?:minutes|hours|days|weeks|months|years)$/.test(match[3] ?? '')) continue;
    const planned = [...told.matchAll(new RegExp(String.raw`(?<![\w.-])(\d{1,6}) ${match[2]} ${match[3]}\b`, 'g'))].map(each => Number(each[1]));
    if (planned.length > 0 && !planned.includes(Number(match[1]))) return `The plan says ${planned[0]} ${match[2]} ${match[3]}, not ${match[1]}.`;
  }
  return null;
}

import type { Criterion, Nfr, Objective, Requirement } from '../../model/plan/index.ts';
import { slugify } from '../../text/slug.ts';
import { made, type Ground } from './ground.ts';
import { shorten } from './numbers.ts';
import { capital } from '../../text/capital.ts';

const weight = { must: 0, should: 1, could: 2, wont: 3 };

/** Words that point at another sentence: a title with one says nothing on its own. */
const pointing = /\b(?:its?|them|those|(?:at|for|from|in|of|on|to) that)\b/i;

/**
 * Exactly three (SEED-002-22): the leading requirement of each workflow with the outcome that proves it, then targets until three stand. Among
 * those of one priority the one leads whose good outcome the author told and whose title stands alone.
 */
export function objectivesOf(ground: Ground, nfrs: Nfr[]): Objective[] {
  const { routes, jobs, criteria, requirements } = ground.design;
  const served = new Set([...routes, ...jobs].flatMap((each) => each.requirements));
  const outcomeOf = (requirement: Requirement): Criterion | undefined => {
    const own = criteria.filter((one) => one.requirement === requirement.id);
    return own.find((one) => !one.negative && one.fromSpec) ?? own.find((one) => !one.negative) ?? own[0];
  };
  const told = (requirement: Requirement): number => {
    const outcome = outcomeOf(requirement);
    return (outcome === undefined || outcome.negative ? 2 : outcome.fromSpec ? 0 : 1) + (pointing.test(requirement.title) ? 1 : 0);
  };
  const live = requirements
    .filter((requirement) => requirement.kind === 'functional' && requirement.rejected === null && requirement.deferred === null && served.has(requirement.id))
    .toSorted((a, b) => weight[a.priority] - weight[b.priority] || told(a) - told(b));
  const chosen: Requirement[] = [];
  for (const requirement of live) if (chosen.length < 3 && !chosen.some((one) => one.workflow === requirement.workflow)) chosen.push(requirement);
  for (const requirement of live) if (chosen.length < 3 && !chosen.includes(requirement)) chosen.push(requirement);

  const taken = new Set<string>();
  const objectives = chosen.map((requirement) => {
    const slug = unique(slugify(shorten(requirement.title, 28)) || slugify(requirement.id), taken);
    const outcome = outcomeOf(requirement);
    const route = routes.find((one) => one.requirements.includes(requirement.id));
    const job = jobs.find((one) => one.requirements.includes(requirement.id));
    const by = [route === undefined ? null : `\`${route.id}\``, job === undefined ? null : `\`${job.id}\``].filter((one) => one !== null).join(' with ');
    const serving = outcome !== undefined && routes.some((one) => `${outcome.when} ${outcome.then}`.includes(`\`${one.id}\``)) ? '' : `; served by ${by}`;
    const text = outcome === undefined ? `${requirement.title}${serving}.` : `${requirement.title}. Given ${outcome.given}, when ${outcome.when}, then ${outcome.then}${serving} (\`${outcome.id}\`).`;
    return { ...made(`OBJ-${slug}`, 'objective', requirement.sources, requirement.confidence), text };
  });
  for (const nfr of nfrs) {
    if (objectives.length === 3) break;
    objectives.push({ ...made(`OBJ-${unique(nfr.id.replace(/^NFR-/, ''), taken)}`, 'objective', nfr.sources, nfr.confidence), text: `${capital(nfr.metric)}: \`${nfr.id}: ${nfr.target}\` (${nfr.class}).` });
  }
  return objectives.slice(0, 3);
}

function unique(slug: string, taken: Set<string>): string {
  let candidate = slug;
  for (let n = 2; taken.has(candidate); n++) candidate = `${slug}-${n}`;
  taken.add(candidate);
  return candidate;
}

import type { Nfr, Objective, Requirement } from '../../model/plan/index.ts';
import { slugify } from '../../text/slug.ts';
import { made, type Ground } from './ground.ts';
import { shorten } from './numbers.ts';
import { capital } from '../../text/capital.ts';

const weight = { must: 0, should: 1, could: 2, wont: 3 };

/** Exactly three (SEED-002-22): the leading requirement of each workflow with what proves it, then targets until three stand. */
export function objectivesOf(ground: Ground, nfrs: Nfr[]): Objective[] {
  const served = new Set(ground.design.routes.flatMap((route) => route.requirements));
  for (const job of ground.design.jobs) for (const id of job.requirements) served.add(id);
  const live = ground.design.requirements
    .filter((requirement) => requirement.kind === 'functional' && requirement.rejected === null && requirement.deferred === null && served.has(requirement.id))
    .toSorted((a, b) => weight[a.priority] - weight[b.priority]);
  const chosen: Requirement[] = [];
  for (const requirement of live) if (chosen.length < 3 && !chosen.some((one) => one.workflow === requirement.workflow)) chosen.push(requirement);
  for (const requirement of live) if (chosen.length < 3 && !chosen.includes(requirement)) chosen.push(requirement);

  const taken = new Set<string>();
  const objectives = chosen.map((requirement) => {
    const slug = unique(slugify(shorten(requirement.title, 28)) || slugify(requirement.id), taken);
    const criterion = ground.design.criteria.find((one) => one.requirement === requirement.id && !one.negative) ?? ground.design.criteria.find((one) => one.requirement === requirement.id);
    const route = ground.design.routes.find((one) => one.requirements.includes(requirement.id));
    const job = ground.design.jobs.find((one) => one.requirements.includes(requirement.id));
    const by = [route === undefined ? null : `\`${route.id}\``, job === undefined ? null : `\`${job.id}\``].filter((one) => one !== null).join(' with ');
    return { ...made(`OBJ-${slug}`, 'objective', requirement.sources, requirement.confidence), text: `${requirement.title}: served by ${by}${criterion === undefined ? '' : `, proved by \`${criterion.id}\``}.` };
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

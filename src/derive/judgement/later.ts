import type { NearCase } from '../../model/judging.ts';
import type { Later, Nfr } from '../../model/plan/index.ts';
import { followsRule } from '../rules.ts';
import type { Ground } from './ground.ts';

/** Plans that stand near the number of a trigger, so that it is said before anybody asks. */
const near: Record<NearCase, (ground: Ground) => boolean> = {
  'over-two-outside-calls': (ground) => ground.outside.length > 2,
  'single-host-over-eight-routes': (ground) => ground.hosting.value === 'single-host' && ground.design.routes.length > 8,
  'computed-read': (ground) => ground.design.routes.some((route) => followsRule(route, 'R7')),
};

const idsIn = (text: string): string[] => text.match(/NFR-[a-z0-9-]+/g) ?? [];

/** What a pre-MVP leaves out with the number that brings it in (`judgement.yaml`): when the spec names it, or when the plan stands near it. */
export function laterOf(ground: Ground, nfrs: readonly Nfr[]): Later[] {
  const declared = new Set(nfrs.map((nfr) => nfr.id));
  const items = ground.input.knowledge.judging.later.flatMap((candidate) => {
    const line = ground.said(new RegExp(candidate.words, 'i'));
    if (line === null && (candidate.near === undefined || !near[candidate.near](ground))) return [];
    return [{ what: candidate.what, trigger: candidate.otherwise !== undefined && idsIn(candidate.trigger).some((id) => !declared.has(id)) ? candidate.otherwise : candidate.trigger, source: line === null ? null : `${line.path}:${line.line}` }];
  });
  const queue = ground.input.profile.queue;
  if (ground.design.jobs.length > 0 && ground.design.jobs.length < queue.jobTypesFrom) items.push({ what: `Job queue ${queue.name}`, trigger: `${queue.jobTypesFrom} job types (today ${ground.design.jobs.length})`, source: null });
  for (const requirement of ground.design.requirements) if (requirement.deferred !== null) items.push({ what: `\`${requirement.id}\` ${requirement.title.replace(/^(?:the )?system (?:could|may|should) /i, '').replace(/\.?\s*\[NEEDS CLARIFICATION[^\]]*\]?/gi, '').replace(/\b(?:COULD|SHOULD|MAY)\b/g, (word) => word.toLowerCase())}`, trigger: requirement.deferred, source: null });
  return items;
}

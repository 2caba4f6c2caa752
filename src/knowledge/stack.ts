import type { Profile } from '../model/knowledge.ts';

type Component = Profile['components'][number];

/** A component with its version; a version that only says "before 1" is left out, since nobody can install it. */
const componentName = ({ name, version }: Component): string => (/^0(?:\.0)?$/.test(version) ? name : `${name} ${version}`.trim());

/** Components a plan with so many job types runs: a queue and its broker stand in the profile, but only enough job types justify them. */
export function stackOf(profile: Profile, jobTypes: number): string[] {
  const queued = jobTypes >= profile.queue.jobTypesFrom;
  return profile.components.filter((component) => queued || !`${profile.queue.name} ${profile.queue.needs}`.includes(component.name)).map(componentName);
}

import type { Lexicon } from '../../model/knowledge.ts';
import type { Requirement, Route } from '../../model/plan/index.ts';
import { kebab, plural, snake, spaced } from './reading/words.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What the plan itself calls the work it runs and the sign-in it keeps. A product that has jobs or sessions of its own keeps those words. */
export interface Platform {
  job: string;
  jobs: string;
  jobItem: string;
  session: string;
  sessions: string;
}

const making = new Set(['create', 'upload', 'update', 'delete']);

/** Words of the platform that the spec uses for things of its own: a job that an employer posts, a session of a conference. */
export function ownWords(requirements: readonly Requirement[], vocabulary: Vocabulary, lexicon: Lexicon, signIn: ReadonlySet<Requirement>): Set<string> {
  const own = new Set<string>();
  for (const noun of ['job', 'session']) {
    const listed = vocabulary.entities.get(noun);
    const made = requirements.some((r) => r.rejected === null && !signIn.has(r) && r.readings.some((x) => x.noun === noun && x.actor !== null && x.actor !== 'system' && !x.negated && (making.has(x.operation) || (x.operation === 'transition' && lexicon.handovers.includes(x.verb ?? '')))));
    if (made || (listed !== undefined && listed.entity.implied !== true)) own.add(noun);
  }
  return own;
}

/** The names of the platform beside those of the product. */
export function platformOf(own: ReadonlySet<string>, lexicon: Lexicon): Platform {
  const job = own.has('job') ? 'BackgroundJob' : 'Job';
  const session = own.has('session') ? 'SignInSession' : 'Session';
  // Words of the platform are English, whatever the spec is written in.
  const path = (name: string): string => `/v1/${kebab(plural(spaced(name), { ...lexicon, endings: [] }))}`;
  return { job, jobs: path(job), jobItem: `${path(job)}/{${snake(job)}_id}`, session, sessions: path(session) };
}

/** The route that tells how far a job is (rule R6). */
export const readsJob = (route: Pick<Route, 'rule' | 'method' | 'path'>): boolean => /^(?:rule:)?R6$/.test(route.rule) && route.method === 'GET' && /^\/v1\/(?:background-)?jobs\/\{\w+\}$/.test(route.path);

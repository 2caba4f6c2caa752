import type { Requirement, Route, Workflow } from '../../../model/plan/index.ts';
import { primaryWorkflows } from '../../design/workflows.ts';
import type { Ground } from '../ground.ts';

export type Group = { id: string; title: string; kind: Workflow['kind']; primary: boolean; routes: Route[]; requirements: Requirement[] };

/** The primary workflows the design gave its routes to, with their routes and requirements; one without a route is left out. */
export function primaryGroups(ground: Ground): Group[] {
  const { routes, requirements } = ground.design;
  const answer = ground.input.answers.answers.workflows;
  const chosen = answer?.state === 'answered' ? answer.value : [];
  const place = (id: string): number => (chosen.includes(id) ? chosen.indexOf(id) : chosen.length);
  return primaryWorkflows(ground.design)
    .map(({ id, title, kind }) => ({ id, title, kind, primary: true, routes: routes.filter((route) => route.workflow === id), requirements: requirements.filter((one) => one.workflow === id) }))
    .filter((group) => group.routes.length > 0)
    .map((group) => ({ ...group, primary: chosen.length === 0 || chosen.includes(group.id) }))
    .toSorted((a, b) => place(a.id) - place(b.id));
}

import type { Knowledge } from '../model/knowledge.ts';
import type { Plan } from '../model/plan/index.ts';
import { createSite, type Page, type RenderOptions } from './site.ts';
import { templatesOf, type View } from './templates.ts';
import { topView } from './top.ts';
import { addView } from './views/add.ts';
import { alsoView } from './views/brief.ts';
import { charterView } from './views/charter.ts';
import { decisionsView } from './views/decisions.ts';
import { executionPlanView } from './views/execution-plan.ts';
import { frontendHandoffView } from './views/frontend-handoff.ts';
import { prdView } from './views/prd.ts';
import { risksView } from './views/risks.ts';
import { tasksView } from './views/tasks.ts';
import { traceabilityView } from './views/traceability.ts';
import { wbsView } from './views/wbs.ts';
import { workflowsView } from './views/workflows.ts';
import { workPackageView } from './views/work-package.ts';

/** View model of each document of the catalogue, by document id. */
const views: Readonly<Record<string, (page: Page) => View>> = {
  project_charter: charterView,
  prd: prdView,
  add: addView,
  wbs: wbsView,
  workflows: workflowsView,
  execution_plan: executionPlanView,
  work_package: workPackageView,
  tasks: tasksView,
  frontend_handoff: frontendHandoffView,
  decisions: decisionsView,
  risks: risksView,
  traceability: traceabilityView,
};

/**
 * Every document of a plan as text, by POSIX path from the root. Pure: same plan, knowledge and options, same bytes. `out` is the execution
 * folder, `paths` moves a document by id, `depth: lite` leaves package plans out; without a depth a small feature gets seven brief documents. Throws UserError when two documents share a path.
 */
export function renderPlan(plan: Plan, knowledge: Knowledge, options: RenderOptions = {}): Map<string, string> {
  const template = templatesOf(knowledge);
  return new Map(createSite(plan, knowledge, options).pages.map(page => [page.path, tidy(template(page.doc.id, documentView(page), page.site.depth === 'brief'))]));
}

/** What the template of one document reads: `h` holds its heading lines by section id, `top` the opening block. */
export function documentView(page: Page): View {
  const view = views[page.doc.id];
  if (view === undefined) throw new Error(`no view for the document ${page.doc.id}`);
  const headings = Object.fromEntries(page.doc.sections.map(section => [section.id, `${'#'.repeat(section.depth)} ${page.titles.get(section.id) ?? ''}`]));
  const also = page.site.depth === 'brief' && page.doc.id === 'execution_plan' ? { also: alsoView(page) } : {};
  return { h: headings, top: topView(page), ...view(page), ...also };
}

/** Outside fences at most one blank line in a row, no trailing space, one newline at the end. */
function tidy(text: string): string {
  return `${text.replace(/[ \t]+$/gm, '').replace(/\n{3,}/g, '\n\n').trim()}\n`;
}

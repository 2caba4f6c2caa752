import type { Decision } from '../model/plan/index.ts';
import { neededBy } from './lookup.ts';
import { linkTo } from './page.ts';
import type { Page } from './site.ts';
import type { View } from './templates.ts';
import { code, prose, quoted, sentence } from './text.ts';
import { capital } from '../text/capital.ts';

/** Front matter, title, status line and the open decisions of one document (`formats.md`, Top of a document). */
export function topView(page: Page): View {
  const { plan } = page.site;
  const open = plan.decisions.filter(decision => decision.open);
  const own = open.filter(decision => touches(page, decision)).sort((a, b) => Number(b.blocking) - Number(a.blocking)).slice(0, 5);
  const title = page.package === null ? `${quoted(plan.title)} - ${page.doc.title}` : `${capital(quoted(page.package.title))} - ${page.doc.title}`;
  const options = open.length === 0 ? null : linkTo(page, page.doc.id === 'decisions' ? 'below' : 'decisions', 'decisions', 'open-decisions');
  const dates = linkTo(page, 'Timeline Summary', 'execution_plan', 'timeline-summary');
  return {
    doc: page.doc.id,
    feature: plan.feature,
    plan: plan.plan,
    title,
    status: plan.ready ? 'MVP READY' : `MVP DRAFT - ${open.length} open`,
    decisions: own.map(decision => `${code(decision.id)} ${page.package === null ? decisionLine(page, decision) : waitingLine(page, decision)}`),
    links: `${options === null ? '' : `Options and consequences: ${options}. `}Dates and forecast: ${dates}.`,
  };
}

/** `Which source may feed insights? Product owner, before GATE-0; default A + C; blocks READY.` */
export function decisionLine(page: Page, decision: Decision): string {
  const fallback = decision.default === null ? 'no default' : `default ${prose(decision.default)}`;
  return `${sentence(prose(decision.question))} ${capital(decision.owner)}, before ${code(neededBy(page.site.plan, decision.needed))}; ${sentence(`${fallback}${decision.blocking ? '; blocks READY' : ''}`)}`;
}

/** What one package does about an open decision; the question itself stands in the plan's own documents. */
function waitingLine(page: Page, decision: Decision): string {
  const waits = page.package?.waitsFor ?? null;
  const leaf = waits !== null && waits.decision === decision.id ? `first waiting leaf ${code(waits.task)}` : 'recorded here';
  return `${leaf}; ${decision.owner.toLowerCase()}, before ${code(neededBy(page.site.plan, decision.needed))}; ${sentence(decision.default === null ? 'no default' : `default ${prose(decision.default)}`)}`;
}

/** Documents a reader opens first; they show every open decision, the others only those that touch them. */
const entry: ReadonlySet<string> = new Set(['project_charter', 'execution_plan', 'decisions']);

function touches(page: Page, decision: Decision): boolean {
  const pack = page.package;
  if (pack === null) return entry.has(page.doc.id) || decision.touches.length === 0 || decision.touches.includes(page.doc.id);
  return pack.waitsFor?.decision === decision.id || page.site.plan.tasks.some(task => task.package === pack.id && (task.after.includes(decision.id) || task.for.includes(decision.id)));
}

import { knownOf } from '../../known.ts';
import { placeOf } from '../../placing.ts';
import { atLine, defineRule } from '../../rule.ts';
import type { Group } from '../../run.ts';
import { unrendered } from '../../unrendered.ts';
import type { Sheet } from '../../sheet.ts';

export default defineRule({
  id: 'generation/node-missing',
  about: 'What the plan graph holds and no document declares was deleted by hand; the next run brings it back, and until then the documents disagree.',
  fix: 'Run plan render, or change the spec or the answers so that it is not planned.',
  bad: 'the graph holds GET /v1/exports, add.md does not',
  good: 'add.md declares every route of the graph',
  severity: 'error',
  set: 'recommended',
  *group(group, run) {
    if (group.plan === null) return;
    const known = knownOf(group);
    const isNews = unrendered(group, run);
    for (const list of lists(group)) {
      // A kind that no document declares at all is left out by depth, not by hand.
      if (!list.some(id => known.ids.has(id))) continue;
      const files = new Set(list.flatMap(id => group.declared.get(id)?.sheet.document.path ?? []));
      let place: { sheet: Sheet; line: number } | null = null;
      for (const id of list) {
        const declared = group.declared.get(id);
        if (declared !== undefined) place = { sheet: declared.sheet, line: declared.declaration.line };
        else if (!known.ids.has(id) && !isNews(id)) {
          const told = placeOf(run, id, files);
          const next = told ?? place ?? firstOf(group, list);
          if (next !== null) yield atLine(next.sheet, next.line, `"${id}" is planned, but no document declares it; it should stand ${told === null && place === null ? 'before' : 'after'} this line.`);
        }
      }
    }
  },
});

/** Ids of the graph in the order in which documents list them. Criteria have a rule of their own. */
function lists(group: Group): string[][] {
  const { plan } = group;
  if (plan === null) return [];
  const ids = (nodes: readonly { id: string }[]): string[] => nodes.map(node => node.id);
  return [
    ids(plan.requirements), ids(plan.routes), ids(plan.models.filter(model => model.kind === 'core' || model.kind === 'embedded')), ids(plan.errors), ids(plan.jobs), ids(plan.indexes),
    ids(plan.nfrs.filter(nfr => nfr.top)), ids(plan.nfrs.filter(nfr => !nfr.top)), ids(plan.consumers), ids(plan.workflows.filter(workflow => workflow.primary)), ids(plan.risks), ids(plan.decisions.filter(decision => decision.open)),
    ids(plan.constraints), ids(plan.phases), ids(plan.packages), ...plan.packages.map(pack => ids(plan.tasks.filter(task => task.package === pack.id))),
  ];
}

function firstOf(group: Group, list: string[]): { sheet: Sheet; line: number } | null {
  for (const id of list) {
    const declared = group.declared.get(id);
    if (declared !== undefined) return { sheet: declared.sheet, line: declared.declaration.line };
  }
  return null;
}

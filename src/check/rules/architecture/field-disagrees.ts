import { blueprintOf, modelsIn } from '../../blueprint.ts';
import type { BlueprintModel } from '../../blueprint.ts';
import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'architecture/field-disagrees',
  about: 'A field that no sample has, or of another type than the samples show, is found out by the first real response.',
  fix: 'Take the type from the samples, or add a sample that shows it; what no sample has needs an answer that says where it comes from.',
  bad: '- **Activity.distance_m**: str (the samples hold numbers)',
  good: '- **Activity.distance_m**: float (m)',
  severity: 'warning',
  set: 'recommended',
  *group(group, run) {
    if (group.plan === null || run.expected === null) return;
    const evidence = new Map(group.plan.fields.map(field => [field.id, field.sources.flatMap(source => (source.kind === 'sample' ? [`${source.file}#${source.pointer}`] : []))[0] ?? null]));
    for (const sheet of group.sheets) {
      const fresh = run.expected.get(sheet.document.path);
      if (sheet.own?.doc !== 'add' || fresh === undefined || fresh === sheet.document.text) continue;
      const planned = new Map(fieldsOf(modelsIn(fresh.split('\n').map((text, index) => ({ text, line: index + 1 })), sheet)).map(({ id, type }) => [id, type]));
      for (const { id, type, line } of fieldsOf(blueprintOf(group).models)) {
        const wanted = planned.get(id);
        const sample = evidence.get(id) ?? null;
        if (wanted === undefined) {
          // A model that the plan does not have is another rule's matter.
          if ([...planned.keys()].some(other => other.startsWith(`${id.split('.')[0] ?? ''}.`))) yield atLine(sheet, line, `"${id}" is in no sample and no answer.`);
        } else if (wanted !== type) yield atLine(sheet, line, `"${id}" is "${type}" here, but ${sample === null ? 'the plan' : `the sample ${sample}`} says "${wanted}".`);
      }
    }
  },
});

/** Fields with the words of their type: all before the bracket and the trace. */
function fieldsOf(models: readonly BlueprintModel[]): { id: string; type: string; line: number }[] {
  return models.flatMap(model => model.fields.map(field => ({ id: `${model.name}.${field.name}`, type: field.text.replace(/\s*(?:\(|<-|;).*$/, '').trim(), line: field.line })));
}

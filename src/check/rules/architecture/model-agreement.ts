import { blueprintOf, diagramsOf } from '../../blueprint.ts';
import { misnamed } from '../../model-names.ts';
import { at, atLine, defineRule } from '../../rule.ts';
import type { Group } from '../../run.ts';
import type { Declaration, Sheet } from '../../sheet.ts';

export default defineRule({
  id: 'architecture/model-agreement',
  about: 'The models of the PRD, the blueprint and the data diagram are the same models; a name that stands in one of them only was renamed by half.',
  fix: 'Use one name in all documents.',
  bad: 'prd.md: Booking; add.md: Reservation',
  good: 'both: Booking',
  severity: 'error',
  set: 'recommended',
  *group(group) {
    if (group.feature === null) return;
    const declared = declaredModels(group);
    const { models } = blueprintOf(group);
    const sheets = group.sheets.filter(sheet => sheet.own?.doc === 'add');
    if (declared.size === 0 || models.length === 0 || sheets.length === 0) return;
    const told = new Set(models.map(model => model.name));
    const excerpt = sheets.some(sheet => /\bmore of the same form\b/.test(sheet.document.text));
    const drawn = sheets.some(sheet => /^\s*erDiagram/m.test(sheet.document.text)) ? entities(group) : null;
    for (const [name, { sheet, declaration }] of declared) {
      if (!excerpt && !told.has(name)) yield atLine(sheet, declaration.line, `The model "${name}" has no fields in the blueprint.`);
      if (drawn !== null && drawn.size > 0 && !drawn.has(name) && !excerpt) yield atLine(sheet, declaration.line, `The model "${name}" is not in the data diagram.`);
      if (excerpt && drawn !== null && !drawn.has(name)) yield atLine(sheet, declaration.line, `The model "${name}" is not in the data diagram.`);
    }
    for (const model of models) {
      if (declared.has(model.name) || model.supporting) continue;
      yield atLine(model.sheet, model.line, `The model "${model.name}" is not declared in the PRD.`);
      const last = [...declared.values()].at(-1);
      if (last !== undefined) yield atLine(last.sheet, last.declaration.line, `The row of "${model.name}" should stand in this table and does not.`);
    }
    for (const { sheet, line, name, what } of misnamed(group)) yield atLine(sheet, line, `No ${what} of this plan is called "${name}".`);
    // A task or a service that names a model by its old name.
    const close = new Set([...declared.keys(), ...told]);
    for (const { sheet, reference } of group.references) {
      if (reference.sure || !/^[A-Z][a-z]+(?:[A-Z][a-z]+)+$/.test(reference.id) || close.has(reference.id) || group.declared.has(reference.id)) continue;
      const near = [...close].find(name => related(name, reference.id));
      if (near !== undefined) yield at(sheet, reference.place, `No model is called "${reference.id}"; "${near}" is.`);
    }
  },
});

function declaredModels(group: Group): Map<string, { sheet: Sheet; declaration: Declaration }> {
  const models = new Map<string, { sheet: Sheet; declaration: Declaration }>();
  for (const sheet of group.sheets) {
    if (sheet.own?.doc !== 'prd') continue;
    for (const declaration of sheet.declarations) if (declaration.row?.header.includes('key attributes') === true) models.set(declaration.id, { sheet, declaration });
  }
  return models;
}

function entities(group: Group): Set<string> {
  const names = new Set<string>();
  for (const { fence } of diagramsOf(group)) {
    if (!/^\s*erDiagram/m.test(fence.content)) continue;
    for (const match of fence.content.matchAll(/^\s*"?([A-Za-z\u0080-\uffff][\w\u0080-\uffff]*)"?\s+(?:[|}o{]{1,2}(?:--|\.\.)[|}o{]{1,2}\s*"?([\w\u0080-\uffff]+)"?|\{)/gm)) for (const name of [match[1], match[2]]) if (name !== undefined) names.add(name);
    for (const line of fence.content.split('\n')) if (/^\s*"?[A-Za-z\u0080-\uffff][\w\u0080-\uffff]*"?\s*$/.test(line)) names.add(line.trim().replaceAll('"', ''));
  }
  return names;
}

/** Two names of which one is most likely the other by an older or newer name: they share a first word of some length. */
function related(a: string, b: string): boolean {
  const [first] = a.match(/[A-Z][a-z]+/g) ?? [];
  const [second] = b.match(/[A-Z][a-z]+/g) ?? [];
  return first !== undefined && first === second && first.length >= 6 && a !== first && b !== second && !b.endsWith('Service') && !b.endsWith('Gateway') && Math.abs(a.length - b.length) <= 8 && sharedTail(a, b, first.length);
}

const sharedTail = (a: string, b: string, from: number): boolean => a.slice(from, from + 1) === b.slice(from, from + 1) && a.at(-1) === b.at(-1);

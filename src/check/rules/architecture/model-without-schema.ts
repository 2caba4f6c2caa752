import { atLine, defineRule } from '../../rule.ts';
import { singular, treeFiles } from '../../stack.ts';

export default defineRule({
  id: 'architecture/model-without-schema',
  about: 'A model in the folder tree without a schema, where others have one, is data that nobody described.',
  fix: 'Describe its fields, or take it out of the tree.',
  bad: 'models/insight.py in the tree, schemas for users and activities only',
  good: 'a schema for insights',
  severity: 'warning',
  set: 'start',
  *document(sheet) {
    if (sheet.own !== null) return;
    const models = treeFiles(sheet).filter(file => /(?:^|\/)(?:models|entities)\/[^/]+\.\w+$/.test(file.path) && !/^(?:__init__|base|index|mixins?)\b/.test(file.name));
    if (models.length < 2) return;
    const described = new Set<string>();
    for (const section of sheet.sections) {
      const name = /^([A-Za-z]+)\s+(?:collection|table|schema|model|entity)\b/i.exec(section.heading.text.trim())?.[1] ?? /^(?:collection|table|model|entity):\s*([A-Za-z]+)/i.exec(section.heading.text.trim())?.[1];
      if (name !== undefined) described.add(singular(name));
    }
    const named = (file: string): string => singular(file.replace(/\.\w+$/, ''));
    if (models.filter(model => described.has(named(model.name))).length === 0) return;
    for (const model of models) if (!described.has(named(model.name))) yield atLine(sheet, model.line, `"${model.name}" is a model, but no schema describes it as it does the others.`);
  },
});

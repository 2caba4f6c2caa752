import { diagramsOf } from '../../blueprint.ts';
import { knownOf } from '../../known.ts';
import { atLine, defineRule } from '../../rule.ts';

const relation = /^\s*("?[\w ]+"?)\s+[|}o][|o](?:--|\.\.)[|o][|{o]?\s*("?[\w ]+"?)\s*:/;
const entity = /^\s*("?[\w]+"?)\s*\{/;

export default defineRule({
  id: 'diagrams/er-models',
  about: 'The entities of the data diagram are the declared models; another name is a model that nobody described.',
  fix: 'Use the name of the model, or declare the model.',
  bad: 'erDiagram\n  User ||--o{ Workout : "owns" (no model Workout)',
  good: 'erDiagram\n  User ||--o{ Activity : "owns"',
  severity: 'error',
  set: 'recommended',
  *group(group) {
    const models = knownOf(group).models;
    if (group.feature === null || models.size === 0) return;
    for (const { sheet, fence } of diagramsOf(group)) {
      if (!/^\s*erDiagram/m.test(fence.content)) continue;
      for (const [index, text] of fence.content.split('\n').entries()) {
        const match = relation.exec(text) ?? entity.exec(text);
        if (match === null) continue;
        for (const raw of [match[1], match[2]]) {
          const name = (raw ?? '').replaceAll('"', '').trim();
          if (name !== '' && !models.has(name)) yield atLine(sheet, fence.contentLine + index, `No model is called "${name}".`);
        }
      }
    }
  },
});

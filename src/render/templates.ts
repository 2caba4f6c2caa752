import type { Knowledge } from '../model/knowledge.ts';
import { createEngine, type View } from './engine.ts';

export type { View, ViewValue } from './engine.ts';

/** Text of the document `doc` from its view. */
export type Templates = (doc: string, view: View, brief?: boolean) => string;

/** Compiling costs more than rendering, and one run renders several times. */
const cache = new WeakMap<Knowledge, Templates>();

/** The document templates of the knowledge as functions, made once. */
export function templatesOf(knowledge: Knowledge): Templates {
  const known = cache.get(knowledge);
  if (known !== undefined) return known;
  const engine = createEngine(knowledge.templates);
  const templates: Templates = (doc, view, brief = false) => engine(`${brief ? 'brief' : 'documents'}/${doc}.md.hbs`, view);
  cache.set(knowledge, templates);
  return templates;
}

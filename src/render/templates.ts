import type { Knowledge } from '../model/knowledge.ts';
import { oncePer } from '../text/once.ts';
import { createEngine, type View } from './engine.ts';

export type { View, ViewValue } from './engine.ts';

/** Text of the document `doc` from its view. */
export type Templates = (doc: string, view: View, brief?: boolean) => string;

/** The document templates of the knowledge as functions: compiling costs more than rendering, and one run renders several times. */
export const templatesOf = oncePer((knowledge: Knowledge) => knowledge, (knowledge): Templates => {
  const engine = createEngine(knowledge.templates);
  return (doc, view, brief = false) => engine(`${brief ? 'brief' : 'documents'}/${doc}.md.hbs`, view);
});

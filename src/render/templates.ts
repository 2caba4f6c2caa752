import Handlebars from 'handlebars';
import type { Knowledge } from '../model/knowledge.ts';

/** Plain data for a template: built by views, never a class instance or a function. */
export type View = { [key: string]: ViewValue };
export type ViewValue = string | number | boolean | null | ViewValue[] | View;

const compileOptions = { strict: true, noEscape: true, knownHelpersOnly: true } as const;

/**
 * Compiles the document templates of the knowledge in an environment of their own: strict, without helpers beyond `if`, `unless` and
 * `each`, without HTML escaping (views escape for Markdown). Throws when a template is missing or names a key the view lacks.
 */
export function templatesOf(knowledge: Knowledge): Templates {
  const known = cache.get(knowledge);
  if (known !== undefined) return known;
  const templates = createTemplates(knowledge);
  cache.set(knowledge, templates);
  return templates;
}

/** Text of the document `doc` from its view. */
export type Templates = (doc: string, view: View) => string;

/** Compiling costs more than rendering, and one run renders several times. */
const cache = new WeakMap<Knowledge, Templates>();

function createTemplates(knowledge: Knowledge): Templates {
  const environment = Handlebars.create();
  for (const helper of ['lookup', 'log', 'with']) environment.unregisterHelper(helper);
  for (const [name, source] of Object.entries(knowledge.templates)) {
    const partial = /^partials\/(.+)\.hbs$/.exec(name)?.[1];
    if (partial !== undefined) environment.registerPartial(partial.replace(/^_/, ''), environment.compile(source, compileOptions));
  }
  const compiled = new Map<string, Handlebars.TemplateDelegate<View>>();
  return (doc, view) => {
    let template = compiled.get(doc);
    if (template === undefined) {
      const source = knowledge.templates[`documents/${doc}.md.hbs`];
      if (source === undefined) throw new Error(`no template documents/${doc}.md.hbs`);
      template = environment.compile<View>(source, compileOptions);
      compiled.set(doc, template);
    }
    return template(view);
  };
}

import Handlebars from 'handlebars';

/** Plain data for a template: built by views, never a class instance or a function. */
export type View = { [key: string]: ViewValue };
export type ViewValue = string | number | boolean | null | ViewValue[] | View;

/** Strict, without helpers beyond `if`, `unless` and `each`, without HTML escaping (views escape for Markdown). */
export const compileOptions = { strict: true, noEscape: true, knownHelpersOnly: true } as const;

/** Name under which templates include a file of `partials/`; null for a document. */
export function partialName(path: string): string | null {
  return /^partials\/_?(.+)\.hbs$/.exec(path)?.[1] ?? null;
}

/**
 * Templates by path to functions from views to text, compiled at first use in an environment of their own. The bundle holds another
 * module in this one's place, with the templates compiled by `src/build.ts`. Throws when a template is missing or names a key the view lacks.
 */
export function createEngine(sources: Readonly<Record<string, string>>): (path: string, view: View) => string {
  const environment = Handlebars.create();
  for (const helper of ['lookup', 'log', 'with']) environment.unregisterHelper(helper);
  for (const [path, source] of Object.entries(sources)) {
    const partial = partialName(path);
    if (partial !== null) environment.registerPartial(partial, environment.compile(source, compileOptions));
  }
  const compiled = new Map<string, Handlebars.TemplateDelegate<View>>();
  return (path, view) => {
    let template = compiled.get(path);
    if (template === undefined) {
      const source = sources[path];
      if (source === undefined) throw new Error(`no template ${path}`);
      template = environment.compile<View>(source, compileOptions);
      compiled.set(path, template);
    }
    return template(view);
  };
}

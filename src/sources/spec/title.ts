import type { Section } from './outline.ts';

/** The words of the only first-level heading are the title, so that "# Requirements" does not make everything below it one. */
export function soleTitle(root: Section): Section {
  const tops = root.sections.filter(each => each.depth === 1);
  const [only] = tops;
  if (tops.length !== 1 || only === undefined || (only.sections.length === 0 && only.announced.kind !== null)) return root;
  return { ...root, sections: root.sections.flatMap(each => (each === only ? [bare({ ...each, depth: 0, sections: each.sections.map(inner => (isSubtitle(inner, each) ? { ...bare(inner), depth: 0 } : inner)) })] : [each])) };
}

/** A section whose heading announces nothing. */
const bare = (section: Section): Section => ({ ...section, announced: { kind: null, exact: false, item: null }, id: null });

/** A second heading that goes on with the title: it stands alone right below it, over sections that announce different things, demands among them. */
function isSubtitle(section: Section, title: Section): boolean {
  const kinds = new Set(section.sections.flatMap(each => each.announced.kind ?? []));
  return title.units.length === 0 && title.sections.length === 1 && kinds.has('requirements') && kinds.size > 1;
}

import type { DocumentSpec, SectionSpec } from '../model/knowledge.ts';
import type { Section, Sheet } from './sheet.ts';

/** A catalogue heading may hold profile terms (`{{database}}`), which stand for any words here. */
export function headingPattern(heading: string): RegExp {
  const parts = normalise(heading).split(/\{\{[^}]*\}\}/).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.+?')}$`);
}

/** The heading as a person reads it, with the terms of the plan's profile; a term nobody knows is shown as "...". */
export const headingName = (heading: string, terms: Readonly<Record<string, string>> = {}): string => heading.replace(/\{\{\s*([^}]*?)\s*\}\}/g, (_, term: string) => terms[term] ?? '...');

/** Any space but a single blank, or what is cut off at the end. */
const uneven = /[^\S ]|  |: *$/;

export function normalise(text: string): string {
  const lower = text.toLowerCase();
  return (uneven.test(lower) ? lower.replace(/\s+/g, ' ').replace(/\s*:$/, '') : lower).trim();
}

export type Placed = { spec: SectionSpec; section: Section | null };

/** For each section the catalogue asks for, the heading that stands for it. Depth must agree; the first heading not yet taken wins. */
export function placeSections(sheet: Sheet, document: DocumentSpec): Placed[] {
  const free = [...sheet.sections];
  return document.sections.map(spec => {
    const pattern = headingPattern(spec.heading);
    const index = free.findIndex(section => section.heading.depth === spec.depth && pattern.test(normalise(section.heading.text)));
    return { spec, section: index < 0 ? null : free.splice(index, 1)[0] ?? null };
  });
}

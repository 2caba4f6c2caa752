import * as z from 'zod';

/** How much may stand somewhere: the direct bullets, table rows or subsections (those of its subsections too when `deep`), or diagrams at any depth. */
export const Limits = z.strictObject({ of: z.enum(['bullets', 'rows', 'subsections', 'diagrams']), min: z.int().optional(), max: z.int().optional(), deep: z.boolean().optional() });
export type Limits = z.infer<typeof Limits>;

/** What a required section may hold; `limits` are read by the template test and by the checker alike. */
export const SectionSpec = z.strictObject({
  id: z.string(),
  /** Handlebars text over profile terms, e.g. `Database schema/{{database}} integration`. */
  heading: z.string(),
  depth: z.int().min(2).max(4),
  source: z.string(),
  limits: Limits.optional(),
});
export type SectionSpec = z.infer<typeof SectionSpec>;

/** One document of the outputs table. `path` is a template over `{{feature}}`, `{{out}}` and, per package, `{{phase}}` and `{{slug}}`. */
export const DocumentSpec = z.strictObject({
  id: z.string(),
  title: z.string(),
  path: z.string(),
  per: z.enum(['plan', 'package']),
  /** The least depth at which it is written: a brief plan is the small feature's, a full one has a plan per package. */
  depth: z.enum(['brief', 'lite', 'full']),
  maxWords: z.int().positive().nullable(),
  sections: z.array(SectionSpec),
  /** Counted over the whole document. */
  limits: Limits.optional(),
});
export type DocumentSpec = z.infer<typeof DocumentSpec>;

export const Catalogue = z.strictObject({
  /** A feature of at most so many leaves gets a brief plan unless a depth is chosen. */
  briefUpTo: z.int().nonnegative().default(0),
  documents: z.array(DocumentSpec),
});
export type Catalogue = z.infer<typeof Catalogue>;

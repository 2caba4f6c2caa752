import * as z from 'zod';

/** Lines of one item in its file, 1-based, both inclusive. Of the item, never of its section. */
const Range = { line: z.int().positive(), endLine: z.int().positive() };

export const Priority = z.enum(['must', 'should', 'could', 'wont']);
export type Priority = z.infer<typeof Priority>;

export const Dialect = z.enum(['spec-kit', 'ears', 'openspec', 'prose']);
export type Dialect = z.infer<typeof Dialect>;

/**
 * `delta` is set only by OpenSpec change files. `group` is the heading or bold label that holds the requirement. `backend` says whether
 * a backend has work to do for it, and the reason in words for a person either way.
 */
export const SpecRequirement = z.object({
  id: z.string().nullable(),
  text: z.string(),
  kind: z.enum(['functional', 'non-functional']),
  priority: Priority.nullable(),
  group: z.string().nullable(),
  delta: z.enum(['added', 'modified', 'removed', 'renamed']).optional(),
  backend: z.object({ is: z.boolean(), reason: z.string() }),
  ...Range,
});
export type SpecRequirement = z.infer<typeof SpecRequirement>;

export const SpecStory = z.object({
  id: z.string().nullable(),
  title: z.string(),
  role: z.string().nullable(),
  want: z.string().nullable(),
  benefit: z.string().nullable(),
  priority: z.string().nullable(),
  ...Range,
});
export type SpecStory = z.infer<typeof SpecStory>;

/** `story` and `requirement` are the id or, without one, the title or text of what the scenario belongs to. */
export const SpecScenario = z.object({
  given: z.array(z.string()),
  when: z.array(z.string()),
  // oxlint-disable-next-line unicorn/no-thenable -- the published JSON key of Given/When/Then
  then: z.array(z.string()),
  text: z.string(),
  story: z.string().nullable(),
  requirement: z.string().nullable(),
  ...Range,
});
export type SpecScenario = z.infer<typeof SpecScenario>;

export const FieldKind = z.enum(['text', 'integer', 'number', 'boolean', 'date', 'timestamp', 'list', 'object', 'id']);
export type FieldKind = z.infer<typeof FieldKind>;

/** What is told of one attribute beyond its name. `least` and `most` bound its value, or the length of a text. */
export const SpecField = z.object({
  name: z.string(),
  kind: FieldKind.nullable(),
  values: z.array(z.string()),
  optional: z.boolean(),
  unique: z.boolean(),
  least: z.number().nullable(),
  most: z.number().nullable(),
});
export type SpecField = z.infer<typeof SpecField>;

/** `persisted` is null when the spec does not say whether the entity is stored. */
export const SpecEntity = z.object({
  name: z.string(),
  description: z.string(),
  attributes: z.array(z.string()),
  /** Those of the attributes of which more is told than a name, where lines of their own list them. */
  fields: z.array(SpecField).optional(),
  persisted: z.boolean().nullable(),
  /** True when no list of entities names it: the demands from `line` on create, keep or compute it. */
  implied: z.literal(true).optional(),
  ...Range,
});
export type SpecEntity = z.infer<typeof SpecEntity>;

export const SpecLine = z.object({ text: z.string(), ...Range });
export type SpecLine = z.infer<typeof SpecLine>;

export const SpecMetric = z.object({ id: z.string().nullable(), text: z.string(), ...Range });
export type SpecMetric = z.infer<typeof SpecMetric>;

/** Budget, team, promised date, stack words and other plain statements of a product document, kept for derivation. */
export const SpecFact = z.object({
  kind: z.enum(['goal', 'consumer', 'milestone', 'budget', 'team', 'deadline', 'stack', 'risk', 'constraint', 'field', 'route']),
  text: z.string(),
  ...Range,
});
export type SpecFact = z.infer<typeof SpecFact>;

/**
 * One document as it was read. `placeholders` are unfilled template slots ("[FEATURE NAME]"); `unread` are content lines that no
 * reader could place, so that the plan can list what it did not use. `plan inspect spec --format json` prints this shape.
 */
export const SpecSource = z.object({
  path: z.string(),
  dialect: Dialect,
  title: z.string(),
  /** Language tag: "en", "ja", "es", "zh" ... */
  language: z.string(),
  requirements: z.array(SpecRequirement),
  stories: z.array(SpecStory),
  scenarios: z.array(SpecScenario),
  entities: z.array(SpecEntity),
  openQuestions: z.array(SpecLine),
  answeredQuestions: z.array(SpecLine),
  metrics: z.array(SpecMetric),
  edgeCases: z.array(SpecLine),
  assumptions: z.array(SpecLine),
  outOfScope: z.array(SpecLine),
  facts: z.array(SpecFact),
  placeholders: z.array(SpecLine),
  unread: z.array(SpecLine),
});
export type SpecSource = z.infer<typeof SpecSource>;

import * as z from 'zod';
import { Day, Id, Ksuid } from './ids.ts';

/** `.plan/<feature>/lock.yaml`: what cannot be derived (`formats.md`, State). One entry a line, sorted by id. */
export const Lock = z.strictObject({
  schemaVersion: z.literal(1),
  plan: Ksuid,
  asOf: Day,
  toolVersion: z.string(),
  factsEdition: z.string(),
  /** Natural key now -> id it had before a confirmed rename or an in-place text change. */
  renames: z.record(z.string(), Id),
  /** Text of each requirement that has no author's id: a changed sentence is recognised by it and keeps its id. */
  texts: z.record(Id, z.string()).optional(),
  retired: z.array(z.strictObject({ id: Id, key: z.string() })),
  links: z.array(z.strictObject({ from: Id, to: Id, fingerprint: z.string(), confirmed: z.boolean() })),
});
export type Lock = z.infer<typeof Lock>;

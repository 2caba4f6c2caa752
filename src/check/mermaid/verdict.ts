import * as z from 'zod';

/** What Mermaid's own grammar says of one diagram. `line` and `column` are 1-based inside the diagram's text; null when the grammar names no place. */
export const DiagramVerdict = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), type: z.string() }),
  z.object({ ok: z.literal(false), type: z.string().nullable(), message: z.string(), line: z.number().nullable(), column: z.number().nullable() }),
]);
export type DiagramVerdict = z.infer<typeof DiagramVerdict>;

/** One diagram text to its verdict. */
export type DiagramParser = (text: string) => Promise<DiagramVerdict>;

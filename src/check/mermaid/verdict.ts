/** What Mermaid's own grammar says of one diagram. `line` and `column` are 1-based inside the diagram's text; null when the grammar names no place. */
export type DiagramVerdict = { ok: true; type: string } | { ok: false; type: string | null; message: string; line: number | null; column: number | null };

/** One diagram text to its verdict. */
export type DiagramParser = (text: string) => Promise<DiagramVerdict>;

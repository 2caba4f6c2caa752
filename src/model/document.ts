import * as z from 'zod';

/** 1-based line and column, 0-based offset in UTF-16 code units; `end` is exclusive. */
export const Point = z.object({ line: z.int(), column: z.int(), offset: z.int() });
export type Point = z.infer<typeof Point>;
export const Span = z.object({ start: Point, end: Point });
export type Span = z.infer<typeof Span>;

/** An inline reference found in text: code, or a link. Plain text never holds an id (`formats.md`, Declared and referenced). */
export const Inline = z.object({
  kind: z.enum(['code', 'link', 'image', 'strong', 'html']),
  text: z.string(),
  url: z.string().nullable(),
  span: Span,
});
export type Inline = z.infer<typeof Inline>;

/** `text` is the plain text without marks; `raw` the source. */
const Text = { text: z.string(), raw: z.string(), inlines: z.array(Inline), span: Span };

export const Heading = z.object({ type: z.literal('heading'), depth: z.int().min(1).max(6), slug: z.string(), ...Text });
export type Heading = z.infer<typeof Heading>;
export const Paragraph = z.object({ type: z.literal('paragraph'), ...Text });
export type Paragraph = z.infer<typeof Paragraph>;

/** A list item; `checked` is null when it is no task box. `depth` 0 is the outermost list. `text` holds its own paragraphs, not nested items. */
export const ListItem = z.object({
  type: z.literal('item'),
  depth: z.int().nonnegative(),
  ordered: z.boolean(),
  number: z.int().nullable(),
  checked: z.boolean().nullable(),
  ...Text,
});
export type ListItem = z.infer<typeof ListItem>;

export const Cell = z.object(Text);
export type Cell = z.infer<typeof Cell>;
export const Table = z.object({ type: z.literal('table'), header: z.array(Cell), rows: z.array(z.object({ cells: z.array(Cell), span: Span })), span: Span });
export type Table = z.infer<typeof Table>;

/** `content` starts at `contentLine`; `lang` is the first word of the info string, lower case. */
export const Fence = z.object({ type: z.literal('fence'), lang: z.string(), info: z.string(), content: z.string(), contentLine: z.int().positive(), closed: z.boolean(), span: Span });
export type Fence = z.infer<typeof Fence>;
export const Html = z.object({ type: z.literal('html'), raw: z.string(), comment: z.boolean(), span: Span });
export type Html = z.infer<typeof Html>;
export const Quote = z.object({ type: z.literal('quote'), ...Text });
export type Quote = z.infer<typeof Quote>;
export const Rule = z.object({ type: z.literal('rule'), span: Span });
export type Rule = z.infer<typeof Rule>;

/** Blocks in document order, flattened: nested list items and blocks inside items follow their item. */
export const Block = z.discriminatedUnion('type', [Heading, Paragraph, ListItem, Table, Fence, Html, Quote, Rule]);
export type Block = z.infer<typeof Block>;

export const FrontMatter = z.object({ raw: z.string(), data: z.record(z.string(), z.unknown()), error: z.string().nullable(), span: Span });
export type FrontMatter = z.infer<typeof FrontMatter>;

/** The one document model, for specs and plan documents alike. `text` is the text that was parsed, BOM removed, line ends as they were. */
export const Document = z.object({ path: z.string(), text: z.string(), lines: z.int(), frontMatter: FrontMatter.nullable(), blocks: z.array(Block) });
export type Document = z.infer<typeof Document>;

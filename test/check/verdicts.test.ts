import { expect, it } from 'vitest';
import { openVerdicts } from '../../src/commands/diagram-verdicts.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';

const drawn = (...kinds: string[]): ReturnType<typeof parseMarkdown> => parseMarkdown('a.md', kinds.map(kind => `\`\`\`mermaid\n${kind}\n\`\`\`\n`).join('\n'));

it('keeps verdicts from one run to the next, and judges again what cannot be read back', { timeout: 30_000 }, async () => {
  const files = new Map<string, string>();
  const cache = { build: 'b', read: async (name: string) => files.get(name) ?? null, write: async (name: string, text: string) => void files.set(name, text) };
  const run = async (document: ReturnType<typeof parseMarkdown>): Promise<string[]> => {
    const verdicts = openVerdicts(cache);
    const found = [...(await verdicts.of([document])) ?? []].map(([text, verdict]) => `${text.split(' ')[0] ?? ''} ${verdict.type ?? ''} ${verdict.ok}`);
    await verdicts.save();
    return found;
  };
  const both = drawn('flowchart TD', 'sequenceDiagram');
  expect(await run(both)).toEqual(['flowchart flowchart-v2 true', 'sequenceDiagram sequence true']);
  const [name = '', text = ''] = [...files][0] ?? [];
  expect(text.trim().split('\n')).toHaveLength(2);
  // What is kept is asked, not Mermaid.
  files.set(name, text.replace('flowchart-v2', 'as kept').replace('"sequence"', '"seq'));
  expect(await run(both)).toEqual(['flowchart as kept true', 'sequenceDiagram sequence true']);
  // Other documents leave it as it is, and many are found as well as few.
  const many = Array.from({ length: 90 }, (_, index) => `pie title P${index}\n  "a" : 1`);
  expect((await run(drawn(...many))).length).toBe(90);
  expect(files.get(name)?.trim().split('\n')).toHaveLength(92);
  expect((await run(drawn(...many, 'flowchart TD'))).at(-1)).toBe('flowchart as kept true');
  files.set(name, 'nothing that can be read');
  expect(await run(both)).toEqual(['flowchart flowchart-v2 true', 'sequenceDiagram sequence true']);
});

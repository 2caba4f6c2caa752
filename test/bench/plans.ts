import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../support/random.ts';

const things = ['invoice', 'booking', 'parcel', 'reading', 'sensor', 'ticket', 'tenant', 'batch', 'draft', 'ledger'];
const deeds = ['store', 'check', 'list', 'expire', 'sign', 'count', 'archive', 'retry', 'refresh', 'import'];
const limits = ['within 200 ms at p95', 'for each tenant', 'unless the caller holds `admin:read`', 'and write an audit row', 'as **UTC** times', 'as the [reference](https://example.com/reference) says', 'and _never_ log the key'];

/** Writes `count` plan documents of about 18 KB below `folder`: 100 tasks, 4 tables, 3 diagrams each. Same bytes on every machine. */
export function writePlans(folder: string, count: number): void {
  const random = createRandom(11);
  const one = (words: readonly string[]): string => words[random() % words.length] ?? '';
  const sentence = (): string => `The ${one(things)} service must ${one(deeds)} each ${one(things)} ${one(limits)}.`;
  const many = (size: number, line: (at: number) => string): string => Array.from({ length: size }, (_, at) => line(at)).join('\n');
  const table = (): string => `| Field | Type | Null | Notes |\n| --- | --- | :-: | --- |\n${many(14, at => `| \`${one(things)}_${at}\` | ${one(['text', 'integer', 'boolean'])} | ${one(['yes', 'no'])} | ${one(things)}, ${one(limits)} |`)}`;
  const flow = (): string => `\`\`\`mermaid\nflowchart TD\n${many(10, at => `  N${at}[${one(deeds)} ${one(things)}] -->|${one(['yes', 'no'])}| N${at + 1}{${one(things)} known?}`)}\n\`\`\``;
  const sequence = (): string => `\`\`\`mermaid\nsequenceDiagram\n  participant C as Client\n  participant A as API\n${many(9, () => `  ${one(['C->>A', 'A-->>C'])}: ${one(deeds)} ${one(things)}`)}\n\`\`\``;
  const entities = (): string => `\`\`\`mermaid\nerDiagram\n${many(5, at => `  E${at} ||--o{ E${at + 1} : holds`)}\n${many(5, at => `  E${at} {\n    string ${one(things)}_id\n    int ${one(things)}_count\n  }`)}\n\`\`\``;
  for (let number = 0; number < count; number++) {
    const parts = [
      `---\ntitle: Plan ${number}\nowner: team-${one(things)}\n---`, `# Plan ${number}: ${one(things)} service`, many(8, sentence), '## Goals', many(8, () => `- ${sentence()}`), '## Architecture', many(6, sentence), flow(), '## Data model', entities(), '### First table', table(), '### Second table', table(),
      '## Requests', sequence(), many(5, sentence), '## Milestones', ...Array.from({ length: 5 }, (_, at) => `### Milestone ${at + 1}: ${one(deeds)} the ${one(things)}\n\n${many(20, task => `- [${task % 3 === 0 ? 'x' : ' '}] **T-${at * 20 + task}** ${one(deeds)} ${one(things)} ${one(limits)} (REQ-${task})`)}`), '## Risks', table(), '## Traceability', table(),
    ];
    const at = join(folder, `group-${Math.floor(number / 100)}`);
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, `plan-${number}.md`), `${parts.join('\n\n')}\n`);
  }
}

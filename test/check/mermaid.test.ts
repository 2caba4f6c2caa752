import { Window } from 'happy-dom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDiagramParser, originalLine } from '../../src/check/mermaid/parser.ts';
import type { DiagramParser } from '../../src/check/mermaid/verdict.ts';
import { dayNumber, endDay, readGantt } from '../../src/check/mermaid/gantt.ts';
import { loadMermaid } from '../../src/io/mermaid.ts';

/** Diagrams of the kinds a plan holds, sound and broken; `at` is the line where the trouble stands. */
const sound: Record<string, string> = {
  'flow with every shape': 'flowchart TD\n  a1["POST /v1/x"] --> a2{{"check, 10/min"}}:::sec --> a3{"valid?"}\n  a3 -->|"no"| a4>"401 X: again"]:::err\n  a3 -->|"yes"| a5[("tx")] --> a6(["audit"]):::audit\n  a5 -.-> a7[["job"]]:::async --> a8[/"System"/]:::ext\n  classDef sec,audit,async,ext,err stroke-width:3px\n',
  'flow with subgraph': 'flowchart LR\n  subgraph api ["API (v1)"]\n    a & b --> c\n  end\n  c ==> d\n',
  'flow with comment and front matter': '---\ntitle: T\n---\n%% note\nflowchart TD\n  a --> b\n',
  'flow with directive': '%%{init: {"theme": "dark"}}%%\nflowchart TD\n  a --> b\n',
  graph: 'graph TD\n  A-->B\n  click A "https://example.org"\n',
  sequence: 'sequenceDiagram\n  participant A as Api\n  actor U as User\n  U->>+A: GET /x\n  alt ok\n    A-->>-U: 200\n  else bad\n    A-->>U: 500\n  end\n  Note over A,U: done\n',
  'sequence box': 'sequenceDiagram\n  box Aqua Group\n    participant A\n  end\n  A-)A: x\n',
  class: 'classDiagram\n  class Service {\n    +book(slot) Booking\n  }\n  Service <|-- Other : uses\n',
  state: 'stateDiagram-v2\n  [*] --> open\n  open --> closed : end of day\n  state open {\n    [*] --> free\n  }\n',
  er: 'erDiagram\n  User ||--o{ Booking : "user_id, service"\n  Booking {\n    string id PK "ksuid"\n  }\n',
  gantt: 'gantt\n  title P50\n  dateFormat YYYY-MM-DD\n  section PH-0\n  Decide :p0, 2026-11-23, 2d\n  Build :crit, p1, after p0, 19d\n  Gate :milestone, m1, after p1, 0d\n',
  pie: 'pie title Share\n  "a" : 40\n  "b" : 60\n',
  mindmap: 'mindmap\n  root\n    a\n    b\n',
  'git graph': 'gitGraph\n  commit\n  branch x\n  commit\n',
};
const broken: Record<string, [text: string, line: number | null]> = {
  'bare end': ['flowchart TD\n  a --> b\n  b --> end\n  c --> d\n', 3],
  'open bracket': ['flowchart TD\n  a --> b\n  b[Start --> c\n  c --> d\n  d --> e\n', 3],
  'open quote': ['flowchart TD\n  a["x] --> b\n  b --> c\n', 2],
  'brackets in a label': ['flowchart TD\n  a --> b[Call (now)]\n', 2],
  'after a comment and blank lines': ['%% one\n\nflowchart TD\n\n  %% two\n  a --> b\n\n  b --> end\n', 8],
  'after front matter': ['---\ntitle: T\n---\nflowchart TD\n  a --> b{x\n', 5],
  'wrong direction': ['flowchart XX\n  a --> b\n', 1],
  'unknown type': ['gannt\n  a :x\n', 1],
  'sequence without text': ['sequenceDiagram\n  A->>B: x\n  A->>B\n', 3],
  'sequence end too many': ['sequenceDiagram\n  A->>B: x\n  end\n', 3],
  'sequence deactivate': ['sequenceDiagram\n  A->>B: x\n  deactivate B\n', null],
  'class brace': ['classDiagram\n  class A {\n    +x()\n', null],
  'state arrow': ['stateDiagram-v2\n  open -> closed\n', 2],
  'er cardinality': ['erDiagram\n  A ||--o{ B : "x"\n  A --> B : "y"\n', 3],
  'er without label': ['erDiagram\n  A ||--o{ : has\n', 2],
  'gantt without data': ['gantt\n  section S\n  T1\n  T2 :a, 2026-01-01, 2d\n', 3],
  'gantt weekday': ['gantt\n  weekday someday\n  T :a, 2026-01-01, 3d\n', 2],
  empty: ['', null],
};

let parse: DiagramParser;
beforeAll(async () => {
  parse = await createDiagramParser(await loadMermaid());
}, 60_000);

describe('the parse-only bundle', () => {
  it.each(Object.entries(sound))('reads %s', async (_, text) => {
    expect(await parse(text)).toMatchObject({ ok: true });
  });

  it.each(Object.entries(broken))('refuses %s at its line', async (_, [text, line]) => {
    const verdict = await parse(text);
    expect(verdict.ok).toBe(false);
    if (!verdict.ok && line !== null) expect(verdict.line).toBe(line);
    if (!verdict.ok) expect(verdict.message).not.toMatch(/Expecting|undefined|\[object/);
  });

  it.each([
    ['a shape that nobody has', 'flowchart TD\n  a --> b\n  b@{ shape: nosuchshape } --> c\n', 3, 'there is no shape "nosuchshape"'],
    ['a semicolon in a message', 'sequenceDiagram\n  A->>B: x\n  A->>B: Hello; world\n  B->>A: y\n', 3, 'a semicolon ends the statement; write "#59;"'],
    ['front matter that is no YAML', '---\nconfig:\n  theme: dark\ntitle: x: y\n---\nflowchart TD\n  a --> b\n', 4, 'its front matter is no YAML: bad indentation of a mapping entry'],
    ['front matter that stays open', '---\ntitle: x\nflowchart TD\n  a --> b\n', 1, 'its front matter has no "---" at its end'],
    ['a class that stays open', 'classDiagram\n  class A {\n    +x\n', null, 'it ends too early: something is left open'],
    ['a comment behind a line', 'flowchart TD\n  a --> b %% why\n', 2, 'a comment stands on a line of its own'],
    ['an arrow with one dash', 'flowchart TD\n  a -> b\n', 2, 'an arrow has two dashes: "-->"'],
    ['an arrow with one dash between states', 'stateDiagram-v2\n  [*] -> a\n', 2, 'an arrow has two dashes: "-->"'],
  ])('says of %s what is meant', async (_, text, line, message) => {
    expect(await parse(text)).toMatchObject({ ok: false, message, ...(line === null ? {} : { line }) });
  });

  it('keeps no state from one diagram to the next', async () => {
    const texts = [...Object.values(sound), ...Object.values(broken).map(([text]) => text)];
    const alone: boolean[] = [];
    for (const text of texts) alone.push((await parse(text)).ok);
    const mixed = await Promise.all([...texts, ...texts].map(text => parse(text)));
    expect(mixed.map(verdict => verdict.ok)).toEqual([...alone, ...alone]);
  });

  it('throws with what to do when it is not built', async () => {
    await expect(loadMermaid('/nowhere')).rejects.toMatchObject({ name: 'UserError', hint: expect.stringContaining('pnpm install') });
  });
});

describe('Mermaid as it comes, in a browser made of objects', () => {
  const window = new Window();
  let whole: { parse: (text: string) => Promise<unknown> };
  beforeAll(async () => {
    Object.assign(globalThis, { window, document: window.document });
    whole = (await import('mermaid')).default;
  }, 60_000);
  afterAll(async () => {
    await window.happyDOM.close();
    Reflect.deleteProperty(globalThis, 'window');
    Reflect.deleteProperty(globalThis, 'document');
  });

  it('gives the same verdicts', async () => {
    const verdict = (text: string): Promise<boolean> => whole.parse(text).then(() => true, () => false);
    const texts = [...Object.values(sound), ...Object.values(broken).map(([text]) => text)];
    const theirs: boolean[] = [];
    for (const text of texts) theirs.push(await verdict(text));
    const ours = await Promise.all(texts.map(async text => (await parse(text)).ok));
    expect(ours).toEqual(theirs);
  }, 60_000);
});

describe('positions', () => {
  it('count what Mermaid takes out before it reads', () => {
    const text = '%% a\n\nflowchart TD\n  %% b\n  x --> y\n\n  y --> z\n';
    const kept = [3, 5, 6, 7];
    expect([1, 2, 3, 4].map(line => originalLine(text, line))).toEqual(kept);
  });
});

describe('gantt', () => {
  const gantt = readGantt('gantt\n  title A: b\n  dateFormat YYYY-MM-DD\n  section S\n  One :done, a, 2026-11-23, 2d\n  Two :crit, b, after a, 1w\n  Mark :milestone, after a b, 0d\n');

  it('is read with ids, dates and what it waits for', () => {
    expect(gantt?.tasks.map(task => [task.id, task.start, task.end, task.after, task.milestone, task.line])).toEqual([
      ['a', '2026-11-23', '2d', [], false, 5],
      ['b', 'after a', '1w', ['a'], false, 6],
      [null, 'after a b', '0d', ['a', 'b'], true, 7],
    ]);
  });

  it('knows real days only, and where a chain of tasks ends', () => {
    expect([dayNumber('2026-02-30'), dayNumber('2026-13-01'), dayNumber('soon')]).toEqual([null, null, null]);
    const byId = new Map((gantt?.tasks ?? []).flatMap(task => (task.id === null ? [] : [[task.id, task] as const])));
    const start = dayNumber('2026-11-23') ?? 0;
    expect(gantt?.tasks.map(task => (endDay(task, byId) ?? 0) - start)).toEqual([2, 9, 9]);
  });
});

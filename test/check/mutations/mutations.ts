import type { Generated } from './documents.ts';
import { add, box, charter, decisions, insertAfter, lineAt, packages, plan, prd, swap, swapIn, textOf, wbs, workflows } from './mutate.ts';
import type { Mutant, Mutation } from './mutate.ts';

/** Three tasks of one package that wait for each other in a row, closed to a ring at the first. */
function ring(made: Generated): Mutant {
  for (const [path, text] of made.documents) {
    if (!packages.test(path)) continue;
    const after = new Map([...text.matchAll(/\*\*(T-\w+)\*\*[^\n]*\n[^\n]*\n {6}hours: [^\n]*?after: ([^·\n]*)/g)].map(match => [match[1] ?? '', (match[2] ?? '').split(',').map(part => part.trim())]));
    for (const [third, seconds] of after) {
      for (const second of seconds) {
        for (const first of after.get(second) ?? []) {
          if (!after.has(first) || first === third) continue;
          return swap(path, new RegExp(String.raw`(\*\*${first}\*\*[^\n]*\n[^\n]*\n {6}hours: [^\n]*?after: )`), (_, head) => `${head ?? ''}${third}, `)(made);
        }
      }
    }
  }
  throw new Error('no chain of three tasks');
}

export const mutations: Mutation[] = [
  { name: 'a criterion is dropped', make: swap(prd, /- \*\*FR-\d+\/AC-2\*\*[^\n]*\n/, '') },
  { name: 'the first criterion of a list is dropped', make: swap(prd, /(### Criteria: [^\n]*\n)- \*\*FR-\d+\/AC-\d\*\*[^\n]*\n/, (_, head) => head ?? '') },
  { name: 'the last criterion of the document is dropped', make: swap(prd, /- \*\*[A-Z]+-\w+\/AC-\d\*\*[^\n]*\n*$/, '') },
  { name: 'a route stands in the PRD only', make: swap(prd, /(- `WF-ingest`[^:]*: )/, (_, head) => `${head ?? ''}\`GET /v1/exports\`, `) },
  { name: 'a route of a requirement row stands in the PRD only', make: swap(prd, /(\| FR-005 \|[^|]*\|[^|]*\| )/, (_, head) => `${head ?? ''}POST /v1/exports, `) },
  { name: 'a route stands in the ADD only', make: swap(add, /(\| `GET \/v1\/me` \| )/, (_, row) => `| \`GET /v1/exports\` | UserService | session | read | - | 200 | - | <- rule:R1 |\n${row ?? ''}`) },
  { name: 'a route is dropped from the ADD table', make: swap(add, /\| `PATCH \/v1\/me` \| [^\n]*\n/, '') },
  { name: 'a model is renamed in the PRD', make: swap(prd, /\| ProviderConnection \| /, '| ProviderAccount | ') },
  { name: 'a model is renamed in the blueprint', make: swap(add, /\n`ProviderConnection` \(/, '\n`ProviderAccount` (') },
  { name: 'a model is renamed in the data diagram', make: swap(add, /(\|\|--o\{ )Activity/, (_, head) => `${head ?? ''}Workout`) },
  { name: 'an NFR number changes in the charter', make: swap(charter, /NFR-quick-p95: p95 <= 250 ms/, 'NFR-quick-p95: p95 <= 300 ms') },
  { name: 'an NFR number changes in the PRD', make: swap(prd, /(\| NFR-quick-p95 \| [^|]*\| p95 <= )250/, (_, head) => `${head ?? ''}200`) },
  { name: 'an NFR number changes in Success Metrics', make: swap(plan, /(\| NFR-[a-z0-9-]+ \| [^|]*\| [^|]*?<=? )(\d+)/, (_, head, value) => `${head ?? ''}${Number(value) * 2}`) },
  { name: 'an NFR number changes in a latency budget', make: swap(workflows, /(\(`NFR-quick-p95`\)[^\n]* of )250( ms)/, (_, head, tail) => `${head ?? ''}400${tail ?? ''}`) },
  { name: 'three tasks wait for each other', make: ring },
  { name: 'a task takes 16 hours', make: swapIn(packages, /hours: 1\/2\/5/, 'hours: 8/16/40') },
  { name: 'hours in the wrong order', make: swapIn(packages, /hours: 1\/2\/5/, 'hours: 5/2/1') },
  { name: 'a task has no verify', make: swapIn(packages, / {6}verify: [^\n]*\n/, '') },
  { name: 'a task is dropped', make: made => swapIn(packages, new RegExp(box), '')(made) },
  { name: 'a dangling requirement in a task', make: swapIn(packages, /(· for: )/, (_, head) => `${head ?? ''}FR-999, `) },
  { name: 'a dangling task', make: swapIn(packages, /(· after: )T-\w+/, (_, head) => `${head ?? ''}T-zzzz`) },
  { name: 'a dangling decision in prose', make: swap(charter, /`DEC-promise-gap`/, '`DEC-promise-cap`') },
  { name: 'a dangling risk', make: swap(charter, /(## Top risks[^\n]*\n- )`RISK-[\w-]+`/, (_, head) => `${head ?? ''}\`RISK-nowhere\``) },
  { name: 'a uuid primary key', make: swap(add, /(\*\*Activity\.id\*\*: )\w+/, (_, head) => `${head ?? ''}uuid`) },
  { name: 'an integer primary key', make: swap(add, /(\*\*Milestone\.id\*\*: )\w+/, (_, head) => `${head ?? ''}int`) },
  { name: 'an ObjectId primary key', make: swap(add, /(\*\*Insight\.id\*\*: )\w+/, (_, head) => `${head ?? ''}ObjectId`) },
  { name: 'a foreign key to a table that is not users', make: insertAfter(add, /- \*\*Insight\.user_id\*\*/, '- **Insight.activity_id**: Ksuid (foreign key to activities) <- rule:R1') },
  { name: 'a relation becomes a foreign key', make: swap(add, /(User \|\|--o\{ Insight : "user_id), [^"]*/, () => 'Activity ||--o{ Insight : "activity_id, fk') },
  { name: 'two sections are swapped', make: swap(plan, /(## Introduction\n[^]*?)(## Strategy\n[^]*?)(?=## Executive Checklist)/, (_, first, second) => `${second ?? ''}${first ?? ''}`) },
  { name: 'a section is deleted', make: swap(wbs, /## Dependencies\n[^]*?(?=\n## )/, '') },
  { name: 'a heading is reworded', make: swap(charter, /## Next actions/, '## Afterwards') },
  { name: 'the last section is deleted', make: made => { const text = textOf(made, charter); const index = text.lastIndexOf('\n## '); return { texts: new Map([[charter, text.slice(0, index)]]), at: [{ file: charter, line: lineAt(text, index) }] }; } },
  { name: 'a sixth core model', make: made => { const text = textOf(made, prd); const rows = [.../\| Id \| Key attributes[^\n]*\n[^\n]*\n((?:\|[^\n]*\n)+)/.exec(text) ?? []]; const table = rows[0] ?? ''; const have = (rows[1] ?? '').trimEnd().split('\n').length; const extra = Array.from({ length: 6 - have }, (_, index) => `| Gear${index} | id | none |\n`).join(''); const start = text.indexOf(table) + table.length; return { texts: new Map([[prd, text.slice(0, start) + extra + text.slice(start)]]), at: [{ file: prd, line: lineAt(text, start) + (6 - have) - 1 }] }; } },
  { name: 'a fourth consumer', make: made => { const text = textOf(made, prd); const table = /\| Id \| Consumer[^\n]*\n[^\n]*\n((?:\|[^\n]*\n)+)/.exec(text); const have = (table?.[1] ?? '').trimEnd().split('\n').length; const extra = Array.from({ length: 4 - have }, (_, index) => `| CON-extra-${index} | Extra | SPA | OpenAPI | <- rule:R1 |\n`).join(''); const start = (table?.index ?? 0) + (table?.[0].length ?? 0); return { texts: new Map([[prd, text.slice(0, start) + extra + text.slice(start)]]), at: [{ file: prd, line: lineAt(text, start) + (4 - have) - 1 }] }; } },
  { name: 'MVP READY over open decisions', make: swap(prd, /MVP DRAFT - \d+ open/, 'MVP READY') },
  { name: 'a block of SQL', make: insertAfter(add, /## Database schema[^\n]*/, '\n```sql\nCREATE TABLE activities (id text primary key);\n```\n') },
  { name: 'SQL in a plain block', make: insertAfter(add, /## Performance\/scalability/, '\n```\nALTER TABLE activities ADD COLUMN x int;\n```\n') },
  { name: 'a function body', make: insertAfter(add, /## Performance\/scalability/, '\n```text\nfunction pace(distance, time) {\n  return time / distance;\n}\n```\n') },
  { name: 'a Python function', make: insertAfter(plan, /### Performance Optimization Strategies/, '\n```python\ndef pace(distance, time):\n    return time / distance\n```\n') },
  { name: 'a token', make: insertAfter(charter, /## Constraints/, '- Test access_token: `9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c`') },
  { name: 'a JSON web token', make: insertAfter(plan, /## Strategy/, 'Use eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ0ZXN0LXVzZXIifQ.c2lnbmF0dXJlLXRlc3Q for the demo.') },
  { name: 'latitude and longitude', make: insertAfter(add, /- \*\*Activity\.id\*\*/, '- **Activity.start**: 12.34567, -98.76543 <- rule:R1') },
  { name: 'a pair in JSON', make: insertAfter(prd, /## Data models/, 'Example `start_latlng`: [12.3456, -98.7654]') },
  { name: 'a polyline', make: insertAfter(add, /- \*\*Activity\.id\*\*/, '- **Activity.way**: a{zgHwnpgA}@kBcAwBq@{Ay@gBk@sAe@kAg@qAa@oA <- rule:R1') },
  { name: 'a bare end in a flow', make: swap(workflows, /(\n {2}\w+[^\n]*--> )\w+(?=[[{("/>])/, (_, head) => `${head ?? ''}end`) },
  { name: 'an unclosed label in a flow', make: swap(workflows, /(\n {2}\w+\["[^"\n]*)"\]/, (_, head) => head ?? '') },
  { name: 'a route in a flow that nobody declares', make: swap(workflows, /(```mermaid\n[^`]*?\["(?:GET|POST|PATCH|DELETE) \/v1\/)[\w-]+/, (_, head) => `${head ?? ''}nowhere`) },
  { name: 'an error outside the catalogue in the route table', make: swap(add, /(\| `POST \/v1\/sessions` \|[^\n]*\| 201 \| )/, (_, head) => `${head ?? ''}SESSION_LOST, `) },
  { name: 'an error outside the catalogue in a contract', make: swap(add, /(- Errors: 400 )MALFORMED_REQUEST/, (_, head) => `${head ?? ''}BODY_LOST`) },
  { name: 'an error outside the catalogue in a criterion', make: swap(prd, /(\*\*FR-\d+\/AC-\d\*\*[^\n]*`)[A-Z]+_[A-Z_]+`/, (_, head) => `${head ?? ''}NEVER_DECLARED\``) },
  { name: 'an index that nothing needs', make: swap(add, /(\| `insights\(user_id-created_at-id\)` \| )[^|]*\|/, (_, head) => `${head ?? ''}- |`) },
  { name: 'an index more, for nothing', make: swap(add, /(\| `insights\(user_id-created_at-id\)` \|)/, (_, row) => `| \`insights(text)\` | - |\n${row ?? ''}`) },
  { name: 'a list without pagination', make: swap(add, /(GET \/v1\/insights\n(?:- (?!Request)[^\n]*\n)*- Request: )[^\n]*/, (_, head) => `${head ?? ''}none`) },
  { name: 'a list that takes no limit any more', make: swap(add, /limit\?: int \(1-100, default 25\), cursor\?: text \(opaque, from page\.next_cursor\), /, '') },
  { name: 'a job without idempotency in the table', make: swap(add, /(\| `POST \/v1\/activity-syncs` \|[^|]*\|[^|]*\|[^|]*\| )yes/, (_, head) => `${head ?? ''}-`) },
  { name: 'a job without idempotency in the contract', make: swap(add, /(POST \/v1\/activity-syncs\n(?:- (?!Request)[^\n]*\n)*- Request: )[^\n]*/, (_, head) => `${head ?? ''}none`) },
  { name: 'a phase before its predecessor', make: swap(plan, /:(crit, )?p3, after p2, \d+d/, ':p3, 2026-11-24, 3d') },
  { name: 'a milestone before the work starts', make: swap(plan, /(:milestone, crit, m1, )\d{4}-\d\d-\d\d/, (_, head) => `${head ?? ''}2026-10-01`) },
  { name: 'a gantt date that is no day', make: swap(plan, /(:p0, )\d{4}-\d\d-\d\d/, (_, head) => `${head ?? ''}2026-02-30`) },
  { name: 'a gantt task after nothing', make: swap(plan, /after p4/, 'after p44') },
  { name: 'a budget below the cost', make: swap(charter, /Budget 300 USD([^\n]*) of 300 USD, headroom [\d.]+/, (_, middle) => `Budget 100 USD${middle ?? ''} of 100 USD, headroom -68.93`) },
  { name: 'only the budget number is lower', make: swap(charter, /Budget 300 USD/, 'Budget 100 USD') },
  { name: 'a component past its end', make: swap(charter, /MongoDB 8\.0/, 'MongoDB 6.0') },
  { name: 'real-time without a number', make: insertAfter(prd, /## Primary workflows/, 'Summaries are computed in real-time.') },
  { name: 'a vague word in a task list', make: insertAfter(charter, /## Next actions/, '- Engineer makes the import robust and fast.') },
  { name: 'an AI task that does not wait for the policy', make: made => {
    const decision = made.plan.decisions.find(item => item.id === 'DEC-provider-policy');
    const task = decision?.task ?? '';
    const path = [...made.documents.keys()].find(key => key.endsWith('5-llm-gateway/plan.md')) ?? '';
    const text = textOf(made, path);
    // The first task of the gateway; whatever it waits for is dropped, and so is the decision behind it.
    const first = /\*\*(T-\w+)\*\*[^\n]*\n[^\n]*\n {6}hours: ([\d./]+)( · after: [^·\n]*)(?= · for: LlmGateway\.complete)/.exec(text);
    if (first === null || task === '') throw new Error('no AI task');
    const start = first.index + first[0].length - (first[3] ?? '').length;
    return { texts: new Map([[path, text.slice(0, start) + text.slice(start + (first[3] ?? '').length)]]), at: [{ file: path, line: lineAt(text, start) }] };
  } },
  { name: 'a leaf count that does not add up', make: swap(wbs, /(\| WP-foundation \| PH-\d \|[^\n]*?\| )(\d+)(?= = )/, (_, head, count) => `${head ?? ''}${Number(count) + 3}`) },
  { name: 'a broken link', make: swap(plan, /\]\(decisions\.md/, '](decision.md') },
  { name: 'a broken anchor', make: swap(charter, /#timeline-summary\)/, '#timeline)') },
  { name: 'a placeholder', make: insertAfter(charter, /## Constraints/, '- Data residency: TBD') },
  { name: 'a conflict marker', make: insertAfter(wbs, /## Dependencies/, '<<<<<<< ours') },
  { name: 'an id declared twice', make: swap(prd, /(\| FR-005 \| [^\n]*\n)/, (_, row) => `${row ?? ''}${row ?? ''}`) },
  { name: 'a Must that nothing answers', make: swap(prd, /(\| FR-005 \| Must \| [^|]*\| )[^|]*/, (_, head) => `${head ?? ''}- `) },
  { name: 'a status line is gone', make: swap(wbs, /MVP DRAFT - \d+ open\n/, '') },
  { name: 'a model is renamed in a task', make: swapIn(packages, /(· for: )Activity(?=[,\n])/, (_, head) => `${head ?? ''}Workout`) },
  { name: 'a model is renamed in the traceability', make: swap('docs/execution/stravaai/traceability.md', /(\| [^|\n]*Service[^|\n]* \| )Activity(?= |,)/, (_, head) => `${head ?? ''}Workout`) },
  { name: 'a service is renamed in the route table', make: swap(add, /(\| `GET \/v1\/me` \| )\w+/, (_, head) => `${head ?? ''}PersonService`) },
  { name: 'a route is renamed in the hand-off', make: swap('docs/execution/stravaai/frontend-handoff.md', /GET \/v1\/activities(?=[`,| ])/, 'GET /v1/workouts') },
  { name: 'an NFR number changes in a criterion', make: swap(prd, /(Then [^\n]*`NFR-quick-p95: p95 <= )250/, (_, head) => `${head ?? ''}500`) },

  { name: 'the budget of the timeline is below the cost', make: swap(plan, /(\*\*Budget\*\*: [^\n]*? of )300/, (_, head) => `${head ?? ''}150`) },
  { name: 'packages wait for each other', make: swap(wbs, /(\| WP-foundation \|[^\n]*\| )-(?= \| yes \|)/, (_, head) => `${head ?? ''}WP-deploy-and-release`) },
  { name: 'a task waits for a later phase', make: made => {
    const later = made.plan.tasks.find(task => task.phase === 'PH-6')?.id ?? '';
    return swapIn(/\/1-[^/]+\/plan\.md$/, /(· after: )(?=T-)/, (_, head) => `${head ?? ''}${later}, `)(made);
  } },
  { name: 'the verify line names no result', make: swapIn(packages, /( {6}verify: `[^`\n]*`) => [^\n]*/, (_, head) => head ?? '') },
  { name: 'a row of the tasks table waits for something else', make: swap('docs/execution/stravaai/tasks.md', /(\| T-\w+ \| [^\n]*\| (?:XS|S|M) \| )T-\w+/, (_, head) => `${head ?? ''}T-0000`) },
  { name: 'a vendor library past its end', make: swap(charter, /PyMongo Async/, 'Motor') },
  { name: 'a citation of a line that is not there', make: swap(charter, /(project_charter|prd|add|wbs|plan|decisions)\.md#[\w-]+\)/, (_, file) => `${file ?? ''}.md#nothing-here)`) },
  { name: 'an error outside the catalogue in a service step', make: swap(add, /(; throws )`[A-Z]+_[A-Z_]+`/, (_, head) => `${head ?? ''}\`STEP_LOST\``) },
  { name: 'an error outside the catalogue in a verify line', make: swapIn(packages, /( {6}verify: [^\n]*=> [^\n]*)`[A-Z]+_[A-Z_]+`/, (_, head) => `${head ?? ''}\`CHECK_LOST\``) },
  { name: 'an error outside the catalogue in the hand-off', make: swap('docs/execution/stravaai/frontend-handoff.md', /(\n\| )(?:[A-Z]+_[A-Z_]+)(?=[ ,])/, (_, head) => `${head ?? ''}SCREEN_LOST`) },
  { name: 'an error outside the catalogue in a flow', make: swap(workflows, /(>"\d{3} )[A-Z]+_[A-Z_]+/, (_, head) => `${head ?? ''}FLOW_LOST`) },
  { name: 'a decision is dropped', make: made => {
    // Its heading goes; the list on top of the document still names it.
    const mutant = swap(decisions, /### DEC-promise-gap [^]*?(?=\n### |\n## )/, '')(made);
    return { ...mutant, at: [...mutant.at, { file: decisions, line: lineAt(textOf(made, decisions), textOf(made, decisions).indexOf('`DEC-promise-gap`')) }] };
  } },
];

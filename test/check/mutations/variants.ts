import type { Generated } from './documents.ts';
import { add, charter, decisions, insertAfter, lineAt, packages, plan, prd, swap, swapIn, textOf, wbs, workflows } from './mutate.ts';
import type { Mutant, Mutation } from './mutate.ts';

const handoff = 'docs/execution/stravaai/frontend-handoff.md';
const tasks = 'docs/execution/stravaai/tasks.md';
const risks = 'docs/execution/stravaai/risks.md';
const traceability = 'docs/execution/stravaai/traceability.md';
const overview = /## FastAPI services\/modules[^\n]*/;

/** Tasks of one package, in a chain by "after", closed to a ring of `length` at the first. */
function ring(length: number): (made: Generated) => Mutant {
  return made => {
    for (const [path, text] of made.documents) {
      if (!packages.test(path)) continue;
      const after = new Map([...text.matchAll(/\*\*(T-\w+)\*\*[^\n]*\n[^\n]*\n {6}hours: [^\n]*?after: ([^·\n]*)/g)].map(match => [match[1] ?? '', (match[2] ?? '').split(',').map(part => part.trim())]));
      const walk = (chain: string[]): string[] | null => {
        if (chain.length === length) return chain;
        for (const next of after.get(chain.at(-1) ?? '') ?? []) {
          const found = after.has(next) && !chain.includes(next) ? walk([...chain, next]) : null;
          if (found !== null) return found;
        }
        return null;
      };
      for (const id of after.keys()) {
        const chain = walk([id]);
        const first = chain?.at(-1);
        if (first !== undefined) return swap(path, new RegExp(String.raw`(\*\*${first}\*\*[^\n]*\n[^\n]*\n {6}hours: [^\n]*?after: )`), (_, head) => `${head ?? ''}${id}, `)(made);
      }
    }
    throw new Error(`no chain of ${length} tasks`);
  };
}

const block = (lang: string, code: string): string => `\n\`\`\`${lang}\n${code}\n\`\`\`\n`;

/** The same defects at other places, with other values, in other words. */
export const variants: Mutation[] = [
  { name: 'a foreign key in the table of an outside account', make: insertAfter(add, /- \*\*ProviderConnection\.user_id\*\*/, '- **ProviderConnection.activity_id**: Ksuid, FK to activities.id <- rule:R1') },
  { name: 'a foreign key said with references', make: insertAfter(add, /- \*\*Activity\.user_id\*\*/, '- **Activity.milestone_id**: Ksuid references milestones(id) <- rule:R1') },
  { name: 'a foreign key in a sentence of the schema', make: insertAfter(add, /## Database schema[^\n]*/, 'Insights carry a foreign key to activities.') },
  { name: 'a foreign key constraint in a table of the schema', make: insertAfter(add, /## Performance\/scalability/, '\n| Column | Type |\n| --- | --- |\n| activity_id | text, foreign key -> activities |\n') },
  { name: 'a uuid v7 key', make: swap(add, /(\*\*User\.id\*\*: )\w+/, (_, head) => `${head ?? ''}UUIDv7`) },
  { name: 'a bigserial key', make: swap(add, /(\*\*ProviderConnection\.id\*\*: )\w+/, (_, head) => `${head ?? ''}bigserial`) },
  { name: 'a key that is a string with a uuid in it', make: swap(add, /(\*\*Activity\.id\*\*: )\w+ \(primary key/, (_, head) => `${head ?? ''}str (primary key, uuid4`) },
  { name: 'a key as auto-increment', make: swap(add, /(\*\*Insight\.id\*\*: )\w+ \(primary key/, (_, head) => `${head ?? ''}int (primary key, auto-increment`) },
  { name: 'a uuid key in a field table', make: insertAfter(add, /## Performance\/scalability/, '\n| Field | Type |\n| --- | --- |\n| id | uuid |\n') },
  { name: 'a task of 20 hours', make: swapIn(packages, /hours: 0\.5\/1\/2/, 'hours: 10/20/50') },
  { name: 'a task of 5 likely hours', make: swapIn(packages, /hours: 2\/4\/10/, 'hours: 2/5/10') },
  { name: 'a task whose pessimistic hours are a week', make: swapIn(packages, /hours: 2\/4\/10/, 'hours: 2/4/40') },
  { name: 'a task without hours', make: swapIn(packages, / {6}hours: 1\/2\/5[^\n]*\n/, '') },
  { name: 'a task of 16 hours in the table of tasks', make: swap(tasks, /(\| T-\w+ \| [^\n]*\| )(XS|S|M)( \|)/, (_, head, _size, tail) => `${head ?? ''}XL${tail ?? ''}`) },
  { name: 'an empty verify line', make: swapIn(packages, /( {6}verify:) [^\n]*/, (_, head) => head ?? '') },
  { name: 'two tasks wait for each other', make: ring(2) },
  { name: 'four tasks wait for each other', make: ring(4) },
  { name: 'a task waits for itself', make: swapIn(packages, /\*\*(T-\w+)\*\*([^\n]*\n[^\n]*\n {6}hours: [^\n]*?after: )/, (_, id, rest) => `**${id ?? ''}**${rest ?? ''}${id ?? ''}, `) },
  { name: 'two packages wait for each other', make: swap(wbs, /(\| WP-llm-gateway \| PH-5 \|[^\n]*\| [\d.]+ \| )/, (_, head) => `${head ?? ''}WP-insights, `) },
  { name: 'a later gate is due before an earlier one', make: swap(plan, /(\| DEC-availability \| )[\d-]+/, (_, head) => `${head ?? ''}2026-11-24`) },
  { name: 'the last phase of the chart before the first', make: swap(plan, /(:(?:crit, )?p7, )after p6, \d+d/, (_, head) => `${head ?? ''}2026-11-20, 1d`) },
  { name: 'a phase of the chart after a later one', make: swap(plan, /(:(?:crit, )?p3, )after p2, /, (_, head) => `${head ?? ''}after p5, `) },
  { name: 'an NFR number changes in the risks', make: swapIn(/risks\.md$/, /(NFR-[a-z0-9-]+: [^`\n]*?[<>]?=? )([\d.]+)/, (_, head, value) => `${head ?? ''}${Number(value) - 1}`) },
  { name: 'an availability target changes in the charter', make: swap(charter, /NFR-availability: share >= 99\.5/, 'NFR-availability: share >= 99.9') },
  { name: 'an error share changes its comparator', make: swap(charter, /NFR-error-share: share < 1/, 'NFR-error-share: share <= 1') },
  { name: 'an NFR changes its unit', make: swap(charter, /(NFR-quick-p95: p95 <= 250) ms/, (_, head) => `${head ?? ''} s`) },
  { name: 'an NFR number changes in a task', make: swapIn(packages, /(NFR-[a-z0-9-]+: [^`\n]*?[<>]=? )([\d.]+)/, (_, head, value) => `${head ?? ''}${Number(value) * 2}`) },
  { name: 'a model is renamed at the left of the data diagram', make: swap(add, /User( \|\|--o\{ Insight)/, (_, tail) => `Account${tail ?? ''}`) },
  { name: 'a model is renamed in the PRD', make: swap(prd, /\| Insight \| /, '| Advice | ') },
  { name: 'a model is renamed in the blueprint', make: swap(add, /\n`Milestone` \(/, '\n`Goal` (') },
  { name: 'a model is missing from the PRD', make: swap(prd, /\| Milestone \| [^\n]*\n/, '') },
  { name: 'lower-case SQL', make: insertAfter(add, overview, block('', 'create table if not exists activities (\n  id text primary key\n);')) },
  { name: 'SQL with a comment before it', make: insertAfter(add, overview, block('text', '-- schema\nCREATE UNIQUE INDEX i ON activities (id);')) },
  { name: 'SQL in a paragraph, in lower case', make: insertAfter(add, overview, '\nalter table activities add column pace int;\n') },
  { name: 'a TypeScript function body', make: insertAfter(add, overview, block('ts', 'export const pace = (a: number, b: number): number => {\n  return a / b;\n};')) },
  { name: 'an async Python function without a language', make: insertAfter(add, overview, block('', 'async def load(user_id: str) -> User:\n    return await users.find_one({"id": user_id})')) },
  { name: 'a JavaScript arrow function', make: insertAfter(plan, /## Strategy/, block('', 'const pace = (distance, time) => {\n  return time / distance;\n};')) },
  { name: 'an arrow function of one argument', make: insertAfter(plan, /## Strategy/, block('', 'const double = x => x * 2;')) },
  { name: 'a class with methods', make: insertAfter(add, overview, block('', 'class ActivityService:\n    def list(self, user):\n        return []')) },
  { name: 'a decorated route handler', make: insertAfter(add, overview, block('', '@router.get("/v1/activities")\nasync def list_activities():\n    return []')) },
  { name: 'a Go function', make: insertAfter(add, overview, block('', 'func Pace(d, t float64) float64 {\n\treturn t / d\n}')) },
  { name: 'code indented without a fence', make: insertAfter(add, overview, '\n    def pace(distance, time):\n        return time / distance\n') },
  { name: 'a GitHub token', make: insertAfter(charter, /## Constraints/, `- CI uses ghp_${'a1B2c3D4e5F6g7H8i9J0'.repeat(2).slice(0, 36)}.`) },
  { name: 'a model key', make: insertAfter(charter, /## Constraints/, `- The key is sk-proj-${'Ab3dE5gH7jK9mN1p'.repeat(2)}.`) },
  { name: 'a key with underscores', make: insertAfter(plan, /## Strategy/, `Set STRIPE to sk_live_${'4eC39HqLyjWDarjtT1zdp7dc'}.`) },
  { name: 'a short key of a vendor', make: insertAfter(plan, /## Strategy/, 'Key: sk-ant-api03-AbCdEfGhIjKlMnOpQrStUvWx.') },
  { name: 'a token in JSON', make: insertAfter(prd, /## Data models/, block('json', '{ "refresh_token": "e5n567567ab12cd34ef56ab78cd90ef12ab34cd5" }')) },
  { name: 'a client secret in a table', make: insertAfter(add, /## Performance\/scalability/, '\n| Setting | Value |\n| --- | --- |\n| STRAVA_CLIENT_SECRET | 8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b |\n') },
  { name: 'a bearer header', make: insertAfter(handoff, /^# [^\n]*/m, '\n`Authorization: Bearer a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6`\n') },
  { name: 'latitude and longitude in JSON', make: insertAfter(prd, /## Data models/, block('json', '{\n  "lat": 12.345678,\n  "lng": -98.765432\n}')) },
  { name: 'a pair in a list', make: insertAfter(prd, /## Data models/, block('json', '{ "end_latlng": [ 12.34, -98.76 ] }')) },
  { name: 'a pair with a space', make: insertAfter(add, /## Performance\/scalability/, 'Start at 12.345678 -98.765432.') },
  { name: 'a pair in degrees', make: insertAfter(add, /## Performance\/scalability/, 'Start at 12.3456° N, 98.7654° W.') },
  { name: 'a polyline in a fence', make: insertAfter(prd, /## Data models/, block('json', '{ "map": { "summary_polyline": "_p~iF~ps|U_ulLnnqC_mqNvxq`@" } }')) },
  { name: 'a polyline alone in a fence', make: insertAfter(add, /## Performance\/scalability/, block('', 'ki{eFvqfiVqAWQIGEEKAYJgBVqDJ{BHa@jAkNJw@Pw@V{APs@^aABQAOEQGKoJ_FuJkFqAo@{A}@sH{DiAs@Q]?WVy@')) },
  { name: 'an error typo in a workflow table', make: swap(workflows, /(\| `)([A-Z]+_[A-Z_]+)(` -> )/, (_, head, code, tail) => `${head ?? ''}${(code ?? '').replace('_', '_X')}${tail ?? ''}`) },
  { name: 'an error of one letter less in the contract', make: swap(add, /(- Errors: [^\n]*)UNAUTHENTICATED/, (_, head) => `${head ?? ''}UNAUTHENTICATE`) },
  { name: 'an error typo in the errors of every route', make: swap(add, /(behind a session and [^\n]*: `)UNAUTHENTICATED/, (_, head) => `${head ?? ''}UNAUTHENTIFIED`) },
  { name: 'an error is dropped from the catalogue', make: made => {
    const mutant = swap(add, /\| FILE_TOO_LARGE \|[^\n]*\n/, '')(made);
    const text = textOf(made, add);
    const uses = [...text.matchAll(/FILE_TOO_LARGE/g)].map(match => ({ file: add, line: lineAt(text, match.index) }));
    return { ...mutant, at: [...mutant.at, ...uses] };
  } },
  { name: 'the budget of the charter is below the cost', make: swap(charter, /Budget 300 USD/, 'Budget 120 USD') },
  { name: 'the cost is above the budget in the charter', make: swap(charter, /= 168\.93 of 300 USD/, '= 468.93 of 300 USD') },
  { name: 'the budget of the charter and of the plan differ', make: swap(charter, /Budget 300 USD([^\n]*) of 300 USD, headroom 131\.07/, (_, middle) => `Budget 500 USD${middle ?? ''} of 500 USD, headroom 331.07`) },
  { name: 'a budget whose parts do not add up', make: swap(charter, /40\.00 host/, '90.00 host') },
  { name: 'MongoDB 6', make: swap(charter, /MongoDB 8\.0/, 'MongoDB 6') },
  { name: 'MongoDB 6.0.14', make: swap(plan, /MongoDB 8\.0/, 'MongoDB 6.0.14') },
  { name: 'mongodb v6.0', make: swap(charter, /MongoDB 8\.0/, 'mongodb v6.0') },
  { name: 'GPT-4o', make: insertAfter(charter, /## Technology stack\/integrations/, '- Insights come from gpt-4o.') },
  { name: 'Python 3.9', make: swap(charter, /Python 3\.13/, 'Python 3.9') },
  { name: 'Motor in an add line', make: insertAfter(add, overview, '- Driver: motor 3.6.') },
  { name: 'real time', make: insertAfter(prd, /## Primary workflows[^\n]*/, 'Summaries update in real time.') },
  { name: 'near real-time', make: insertAfter(plan, /## Strategy/, 'Events arrive in near real-time.') },
  { name: 'realtime in a bullet', make: insertAfter(charter, /## Next actions/, '- Engineer makes the summary realtime.') },
  { name: 'scalable in a workflow', make: insertAfter(workflows, /^## [^\n]*/m, '\nThis flow is scalable and reliable.\n') },
  { name: 'a route only in the hand-off', make: insertAfter(handoff, /^# [^\n]*/m, '\nCall `GET /v1/leaderboards` first.\n') },
  { name: 'a route only in the blueprint', make: insertAfter(add, /### 1\. API Routes/, '\nGET /v1/exports\n- Purpose: export\n- Authentication: session\n- Request: none\n- Response: 200 Export\n- Errors: 401 UNAUTHENTICATED\n') },
  { name: 'a route is missing from the PRD', make: made => {
    const text = textOf(made, prd).replaceAll('`GET /v1/insights`', '`GET /v1/jobs/{job_id}`').replaceAll('| GET /v1/insights |', '| GET /v1/jobs/{job_id} |');
    const at = textOf(made, add).indexOf('| `GET /v1/insights` |');
    const row = textOf(made, prd).indexOf('| GET /v1/insights |');
    return { texts: new Map([[prd, text]]), at: [{ file: add, line: lineAt(textOf(made, add), at) }, { file: prd, line: lineAt(textOf(made, prd), row) }] };
  } },
  { name: 'READY on the plan', make: swap(plan, /MVP DRAFT - \d+ open/, 'MVP READY') },
  { name: 'READY on the hand-off', make: swap(handoff, /MVP DRAFT - \d+ open/, 'MVP READY') },
  { name: 'READY in bold on the charter', make: swap(charter, /MVP DRAFT - \d+ open/, '**MVP READY**') },
  { name: 'sections of the ADD are swapped', make: swap(add, /(## Authentication[^\n]*\n[^]*?)(## Performance\/scalability\n[^]*?)(?=## Deployment)/, (_, first, second) => `${second ?? ''}${first ?? ''}`) },
  { name: 'parts of the blueprint are swapped', make: swap(add, /(### 3\. Data Models\n[^]*?)(### 4\. Error Handling\n[^]*)$/, (_, first, second) => `${(second ?? '').trimEnd()}\n\n${first ?? ''}`) },
  { name: 'a heading one level lower', make: swap(charter, /## Constraints/, '### Constraints') },
  { name: 'a diagram with a class called end', make: swap(workflows, /\n {2}n1\[?/, '\n  end["done"] --> n1\n  n1[') },
  { name: 'an index without a route in the schema table', make: insertAfter(add, /\| `insights\(user_id-created_at-id\)` \|/, '| `activities(name)` | none | <- rule:R1 |') },
  { name: 'an index that names a route nobody has', make: insertAfter(add, /\| `insights\(user_id-created_at-id\)` \|/, '| `activities(name)` | GET /v1/searches | <- rule:R1 |') },
  { name: 'a list of milestones without pagination', make: swap(add, /(GET \/v1\/milestones\n(?:- (?!Request)[^\n]*\n)*- Request: )[^\n]*/, (_, head) => `${head ?? ''}none`) },
  { name: 'an AI job without a key', make: swap(add, /(\| `POST \/v1\/insights` \|[^|]*\|[^|]*\|[^|]*\| )yes/, (_, head) => `${head ?? ''}no`) },
  { name: 'an import without a key in its contract', make: swap(add, /(POST \/v1\/activity-imports\n(?:- (?!Request)[^\n]*\n)*- Request: [^\n]*?)Idempotency-Key/, (_, head) => `${head ?? ''}X-Request-Id`) },
  { name: 'a criterion dropped in another workflow', make: swap(prd, /- \*\*FR-025\/AC-3\*\*[^\n]*\n/, '') },
  { name: 'a criterion without an outcome', make: swap(prd, /(- \*\*FR-009\/AC-1\*\*)[^\n]*/, (_, head) => `${head ?? ''} Deleting works as expected.`) },
  { name: 'a dangling requirement in the PRD', make: swap(prd, /(\| WF-connect \| [^|]*\| )FR-001/, (_, head) => `${head ?? ''}FR-901`) },
  { name: 'a dangling test', make: swap(traceability, /(\n\| TEST-\w+ \| )(?:FR|NFR)-\d+\/AC-\d/, (_, head) => `${head ?? ''}FR-901/AC-1`) },
  { name: 'a dangling workflow', make: swap(plan, /`WF-connect`/, '`WF-connection`') },
  { name: 'a dangling package', make: swap(wbs, /(\| WP-insights \| PH-5 \|[^\n]*?)WP-llm-gateway/, (_, head) => `${head ?? ''}WP-model-gateway`) },
  { name: 'an AI task of the job does not wait for the policy', make: made => {
    const path = [...made.documents.keys()].find(key => key.endsWith('5-llm-gateway/plan.md')) ?? '';
    const text = textOf(made, path);
    const first = /( {6}hours: [\d./]+)( · after: [^·\n]*)( · for: LlmGateway)/.exec(text);
    if (first === null) throw new Error('no AI task');
    const start = first.index + (first[1] ?? '').length;
    return { texts: new Map([[path, text.slice(0, start) + text.slice(start + (first[2] ?? '').length)]]), at: [{ file: path, line: lineAt(text, start) }] };
  } },
  { name: 'rows of a model that is only a value of an enum', make: insertAfter(decisions, /## Open decisions/, '\nEach `Workout` row is deleted after 7 days.') },
  { name: 'an index made in the shell of the database', make: insertAfter(add, /## Performance\/scalability/, '\n```\ndb.activities.createIndex({ user_id: 1, started_at: -1 })\n```') },
  { name: 'a sentence that has the language model read the provider', make: insertAfter(add, /Layers: route/, '\nThe prompt holds the raw Strava activities of the last month.') },
  { name: 'a sentence that sends what the provider gave to the model', make: insertAfter(risks, /## Register/, '\nStrava streams are passed to the language model as they are.') },
  { name: 'a sentence that ships what is deferred', make: insertAfter(charter, /## Constraints/, '- Benchmarking against comparable athletes ships in this release.') },
  { name: 'a sentence that turns two packages round', make: insertAfter(wbs, /## Dependencies/, '- Insights are built before the Strava connection.') },
  { name: 'a gate before its work', make: insertAfter(plan, /## Timeline Summary/, '\nGATE-5 is reached on 1 December 2026.') },
  { name: 'a sentence that keeps tokens readable for a while', make: insertAfter(charter, /## Constraints/, '- Refresh tokens are stored in plain text until the release.') },
  { name: 'a sentence that gives a token of the provider away', make: insertAfter(handoff, /^# [^\n]*/m, '\nThe callback hands the Strava access token to the browser.') },
  { name: 'a row of the task table twice', make: swap(tasks, /\n(\| \[?T-\w+[^\n]*\n)/, (_, row) => `\n${row ?? ''}${row ?? ''}`) },
  { name: 'READY in the title', make: swap(plan, /(# StravaAI - Backend Execution Plan)/, (_, head) => `${head ?? ''} (MVP READY)`) },
  { name: 'a caller more without an id', make: swap(charter, / and Operator monitor \(`CON-monitor`\)/, ', Operator monitor (`CON-monitor`) and a coaching platform of a partner') },
  { name: 'a machine with a key of its own', make: insertAfter(handoff, /## Sign-in sequence/, '\nThe gym reads `GET /v1/activities` every night with its own key.') },
  { name: 'paging taken back in other words', make: swap(handoff, /`limit` 1-100, default 25; `cursor` is opaque; stop at `has_more` false\./, 'all rows come in one answer.') },
  { name: 'READY in the front matter', make: swap(handoff, /(?<=\n)---\n/, 'status: MVP READY\n---\n') },
  { name: 'an ended model behind a point', make: swapIn(packages, /(- \*\*Cons\*\*: prompt and schema are kept by hand)\./, (_, head) => `${head ?? ''}; the model is \`gpt-4o\`.`) },
  { name: 'a task for the model that waits for no decision', make: insertAfter('docs/execution/stravaai/4-activity-summary/plan.md', /^ {6}hours: [^\n]*/m, '- [ ] **T-zz07** Let the language model sum up a week in `app/services/analytics.py`\n      verify: `uv run pytest tests/services -k words` => 1 passed\n      hours: 1/2/4 · after: - · for: FR-020') },
];

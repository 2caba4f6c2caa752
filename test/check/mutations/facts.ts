import { add, charter, decisions, packages, plan, prd, swap, swapIn, wbs, workflows } from './mutate.ts';
import type { Mutation } from './mutate.ts';

const handoff = 'docs/execution/stravaai/frontend-handoff.md';
const risks = 'docs/execution/stravaai/risks.md';
const traceability = 'docs/execution/stravaai/traceability.md';

/** Facts of all kinds that one document says otherwise than the plan, where no rule knows what they mean. */
export const facts: Mutation[] = [
  { name: 'a status of an example', make: swap(handoff, /(`POST \/v1\/milestones` -> )201/, (_, head) => `${head ?? ''}200`) },
  { name: 'a value of an example', make: swap(add, /("moving_time_s": )1800/, (_, head) => `${head ?? ''}2400`) },
  { name: 'a key of an example', make: swap(handoff, /"upload_external_id"/, '"upload_ref"') },
  { name: 'an auth class', make: swap(add, /(\| `PATCH \/v1\/me` \| UserService \| )session/, (_, head) => `${head ?? ''}public`) },
  { name: 'a rate in a contract', make: swap(add, /(rate class read )120\/min/, (_, head) => `${head ?? ''}12/min`) },
  { name: 'the status of an error in its contract', make: swap(add, /(- Errors: [^\n]*)409 /, (_, head) => `${head ?? ''}410 `) },
  { name: 'advice on an error against its catalogue', make: swap(handoff, /(\| RATE_LIMITED \|[^\n]*\| )yes/, (_, head) => `${head ?? ''}no`) },
  { name: 'a time limit of an outside call', make: swap(add, /(\| LlmGateway\.complete \|[^|]*\| )4 s/, (_, head) => `${head ?? ''}40 s`) },
  { name: 'how long rows are kept', make: swap(add, /kept 30 days/, 'kept 300 days') },
  { name: 'the class of a field', make: swap(add, /(\*\*User\.weight_kg\*\*[^\n]*class )health/, (_, head) => `${head ?? ''}none`) },
  { name: 'a relation in the data diagram', make: swap(add, /(User \|\|--o)\{( Insight)/, (_, head, tail) => `${head ?? ''}|${tail ?? ''}`) },
  { name: 'a priority', make: swap(prd, /(\| FR-023 \| )Should/, (_, head) => `${head ?? ''}Must`) },
  { name: 'a criterion without what it proves', make: swap(prd, /(- \*\*FR-018\/AC-1\*\*[^\n]*), Then [^\n]*/, (_, head) => `${head ?? ''}.`) },
  { name: 'the load of a target', make: swap(prd, /(\| NFR-ai-p95 \|[^\n]*)1 job each 3 s/, (_, head) => `${head ?? ''}1 job each 30 s`) },
  { name: 'an owner of a decision', make: swap(decisions, /- Owner: product owner; asked as `provider-policy`/, '- Asked as `provider-policy`') },
  { name: 'a recommended option', make: swap(decisions, /Recommended A \+ C/, 'Recommended B') },
  { name: 'a default on another document', make: swap(workflows, /default A \+ C/, 'default D') },
  { name: 'a trigger of a risk', make: swap(risks, /rejected outputs over 5 % of the runs/, 'rejected outputs over 50 % of the runs') },
  { name: 'who reviews a risk', make: swap(risks, /(\| RISK-single-host \|[^\n]*\| )engineer, /, (_, head) => head ?? '') },
  { name: 'a trace of a constraint', make: swap(charter, /( = 56 h per week\.) <- [^\n]*/, (_, head) => head ?? '') },
  { name: 'the gate of a screen', make: swap(handoff, /(\| Insights \|[^\n]*`GATE-)5/, (_, head) => `${head ?? ''}4`) },
  { name: 'a total of hours', make: swap(plan, /(Gap: [\d.,]+ - 291\.2 = )[\d.,]+/, (_, head) => `${head ?? ''}470`) },
  { name: 'a critical chain', make: swap(wbs, /(\| WP-activity-sync \|[^\n]*\| )-( \|)(?=\n)/, (_, head, tail) => `${head ?? ''}yes${tail ?? ''}`) },
  { name: 'a test of another level', make: swap(traceability, /(\| TEST-sx0z \|[^|]*\| )\w+/, (_, head) => `${head ?? ''}unit-ish`) },
  { name: 'what a command proves', make: swapIn(packages, /(verify: [^\n]*=> )(\d+) passed/, (_, head, count) => `${head ?? ''}${Number(count) + 5} passed`) },
  { name: 'a checkpoint of a flow', make: swap(workflows, /\{\{"session, owner filter"\}\}:::sec/, '{{"owner filter"}}:::sec') },
];

import { followsRule } from '../../rules.ts';
import { citedStatement, gradedBy } from '../../../knowledge/wording.ts';
import type { Field, Nfr, Risk, WatchItem } from '../../../model/plan/index.ts';
import { replacementIn } from '../../replacement.ts';
import { downtimeMinutes, monthlyCost, quotaUse } from '../capacity.ts';
import { traceOfStatement, wholeWord, type Ground } from '../ground.ts';
import { count, list, some } from '../numbers.ts';
import { print } from '../../../text/number.ts';
import { risk } from './risk.ts';

/** Risks by rule, highest score first. Each stands only when the plan has the ground for it. */
export function risksOf(ground: Ground, nfrs: Nfr[]): Risk[] {
  const all = [...providerRisks(ground), ...dataRisks(ground), ...deliveryRisks(ground, nfrs), ...profileRisks(ground)];
  const unique = [...new Map(all.map((one) => [one.id, one])).values()];
  const chosen = ground.input.answers.answers['top-risks'];
  const first = new Set(chosen?.state === 'answered' ? chosen.value : []);
  return unique.toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, 12).map((one) => (first.has(one.id) ? { ...one, first: true } : one));
}

function providerRisks(ground: Ground): Risk[] {
  const found: Risk[] = [];
  for (const provider of ground.banned) {
    if (ground.aiJobs.length === 0 && !ground.design.requirements.some((one) => one.rejected === null && one.readings.some((reading) => reading.operation === 'ai-job' || reading.operation === 'derive'))) continue;
    found.push(risk({ id: 'RISK-provider-policy', rule: 'provider-policy', title: `${provider.name} forbids AI and insights on its data`, probability: 5, impact: 5, trigger: `a refusal of ${provider.name}, or no reply when the first AI task starts`, mitigation: `write to ${provider.name} on day 1 and gate every row by its origin`, contingency: '`DEC-provider-policy` with the AI requirements rejected', owner: 'product owner', review: 'GATE-0', delayDays: 10, sources: [{ kind: 'provider', id: provider.id }], confidence: 0.9, detail: [gradedBy(provider.facts, provider.ai.fact, provider.ai.why), ...provider.policy.slice(0, 3).map((clause) => `${clause.clause}: ${gradedBy(provider.facts, clause.fact, clause.text)}`), `Control: AI reads only rows whose origin allows it; ${ground.aiJobs.length > 0 ? some(ground.aiJobs.map((job) => job.id)) : 'no job'} asks the gate before each run.`] }));
  }
  for (const provider of ground.input.providers) {
    const cap = provider.caps.find((one) => one.values.some((value) => value <= Math.max(ground.realUsers.value, ground.users.value)));
    const connects = ground.design.routes.some((route) => followsRule(route, 'R9')) || ground.outside.some((method) => method.call?.system === provider.name || method.service === provider.gateway);
    if (cap !== undefined && connects) found.push(risk({ id: `RISK-${provider.id}-cap`, rule: 'provider-cap', title: `${provider.name} serves only ${cap.values.slice(0, 2).map((value) => print(value)).join(', then ')} people at first`, probability: 4, impact: 4, trigger: `1 more person is refused while ${print(cap.values[0] ?? 1)} ${cap.values[0] === 1 ? 'is' : 'are'} connected`, mitigation: 'file the request for the next tier and connect one real account in a spike', contingency: 'show the product on one connected account', owner: 'product owner', review: 'GATE-0', delayDays: 3, sources: [{ kind: 'provider', id: provider.id }], confidence: 0.9, detail: [`${cap.what}: ${cap.values.map((value) => print(value)).join(', then ')}; the plan counts ${count(ground.realUsers.value, 'real user')} (${ground.realUsers.from}).`] }));
  }
  for (const quota of quotaUse(ground)) {
    const provider = ground.input.providers.find((one) => quota.id === `CALC-quota-${one.id}`);
    const limit = Math.floor((provider?.quotas[0]?.perDay ?? 0) * 0.7);
    const headroom = limit / Math.max(1, quota.value);
    if (headroom < 10) found.push(risk({ id: `RISK-${provider?.id ?? 'provider'}-quota`, rule: 'quota-headroom', title: `Quota of ${provider?.name ?? 'the provider'} runs out`, probability: headroom < 1.3 ? 4 : 2, impact: 3, trigger: `meter over ${print(limit)} calls per day`, mitigation: 'meter each call and lower the rate class of the sync', contingency: 'sync every second day, newest rows first', review: 'GATE-3', delayDays: 2, sources: provider === undefined ? [] : [{ kind: 'provider', id: provider.id }], detail: [quota.result] }));
  }
  const rotating = ground.outside.find((method) => method.call?.retry === 'before-send');
  if (rotating !== undefined) found.push(risk({ id: 'RISK-token-rotation', rule: 'token-rotation', title: 'A rotated token is lost', probability: 3, impact: 4, trigger: 'revoked connections over 1 % of renewals per day', mitigation: `race 20 callers of \`${rotating.id}\` in a test`, contingency: 'the person connects again', review: 'GATE-2', delayDays: 3, sources: rotating.sources.slice(0, 1), detail: ['The old token dies with the answer: it is stored by compare-and-set before anybody uses the new one.'] }));
  return found;
}

/** The architecture lists the fields of core and embedded models one by one; of the others it names the model only. */
function listed(ground: Ground, fields: readonly Field[]): Field[] {
  const shown = new Set(ground.design.models.filter((model) => model.kind === 'core' || model.kind === 'embedded').map((model) => model.id));
  return fields.filter((field) => shown.has(field.model));
}

function namedFields(ground: Ground, fields: readonly Field[]): string {
  const own = listed(ground, fields);
  const models = [...new Set(fields.filter((field) => !own.includes(field)).map((field) => field.model))];
  const parts = [...(own.length > 0 ? [some(own.map((field) => field.id), 5)] : []), ...models.map((model) => `${fields.filter((field) => field.model === model).length} of \`${model}\``)];
  return list(parts);
}

/** Where the kept fields come from: one line of the spec for each model, each line once, at most four. */
function perModel(fields: readonly Field[]): Field['sources'] {
  const models = [...new Set(fields.map((field) => field.model))];
  const found = new Map<string, Field['sources'][number]>();
  for (const model of models) {
    const all = fields.filter((field) => field.model === model).flatMap((field) => field.sources);
    const source = all.find((each) => each.kind === 'spec' && !found.has(JSON.stringify(each))) ?? all[0];
    if (source !== undefined) found.set(JSON.stringify(source), source);
  }
  return [...found.values()].slice(0, 4);
}

function dataRisks(ground: Ground): Risk[] {
  const out: Risk[] = [];
  // The address of a building is nobody's.
  const personal = new Set(ground.design.models.filter((model) => model.ownerScoped || model.id === 'User' || model.embeddedIn === 'User').map((model) => model.id));
  const kept = ground.design.fields.filter((field) => field.disposition !== 'drop' && (field.class !== 'location' || personal.has(field.model)));
  const sensitive = kept.filter((field) => field.class === 'health' || field.class === 'location');
  if (sensitive.length > 0) out.push(risk({ id: 'RISK-privacy-leak', rule: 'sensitive-class', title: `Health or location data leaks (${count(sensitive.length, 'field')})`, probability: 3, impact: 5, trigger: `one log line or answer to another person with \`${listed(ground, sensitive)[0]?.id ?? sensitive[0]?.model ?? ''}\``, mitigation: 'scan logs and answers for the classified fields in CI', contingency: 'stop the import, tell the people concerned within the legal time', review: 'GATE-6', delayDays: 5, sources: perModel(sensitive), detail: [`Fields: ${namedFields(ground, sensitive)}.`, 'Control: class and disposition per field; encryption or expiry where the field table says so.'] }));
  const named = kept.filter((field) => field.class === 'pii');
  if (sensitive.length === 0 && named.length > 0 && ground.design.routes.length > 8) out.push(risk({ id: 'RISK-personal-leak', rule: 'personal-class', title: `Personal data is shown to the wrong person (${count(named.length, 'field')})`, probability: 2, impact: 5, trigger: '1 cell of the authorisation matrix answered with data', mitigation: 'run the matrix of every route, role and other person\'s id in CI', contingency: 'close the route, tell the people concerned', review: 'GATE-6', delayDays: 3, sources: perModel(named), detail: [`Fields: ${namedFields(ground, named)}.`] }));
  if (ground.aiJobs.length > 0) out.push(risk({ id: 'RISK-prompt-injection', rule: 'ai-free-text', title: 'Text of a user steers the model', probability: 3, impact: 4, trigger: 'rejected outputs over 5 % of the runs', mitigation: `test ${some(ground.aiJobs.map((job) => job.id), 2)} with hostile texts`, contingency: 'leave free text out of prompts', review: 'GATE-5', delayDays: 3, detail: ['The model gets no tool, its output is parsed against a schema, and unknown numbers fail the run.'] }));
  const inferred = ground.input.facts.samples.models.length === 0 && ground.input.providers.length > 0;
  if (inferred) out.push(risk({ id: 'RISK-no-samples', rule: 'sample-gap', title: `No sample of ${ground.input.providers[0]?.name ?? 'the provider'} was read`, probability: 4, impact: 3, trigger: 'unknown field or enum value in the first real answer', mitigation: 'record one real answer per call as a synthetic fixture', contingency: 'unknown values map to `unknown`', review: 'GATE-0', delayDays: 3, detail: ['Types come from the catalogue of the provider, not from data.'] }));
  return out;
}

function deliveryRisks(ground: Ground, nfrs: Nfr[]): Risk[] {
  const out: Risk[] = [];
  if (ground.promise.value !== null) out.push(risk({ id: 'RISK-promise-gap', rule: 'schedule-gap', title: 'The forecast lies after the promised date', probability: 4, impact: 4, trigger: 'P80 finish after the promised date', mitigation: 'rank the cuts and agree on a demo slice', contingency: '`DEC-promise-gap` option B, the demo slice', owner: 'product owner', review: 'each sprint', sources: ground.promise.sources, detail: [`Promised: ${ground.promise.value} (${ground.promise.from}).`] }));
  const availability = nfrs.find((nfr) => nfr.id === 'NFR-availability');
  if (ground.hosting.value === 'single-host' && availability !== undefined) {
    const asked = availability.asked !== null && availability.asked.text !== 'no number';
    out.push(risk({ id: 'RISK-single-host', rule: 'single-host', title: 'One host is one failure domain', probability: 3, impact: asked ? 4 : 3, trigger: `over ${print(downtimeMinutes(availability.value))} min down in 30 days`, mitigation: 'restore drill from the last backup onto an empty host', contingency: asked ? 'second host as in `DEC-availability`' : 'second host of the Later list', review: 'GATE-6', delayDays: 2, sources: ground.hosting.sources, detail: [`\`NFR-availability: ${availability.target}\` allows ${print(downtimeMinutes(availability.value))} min in 30 days.`] }));
  }
  const ended = ground.input.knowledge.facts.filter((fact) => fact.ends !== undefined && fact.component !== undefined && ground.said(wholeWord(fact.component)) !== null);
  const [first] = ended;
  if (first !== undefined) {
    const statement = ground.said(wholeWord(first.component ?? ''));
    const instead = replacementIn(ground.input.profile, first);
    out.push(risk({ id: 'RISK-vendor-end', rule: 'fact-ends', title: ended.length === 1 ? `${first.component} ends ${first.ends}` : `${list([...ended.slice(0, 2).map((fact) => fact.component ?? fact.id), ...(ended.length > 2 ? [`${ended.length - 2} more`] : [])])} end inside the plan`, probability: first.ends !== undefined && first.ends <= ground.input.at.asOf ? 5 : 4, impact: 3, trigger: 'end date before the P80 finish plus 12 months', mitigation: `replace ${first.component}${instead === null ? '' : ` by ${instead}`}${ended.length > 1 ? `, then ${list(ended.slice(1, 3).map((fact) => fact.component ?? fact.id))},` : ''} before code depends on it`, contingency: 'second candidate of the decision', review: 'GATE-0', delayDays: 4, sources: statement === null ? [] : [traceOfStatement(statement)], confidence: 0.9, detail: ended.toSorted((a, b) => ((a.ends ?? '') < (b.ends ?? '') ? -1 : 1)).slice(0, 6).map((fact) => citedStatement(fact)) }));
  }
  const cost = monthlyCost(ground);
  if (cost.total > ground.budget.value * 0.8) out.push(risk({ id: 'RISK-budget', rule: 'budget-gap', title: 'Monthly cost reaches the budget', probability: cost.total > ground.budget.value ? 5 : 3, impact: 3, trigger: `invoices over ${print(ground.budget.value)} USD in a month`, mitigation: 'budget alarm at 80 % with each service', contingency: cost.total > ground.budget.value ? '`DEC-budget`' : 'pause the dearest service', owner: 'product owner', review: 'GATE-0', sources: ground.budget.sources, detail: [`${cost.total.toFixed(2)} of ${print(ground.budget.value)} USD are planned.`] }));
  if (ground.hipaa.value !== 'no') out.push(risk({ id: 'RISK-hipaa', rule: 'hipaa', title: 'Patient data arrives before the legal ground', probability: ground.hipaa.value === 'yes' ? 4 : 3, impact: 5, trigger: 'first row of patient data without a signed agreement', mitigation: 'record the answer of `DEC-hipaa` before any store is filled', contingency: 'synthetic data only', owner: 'product owner', review: 'GATE-0', delayDays: 10, sources: ground.hipaa.sources, detail: [`HIPAA: ${ground.hipaa.value} (${ground.hipaa.from}).`] }));
  if (ground.people.value <= 1) out.push(risk({ id: 'RISK-one-person', rule: 'team-of-one', title: 'One person holds all knowledge', probability: 2, impact: 4, trigger: 'absent for more than 5 working days', mitigation: 'hand a clean checkout to a second person and let them deploy', contingency: 'the promise moves by the days of absence', review: 'GATE-1', delayDays: 5, sources: ground.people.sources, detail: [`Team of ${print(ground.people.value)} (${ground.people.from}).`] }));
  return out;
}

function profileRisks(ground: Ground): Risk[] {
  const { profile } = ground.input;
  /** A risk of the queue is none of a feature that queues nothing. */
  const passkeys = ground.design.routes.some((route) => route.path === '/v1/passkey-challenges');
  const own = profile.risks.filter((one) => one.when === undefined || passkeys).filter((one) => ground.design.jobs.length > 0 || !/\b(?:jobs?|queue|worker)\b/i.test(`${one.title} ${one.trigger}`));
  return own.slice(0, ground.design.routes.length > 8 ? 3 : 1).map((one) => risk({ id: one.id.startsWith('RISK-') ? one.id : `RISK-${one.id}`, rule: 'profile-risk', title: one.title, probability: one.probability, impact: one.impact, trigger: one.trigger, mitigation: one.mitigation, contingency: one.contingency, review: 'GATE-1', delayDays: 2, sources: [{ kind: 'profile', id: profile.id }] }));
}

/** What is watched without a task: the trigger creates one. */
export function watchOf(ground: Ground): WatchItem[] {
  const items: WatchItem[] = [];
  if (ground.people.value > 1 && ground.people.value <= 3) items.push({ subject: `Team of ${print(ground.people.value)}`, trigger: '1 person absent for more than 5 working days', firstStep: 'pair on the packages of the critical path' });
  for (const provider of ground.input.providers) for (const fact of provider.facts.filter((one) => one.ends !== undefined && one.ends > ground.input.at.asOf).slice(0, 2)) items.push({ subject: fact.component?.startsWith(provider.name) === true ? fact.component : `${provider.name}: ${fact.component ?? fact.id}`, trigger: `${fact.ends ?? ''} comes within 90 days`, firstStep: fact.replacement === undefined ? 'read the provider\'s note' : `move to ${fact.replacement}` });
  const eu = ground.input.answers.answers['eu-users'];
  if (eu?.state !== 'answered' && ground.design.fields.some((field) => field.class === 'health' || field.class === 'location')) items.push({ subject: 'People in the EU or UK', trigger: 'question `eu-users` answered yes', firstStep: 'data protection impact assessment before the first such row' });
  if (ground.input.answers.answers.minors?.value !== 'no' && ground.design.fields.some((field) => field.class === 'pii')) items.push({ subject: 'Minors', trigger: 'question `minors` answered yes', firstStep: 'consent of a parent in the sign-up flow' });
  return items.slice(0, 5);
}

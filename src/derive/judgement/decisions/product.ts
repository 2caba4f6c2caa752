import { gradedBy } from '../../../knowledge/wording.ts';
import type { Decision, Nfr } from '../../../model/plan/index.ts';
import { downtimeMinutes, monthlyCost } from '../capacity.ts';
import { traceOfStatement, wholeWord, type Ground } from '../ground.ts';
import { count, list, some } from '../numbers.ts';
import { print, round } from '../../../text/number.ts';
import { measuredReadings } from '../nfr/spec.ts';
import { decide, option } from './decision.ts';

/** DEC-provider-policy: a provider forbids AI or storage that the spec asks for. Cannot be skipped silently; a default never closes it. */
export function policyDecision(ground: Ground): Decision | null {
  const [provider] = ground.banned;
  if (provider === undefined) return null;
  const aiRequirements = ground.design.requirements.filter((requirement) => requirement.rejected === null && requirement.readings.some((reading) => reading.operation === 'ai-job' || reading.operation === 'derive'));
  const answer = ground.input.answers.answers['provider-policy'];
  // An answer that rejected every AI requirement is still a decision somebody made.
  if (ground.aiJobs.length === 0 && aiRequirements.length === 0 && answer?.state !== 'answered') return null;
  const defaults = provider.policyDefault;
  const text = (keys: string[]) => keys.join(' + ');
  const ai = ground.aiJobs.map((job) => job.id);
  const effectOf = (item: (typeof provider.policyOptions)[number]) => [
    item.effect.replace(/\.$/, ''),
    item.dropsAi && ai.length > 0 ? `${some(ai)} out` : null,
    item.dropsSync ? 'provider sync out' : null,
  ].filter((part) => part !== null).join('; ');
  const affected = ai.length > 0 ? ai : aiRequirements.map((requirement) => requirement.id);
  return decide(ground, {
    id: 'DEC-provider-policy', rule: 'provider-policy', question: `Where does the data come from, and may AI read it? ${provider.name} forbids AI on its data.`, asks: 'provider-policy', owner: 'product owner', needed: 'GATE-0',
    options: provider.policyOptions.map((item) => option(item.key, item.text, effectOf(item), '0 h more', item.reversible)),
    recommended: text(defaults), recommendation: `it keeps ${some(affected)} without a signature of ${provider.name}.`, default: text(defaults), opens: true, blocking: true,
    reason: gradedBy(provider.facts, provider.ai.fact, provider.ai.why), facts: [provider.ai.fact, ...provider.policy.filter((clause) => /insight|analytic|cache|stor|delet/i.test(clause.text)).map((clause) => clause.fact)], sources: [{ kind: 'provider', id: provider.id }, ...aiRequirements.slice(0, 2).flatMap((requirement) => requirement.sources.slice(0, 1))], touches: [], confidence: 0.5,
  }, answer, answer === undefined ? null : text(answer.value));
}

/** DEC-promise-gap: stands when a date was promised; hours and dates of the options are filled in once the schedule is known. */
export function promiseDecision(ground: Ground): Decision | null {
  if (ground.promise.value === null) return null;
  const answer = ground.input.answers.answers['promise-gap'];
  return decide(ground, {
    id: 'DEC-promise-gap', rule: 'schedule-gap', question: 'A date is promised. Which gives when the work does not fit: scope, date or people?', asks: 'promise-gap', owner: 'product owner', needed: 'GATE-0',
    options: [
      option('A', 'keep scope, promise the P80 date', 'the promised date is lost', '0 USD', 'yes'),
      option('B', 'demo slice', 'the rest follows after the date', '0 USD', 'yes'),
      option('C', 'one person more', 'onboarding comes first', 'one more salary', 'no, before the date'),
      option('D', 'cut scope', 'requirements are dropped', '0 USD', 'yes'),
    ],
    recommended: 'B', recommendation: 'Show the slice on the date, then go on.', default: null, opens: true, blocking: true, reason: `promised ${ground.promise.value} (${ground.promise.from})`, facts: [], sources: ground.promise.sources, touches: [], confidence: 0.5,
  }, answer, answer?.value ?? null);
}

/** DEC-availability: an availability above what one host gives. */
export function availabilityDecision(ground: Ground, nfrs: Nfr[]): Decision | null {
  const nfr = nfrs.find((one) => one.id === 'NFR-availability');
  const asked = nfr?.asked?.text === 'no number' ? undefined : nfr?.asked?.text;
  const askedPercent = asked === undefined ? undefined : Number(/([\d.]+)/.exec(asked)?.[1]);
  if (nfr === undefined || askedPercent === undefined || Number.isNaN(askedPercent) || askedPercent <= nfr.value) return null;
  const cost = monthlyCost(ground);
  const answer = ground.input.answers.answers.hosting;
  const doubled = round(cost.total + cost.secondHost);
  return decide(ground, {
    id: 'DEC-availability', rule: 'availability-host', question: `${print(askedPercent, 3)} % was asked, one host is planned. Which holds?`, asks: 'hosting', owner: 'engineer', needed: 'GATE-6',
    options: [
      option('A', `${print(nfr.value, 3)} %, one host`, `${print(downtimeMinutes(nfr.value))} min of downtime in 30 days`, `${cost.total.toFixed(2)} USD per month`, 'yes'),
      option('B', `${print(askedPercent, 3)} %, two hosts and a balancer`, `${print(downtimeMinutes(askedPercent))} min of downtime in 30 days`, `${cost.total.toFixed(2)} + ${cost.secondHost.toFixed(2)} = ${doubled.toFixed(2)} USD per month${doubled > ground.budget.value ? `, over the budget of ${print(ground.budget.value)}` : ''}`, 'yes'),
    ],
    recommended: 'A', recommendation: `${count(ground.realUsers.value, 'user')} (${ground.realUsers.from}) do not pay for a second host yet.`, default: `${print(nfr.value, 3)} %`, opens: true, blocking: false,
    reason: `asked ${asked} in ${nfr.asked?.source ?? 'the spec'}`, facts: [], sources: nfr.sources.filter((source) => source.kind === 'spec'), touches: ['charter', 'prd', 'add', 'plan'], confidence: 0.7,
  }, answer?.state === 'answered' ? answer : undefined, answer?.value === 'single-host' ? `${print(nfr.value, 3)} %, one host` : (answer?.value ?? null));
}

/** DEC-hipaa: unsure keeps the plan a draft until a person says whether patient data is involved; the law is no default. */
export function hipaaDecision(ground: Ground): Decision | null {
  if (ground.hipaa.value === 'no') return null;
  const answer = ground.input.answers.answers.hipaa;
  const added = ground.input.profile.costs.filter((cost) => cost.when === 'hipaa');
  const extra = added.reduce((sum, cost) => sum + cost.usd, 0);
  const total = round(monthlyCost(ground).total + (ground.hipaa.value === 'yes' ? 0 : extra));
  const over = total > ground.budget.value;
  return decide(ground, {
    id: 'DEC-hipaa', rule: 'hipaa', question: 'Will a hospital, clinic or insurer use it or pay for it?', asks: 'hipaa', owner: 'product owner', needed: 'GATE-0',
    options: [
      option('A', 'yes: HIPAA applies', `security analysis first (PREDEV01, PREDEV03), ${added.length === 0 ? 'agreements with every processor' : list(added.map((cost) => cost.item))}`, `${total.toFixed(2)} USD per month${over ? `, over the budget of ${print(ground.budget.value)}` : ''}`, 'no: contracts run'),
      option('B', 'no: a consumer product', 'FTC breach notification rule and GDPR stay', '0 USD', 'yes, with a new analysis'),
    ],
    recommended: 'A', recommendation: `a wrong no puts patient data before its agreement${over ? `, a yes needs ${round(total - ground.budget.value).toFixed(2)} USD per month more than the budget or leaves patient data out` : ''}.`, default: ground.hipaa.value === 'yes' ? 'yes: HIPAA applies' : 'synthetic data only until a person answers', opens: ground.hipaa.value === 'unsure' || over, blocking: ground.hipaa.value === 'unsure',
    reason: `${ground.hipaa.from} says ${ground.hipaa.value}`, facts: [], sources: ground.hipaa.sources, touches: ['charter', 'add', 'plan'], confidence: 0.5,
  }, over ? undefined : answer, answer === undefined ? null : answer.value === 'yes' ? 'yes: HIPAA applies' : 'no: a consumer product');
}

/** DEC-budget: the profile costs more than the money that is there. */
export function budgetDecision(ground: Ground): Decision | null {
  const cost = monthlyCost(ground);
  if (cost.total <= ground.budget.value) return null;
  const [dearest] = cost.items.toSorted((a, b) => b.usd - a.usd);
  const without = round(cost.total - (dearest?.usd ?? 0));
  return decide(ground, {
    id: 'DEC-budget', rule: 'budget-gap', question: `The plan costs ${cost.total.toFixed(2)} USD per month, the budget is ${print(ground.budget.value)}. Which gives?`, asks: 'budget', owner: 'product owner', needed: 'GATE-0',
    options: [
      option('A', `raise the budget by ${(cost.total - ground.budget.value).toFixed(2)} USD`, 'the plan stays', `${cost.total.toFixed(2)} USD per month`, 'yes'),
      option('B', `leave out ${dearest?.item ?? 'the dearest service'}`, `${without.toFixed(2)} USD remain; ${without <= ground.budget.value ? 'it fits' : 'still over'}`, `${without.toFixed(2)} USD per month`, 'yes'),
    ],
    recommended: without <= ground.budget.value ? 'B' : 'A', recommendation: `${dearest?.item ?? 'One service'} is the largest item.`, default: null, opens: true, blocking: false, reason: `${cost.total.toFixed(2)} > ${print(ground.budget.value)}`, facts: [], sources: ground.budget.sources, touches: ['charter', 'plan'], confidence: 0.7,
  }, undefined, null);
}

/** DEC-measures: non-functional requirements without a number got a proposed reading; one question for all of them. */
export function measureDecision(ground: Ground, nfrs: Nfr[]): Decision | null {
  const proposed = nfrs.filter((nfr) => nfr.asked?.text === 'no number');
  if (proposed.length === 0) return null;
  const measured = new Set(ground.design.requirements.filter((requirement) => measuredReadings(requirement, '', ground.input.knowledge.judging).length > 0).map((requirement) => requirement.id));
  const requirements = [...new Set(proposed.flatMap((nfr) => nfr.requirements))].filter((id) => !measured.has(id));
  if (requirements.length === 0) return null;
  const must = ground.design.requirements.some((requirement) => requirements.includes(requirement.id) && requirement.priority === 'must');
  const answer = ground.input.answers.answers.targets;
  return decide(ground, {
    id: 'DEC-measures', rule: 'nfr-without-number', question: `${count(requirements.length, 'requirement')} ${requirements.length === 1 ? 'gives' : 'give'} no number: ${some(requirements, 4)}. Which numbers prove them?`, asks: 'targets', owner: 'product owner', needed: 'GATE-1',
    options: [
      option('A', `the proposed ${proposed.length === 1 ? 'reading' : 'readings'}: ${list(proposed.slice(0, 4).map((nfr) => `\`${nfr.id}: ${nfr.target}\``))}`, `${count(proposed.length, 'gate')} in CI as planned`, '0 USD', 'yes'),
      option('B', 'own numbers', 'targets, gates and tests follow the answer', '0 USD', 'yes'),
    ],
    recommended: 'A', recommendation: 'A requirement without a number cannot fail; the readings can.', default: 'the proposed readings', opens: must, blocking: false, reason: 'a requirement without a number cannot be tested', facts: [], sources: proposed.flatMap((nfr) => nfr.sources.slice(0, 1)).slice(0, 3), touches: ['prd', 'plan'], confidence: 0.5,
  }, answer, answer === undefined ? null : 'own numbers');
}

/** Statements of the spec that the chosen stack refuses, such as SQL injection tests for a store without SQL. */
export function stackConflictDecision(ground: Ground): Decision | null {
  const hits = ground.input.profile.refuses.flatMap((refused) => {
    const statement = refused.words.map((word) => ground.said(wholeWord(word))).find((line) => line !== null) ?? null;
    return statement === null ? [] : [{ refused, statement }];
  });
  if (hits.length === 0) return null;
  return decide(ground, {
    id: 'DEC-stack-fit', rule: 'stack-conflict', question: `${count(hits.length, 'line')} of the spec ${hits.length === 1 ? 'does' : 'do'} not fit the stack. Replace?`, asks: null, owner: 'engineer', needed: 'GATE-1',
    options: [
      option('A', list(hits.slice(0, 4).map((hit) => hit.refused.instead)), list(hits.slice(0, 4).map((hit) => `line ${hit.statement.line}: ${hit.refused.reason.replace(/\.$/, '')}`)), '0 USD', 'yes'),
      option('B', 'keep the lines as written', 'tasks that prove nothing on this stack', 'hours without effect', 'yes'),
    ],
    recommended: 'A', recommendation: 'The replacement guards what the line meant.', default: list(hits.map((hit) => hit.refused.instead)), opens: false, blocking: false, reason: list(hits.slice(0, 3).map((hit) => hit.refused.reason.replace(/\.$/, ''))), facts: [], sources: hits.map((hit) => traceOfStatement(hit.statement)), touches: ['add', 'plan'], confidence: 0.9,
  }, undefined, null);
}

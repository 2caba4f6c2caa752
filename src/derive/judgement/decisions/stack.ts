import type { SignIn } from '../../../model/answers.ts';
import type { Decision } from '../../../model/plan/index.ts';
import { statementOf } from '../../../knowledge/wording.ts';
import { traceOfStatement, wholeWord, type Ground } from '../ground.ts';
import { count, list } from '../numbers.ts';
import { capital } from '../../../text/capital.ts';
import { decide, option } from './decision.ts';

/** DEC-database: store and driver of the profile, with every dated end of what the spec names. */
export function databaseDecision(ground: Ground): Decision {
  const { profile, knowledge, answers } = ground.input;
  const store = profile.components.find((component) => /database|store|postgres|mongo/i.test(`${component.role} ${component.name}`));
  const name = store === undefined ? (profile.terms['database'] ?? profile.dataKind) : `${store.name} ${store.version}`.trim();
  const ended = knowledge.facts.filter((fact) => fact.ends !== undefined && fact.component !== undefined && /mongo|motor|postgres|mysql|sqlite|supabase|redis|driver/i.test(fact.component) && ground.said(wholeWord(fact.component)) !== null);
  const other = knowledge.profiles.find((one) => one.dataKind !== profile.dataKind);
  return decide(ground, {
    id: 'DEC-database', rule: 'profile', question: 'Which database holds the rows?', asks: 'profile', owner: 'engineer', needed: 'GATE-0',
    options: [
      option('A', name, `${count(ground.design.models.filter((model) => model.kind !== 'embedded' && model.kind !== 'deferred').length, profile.terms['store'] ?? 'table')} and ${count(ground.design.indexes.length, 'index', 'indexes')} of this plan`, costOf(ground, 'always'), 'no: rows must be moved'),
      ...(other === undefined ? [] : [option('B', `the ${other.id} profile`, 'every model, index and setup task is derived again', 'see that profile', 'yes, before the first row')]),
    ],
    recommended: 'A', recommendation: `${name}, the store of profile ${profile.id}.`, default: name, opens: false, blocking: false,
    reason: ended.length > 0 ? list(ended.map((fact) => statementOf(fact))) : `profile ${profile.id}, ${profile.components.length} components dated ${profile.asOf}`,
    facts: ended.map((fact) => fact.id), sources: [{ kind: 'profile', id: profile.id }], touches: ['add', 'plan'], confidence: ended.length > 0 ? 0.9 : 0.7,
  }, answers.answers.profile, name);
}

/** DEC-identity: how people prove who they are; a provider connection is a connection, not the identity (tension of passkey and provider login). */
export function identityDecision(ground: Ground): Decision | null {
  const signedIn = ground.design.routes.filter((route) => route.auth === 'session' || route.auth === 'role' || route.auth === 'session + state');
  if (signedIn.length === 0) return null;
  const answer = ground.input.answers.answers['sign-in'];
  const words = { passkey: 'local passkey', provider: 'sign-in by the provider', 'email-link': 'e-mail link', openid: 'OpenID Connect', saml: 'SAML', code: 'one-time code', password: 'password', 'api-key': 'API key', existing: 'an existing sign-in', none: 'no sign-in' };
  const provider = ground.input.providers[0]?.name;
  const fallback = designed(ground);
  const costs: Partial<Record<SignIn, string>> = { openid: 'no secret is kept here; an outage of the OpenID provider stops new sign-ins, not sessions', saml: 'the company decides who may enter; its certificate has to be rotated in time', code: 'one message a sign-in; codes are guessed unless attempts are few', password: 'a secret that people reuse is kept as a hash; resets need a mail service' };
  const own = costs[fallback];
  return decide(ground, {
    id: 'DEC-identity', rule: 'identity', question: 'How do people sign in?', asks: 'sign-in', owner: 'engineer', needed: 'GATE-0',
    options: [
      option('A', 'local passkey', `${count(signedIn.length, 'route')} behind an own session${provider === undefined ? '' : `; ${provider} is a connection`}`, '0 USD', 'yes, further methods can be linked'),
      option('B', `sign-in by ${provider ?? 'an outside provider'}`, 'an outage or a cap there locks people out here', '0 USD', 'no: accounts hang on the provider'),
      option('C', 'e-mail link', 'one mail provider more; each sign-in waits for a mail', 'mail service', 'yes'),
      ...(own === undefined ? [] : [option('D', words[fallback], own, fallback === 'code' ? 'message service' : '0 USD', fallback === 'password' ? 'yes, a passkey can be linked' : 'yes, further identities can be linked')]),
      ...(fallback === 'existing' ? [option('D', 'an existing sign-in', 'what signs people in today issues the session; nothing is built for it here', '0 USD', 'yes')] : []),
    ],
    recommended: { passkey: 'A', openid: 'D', saml: 'D', code: 'D', password: 'D', provider: 'B', 'email-link': 'C', 'api-key': 'A', existing: 'D', none: 'A' }[fallback], recommendation: `${capital(words[fallback])} is what ${count(signedIn.length, 'route')} of this plan expect.`, default: words[fallback], opens: false, blocking: false,
    reason: fallback === 'existing' ? 'the spec asks for no sign-in of its own' : fallback === 'passkey' ? (provider === undefined ? 'no password is stored and no mail service is needed' : `a limit or a revocation at ${provider} must not lock anyone out`) : 'the spec or an answer names it',
    facts: [], touches: ['add', 'prd', 'workflows'],
  }, answer, answer === undefined ? null : words[answer.value]);
}

/** The sign-in that the routes of the design carry out; it followed the answer or the spec. */
function designed(ground: Ground): SignIn {
  const open = ground.design.routes.filter((route) => route.rate.class === 'auth').map((route) => route.path).join(' ');
  if (/sign-in-links/.test(open)) return 'email-link';
  if (/saml-requests/.test(open)) return 'saml';
  if (/sign-in-requests/.test(open)) return 'openid';
  if (/sign-in-codes/.test(open)) return 'code';
  if (/password-resets/.test(open)) return 'password';
  if (/passkey|webauthn/.test(open)) return 'passkey';
  if (/api-key|key/.test(open)) return 'api-key';
  return ground.input.answers.answers['sign-in']?.value ?? (/authorizations|callback/.test(open) ? 'provider' : open === '' ? 'existing' : 'passkey');
}

/** DEC-job-queue: the queue grows only at the profile's number of job types (complexity gate). */
export function queueDecision(ground: Ground): Decision | null {
  const types = ground.design.jobs.length;
  if (types === 0) return null;
  const { queue } = ground.input.profile;
  const full = types >= queue.jobTypesFrom;
  const answer = ground.input.answers.answers['job-queue'];
  const chosen = full ? queue.name : queue.below;
  return decide(ground, {
    id: 'DEC-job-queue', rule: 'queue-threshold', question: 'What runs background work?', asks: 'job-queue', owner: 'engineer', needed: 'GATE-1',
    options: [
      option('A', queue.below, 'one process more, no further service', '0 USD', 'yes: jobs and outbox stay'),
      option('B', queue.name, `${queue.needs} must be run, watched and backed up`, `host share of ${queue.needs}`, 'yes: jobs and outbox stay'),
    ],
    recommended: full ? 'B' : 'A', recommendation: `${count(types, 'job type')} ${full ? (types === 1 ? 'reaches' : 'reach') : types === 1 ? 'stays below' : 'stay below'} the threshold of ${queue.jobTypesFrom}.`, default: chosen, opens: false, blocking: false,
    reason: `${count(types, 'job type')} ${full ? '>=' : '<'} ${queue.jobTypesFrom}`, facts: [], sources: [{ kind: 'profile', id: ground.input.profile.id }], touches: ['add', 'plan'],
  }, answer, answer?.value ?? null);
}

/** DEC-audit-chain: a hash chain only where an answer, the spec or the stack profile asks for tamper evidence (SEED-002-27). */
export function auditDecision(ground: Ground): Decision | null {
  const answer = ground.input.answers.answers['audit-chain'];
  const asked = ground.said({ test: (text) => ground.input.knowledge.lexicon.tamperEvident.some((word) => wholeWord(word).test(text)) });
  const audited = ground.design.methods.filter((method) => method.audit !== null).length;
  const { profile } = ground.input;
  if (audited === 0 || (asked === null && answer?.state !== 'answered' && ground.hipaa.value === 'no' && !profile.auditChain)) return null;
  const chain = answer?.value ?? (asked !== null || ground.hipaa.value === 'yes' || profile.auditChain);
  return decide(ground, {
    id: 'DEC-audit-chain', rule: 'audit-chain', question: 'Must the audit log prove that nobody changed it?', asks: 'audit-chain', owner: 'engineer', needed: 'GATE-1',
    options: [
      option('A', 'hash chain with a daily anchor', `${count(audited, 'audit event')} chained; one writer per partition`, '0 USD', 'no: it cannot be added for old rows'),
      option('B', 'append-only table', 'no proof against an administrator', '0 USD', 'yes, from the day the chain starts'),
    ],
    recommended: chain ? 'A' : 'B', recommendation: chain ? 'Old rows cannot be chained later.' : 'No requirement asks for tamper evidence.', default: chain ? 'hash chain with a daily anchor' : 'append-only table', opens: false, blocking: false,
    reason: asked !== null ? `line ${asked.line} asks for it` : profile.auditChain ? `part of the profile ${profile.id}` : 'follows the HIPAA answer', facts: [], sources: asked !== null ? [traceOfStatement(asked)] : profile.auditChain ? [{ kind: 'profile', id: profile.id }] : [], touches: ['add'],
  }, answer, answer === undefined ? null : answer.value ? 'hash chain with a daily anchor' : 'append-only table');
}

/** DEC-ai-model: the model id is configuration, because models end. Lists the ends the facts table knows for what the spec names. */
export function aiModelDecision(ground: Ground): Decision | null {
  if (ground.aiJobs.length === 0) return null;
  const ends = ground.input.knowledge.facts.filter((fact) => fact.ends !== undefined && fact.component !== undefined && /gpt|gemini|claude|llama|model/i.test(fact.component));
  const named = ends.filter((fact) => ground.said(wholeWord(fact.component ?? '')) !== null);
  const shown = named.length > 0 ? named : ends;
  return decide(ground, {
    id: 'DEC-ai-model', rule: 'fact-ends', question: 'Which language model is called?', asks: null, owner: 'engineer', needed: 'GATE-4',
    options: [
      option('A', 'model id as configuration, chosen by a spike', `${count(ground.aiJobs.length, 'job')} read the id from settings`, 'spike of half a day', 'yes, one setting'),
      option('B', 'a model id fixed in code', shown.length === 0 ? 'a release per model change' : `a release when ${shown[0]?.component ?? 'the model'} ends on ${shown[0]?.ends ?? 'its date'}`, '0 USD', 'no: prompts and tests are tied to it'),
    ],
    recommended: 'A', recommendation: 'The model id is configuration; a spike chooses it on the day it is needed.', default: 'model id as configuration, chosen by a spike', opens: false, blocking: false,
    reason: shown.length === 0 ? 'models are withdrawn within months' : list(shown.slice(0, 3).map((fact) => `${fact.component} ends ${fact.ends}`)), facts: shown.map((fact) => fact.id), touches: ['add', 'plan'], confidence: shown.length > 0 ? 0.9 : 0.7,
  }, undefined, null);
}

/** What the profile costs a month, or what a second host adds, printed in USD. */
export function costOf(ground: Ground, when: 'always' | 'second-host'): string {
  const usd = ground.input.profile.costs.filter((cost) => cost.when === when).reduce((sum, cost) => sum + cost.usd, 0);
  return `${usd.toFixed(2)} USD per month`;
}

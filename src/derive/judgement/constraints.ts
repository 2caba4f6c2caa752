import { gradedBy } from '../../knowledge/wording.ts';
import type { AnswerKey } from '../../model/answers.ts';
import type { Constraint } from '../../model/plan/index.ts';
import { slugify } from '../../text/slug.ts';
import { costLine } from './capacity.ts';
import { made, traceOfStatement, type Ground } from './ground.ts';
import { shorten } from './numbers.ts';
import { print } from '../../text/number.ts';

/** What may not be changed: provider terms and caps, money, team, privacy law, and what the answers or the spec name (SEED-002-12). */
export function constraintsOf(ground: Ground): Constraint[] {
  const list: Constraint[] = [];
  for (const provider of ground.input.providers) {
    const source = [{ kind: 'provider' as const, id: provider.id }];
    const terms = [
      provider.ai.allowed ? null : gradedBy(provider.facts, provider.ai.fact, provider.ai.why),
      provider.cacheDays === null ? null : `cached at most ${provider.cacheDays} days`,
      provider.deletionHours === null ? null : `deletions mirrored within ${provider.deletionHours} h`,
      provider.eraseDays === null ? null : `erased within ${provider.eraseDays} days of revocation`,
    ].filter((term) => term !== null);
    if (terms.length > 0) list.push({ ...made(`CST-${provider.id}-data`, 'provider-terms', source, 0.9), text: `${provider.name} data: ${terms.map((term) => term.replace(/\.$/, '')).join('; ')}.` });
    for (const cap of provider.caps) list.push({ ...made(`CST-${slugify(cap.id)}`, 'provider-cap', source, 0.9), text: `${provider.name} limits ${cap.what} to ${cap.values.map((value) => print(value)).join(', then ')} by tier.` });
  }
  const cost = costLine(ground);
  list.push({ ...made('CST-budget', 'budget', ground.budget.sources, ground.budget.assumed ? 0.5 : 1), text: `Budget ${print(ground.budget.value)} USD per month (${ground.budget.from}): ${cost.result}${cost.value > ground.budget.value ? ' (`DEC-budget`)' : ''}.` });
  list.push({ ...made('CST-team', 'team', ground.people.sources, ground.people.assumed ? 0.5 : 1), text: `Team of ${print(ground.people.value)} at ${print(ground.hoursPerWeek.value)} h per week (${ground.people.from}).` });
  const privacy = privacyText(ground);
  if (privacy !== null) list.push({ ...made('CST-privacy', 'privacy-law', ground.hipaa.sources, ground.hipaa.assumed ? 0.5 : 1), text: privacy });
  const answered = ground.input.answers.answers.constraints;
  if (answered !== undefined) {
    for (const text of answered.value) list.push({ ...made(`CST-${slugOf(text) || 'answer'}`, 'constraint-answer', [{ kind: 'answer', question: 'constraints' }], answered.state === 'answered' ? 1 : 0.7), text: sentence(text) });
  }
  list.push(...answeredConstraints(ground));
  for (const statement of ground.statements.filter((one) => one.kind === 'constraint' && one.text.trim().split(/\s+/).length >= 4).slice(0, 6)) {
    list.push({ ...made(`CST-${slugOf(statement.text) || `line-${statement.line}`}`, 'constraint-spec', [traceOfStatement(statement)], 0.9), text: sentence(statement.text) });
  }
  return [...new Map(list.map((constraint) => [constraint.id, constraint])).values()];
}

/** What other answers forbid or demand: what is out, what it plugs into, how moments are stored, who uses it. */
function answeredConstraints(ground: Ground): Constraint[] {
  const { 'out-of-scope': out, integrations, 'date-formats': moments, 'eu-users': eu, minors } = ground.input.answers.answers;
  const from = (question: AnswerKey, id: string, text: string): Constraint => ({ ...made(id, 'constraint-answer', [{ kind: 'answer', question }], 1), text: sentence(text) });
  const known = ground.design.services.filter((service) => service.kind === 'gateway').map((service) => service.id.toLowerCase());
  return [
    ...(out?.state === 'answered' ? out.value.map((text) => from('out-of-scope', `CST-out-${slugOf(text) || 'of-scope'}`, `Out of scope: ${text}`)) : []),
    ...(integrations?.state === 'answered' ? integrations.value.filter((name) => !known.includes(name.toLowerCase())).map((name) => from('integrations', `CST-plugs-into-${slugOf(name) || 'system'}`, `Plugs into ${name}: one gateway, its limits and its failure tests`)) : []),
    ...(moments?.state === 'answered' ? [from('date-formats', 'CST-moments', moments.value === 'utc' ? 'Moments are converted to UTC once, at the door, and stored so' : 'Moments are stored in UTC, with the local time beside it where the source gives one')] : []),
    ...(eu?.state === 'answered' && eu.value === 'yes' ? [from('eu-users', 'CST-gdpr', 'People in the EU or UK use it: consent, export and erasure on request (GDPR Art. 7, 15 and 17)')] : []),
    ...(minors?.state === 'answered' && minors.value === 'yes' ? [from('minors', 'CST-minors', 'People under 16 use it: an age check and the consent of a parent come before the first row (GDPR Art. 8)')] : []),
  ];
}

/** HIPAA is stated as triggered or not, never as met; health and personal fields bring the breach and consent rules of `rule:privacy-law`. */
function privacyText(ground: Ground): string | null {
  const classes = new Set(ground.design.fields.filter((field) => field.disposition !== 'drop').map((field) => field.class));
  const hipaa = {
    yes: 'HIPAA applies: a signed business associate agreement and a security analysis come before the first row of patient data (`DEC-hipaa`).',
    unsure: 'Whether HIPAA applies is open (`DEC-hipaa`).',
    no: `HIPAA is not triggered (${ground.hipaa.from}).`,
  }[ground.hipaa.value];
  const fields = classes.has('health') ? ' Health fields need explicit consent (GDPR Art. 9); the FTC Health Breach Notification Rule applies.' : '';
  if (classes.has('health') || ground.hipaa.value !== 'no') return hipaa + fields;
  if (classes.has('pii') || classes.has('location')) return 'Personal fields: purpose per field, export and erasure on request (GDPR Art. 15 and 17).';
  return null;
}

/** First words of a sentence as a slug, without possessive and modal. */
function slugOf(text: string): string {
  return slugify(shorten(text.replace(/['’]s?\b/g, '').replace(/\b(?:must|shall|should|the|a|an|is|are|for)\b/gi, ' '), 30));
}

function sentence(text: string): string {
  return `${shorten(text, 240)}.`;
}

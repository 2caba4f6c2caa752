import type { Field, Model, Requirement } from '../../model/plan/index.ts';
import { answerPairs } from '../answer-lines.ts';
import type { DeriveInput } from '../input.ts';

/** Options of the provider-policy decision that a person chose and that take AI out of the product. */
function withoutAi(input: DeriveInput): string[] {
  const answer = input.answers.answers['provider-policy'];
  if (answer?.state !== 'answered') return [];
  const options = input.providers.filter((provider) => !provider.ai.allowed).flatMap((provider) => provider.policyOptions);
  return options.filter((option) => option.dropsAi && answer.value.some((key) => key === option.key)).map((option) => option.key);
}

/** Requirements that the answer to DEC-provider-policy rules out: an option without AI rejects what needs AI. */
export function rejectForbidden(input: DeriveInput, requirements: readonly Requirement[]): void {
  const chosen = withoutAi(input);
  if (chosen.length === 0) return;
  for (const requirement of requirements) {
    if (requirement.readings.some((reading) => reading.operation === 'ai-job' && !reading.negated)) requirement.rejected ??= `DEC-provider-policy is answered ${chosen.join(' + ')}: no AI`;
  }
}

/**
 * What people said of single fields: what a field about place or health is needed for (`field-purposes`), and what stands for a value that is
 * missing (`null-fields`). Both are notes that the field carries wherever it is shown.
 */
export function withAnsweredFields(input: DeriveInput, fields: readonly Field[]): Field[] {
  const { 'field-purposes': purposes, 'null-fields': nulls } = input.answers.answers;
  const said = new Map<string, { question: string; note: string }[]>();
  const add = (field: string, question: string, note: string): void => void said.set(field, [...(said.get(field) ?? []), { question, note }]);
  for (const [field, purpose] of answerPairs(purposes?.value, ':')) add(field, 'field-purposes', `for: ${purpose}`);
  for (const [field, rule] of answerPairs(nulls?.value, '=')) add(field, 'null-fields', whenNull[rule.toLowerCase()] ?? `when null: ${rule}`);
  return fields.map((field) => {
    const notes = said.get(field.id);
    return notes === undefined ? field : { ...field, sources: [...notes.map(({ question }) => ({ kind: 'answer' as const, question })), ...field.sources], confidence: 1, note: [field.note, ...notes.map(({ note }) => note)].filter((note) => note !== null).join('; ') };
  });
}

const whenNull: Readonly<Record<string, string>> = { skip: 'when null: the row is left out of sums and sorts', zero: 'when null: counts as 0', refuse: 'when null: the row is refused' };

/** Days per data class as answered, `health=90`, put on every model that holds such a field. */
export function withRetention(input: DeriveInput, models: readonly Model[], classesOf: (model: string) => ReadonlySet<string>): Model[] {
  const days = new Map<string, number>();
  for (const line of input.answers.answers.retention?.value ?? []) {
    const [name, value] = line.split('=').map((part) => part.trim());
    if (name !== undefined && value !== undefined && /^\d+$/.test(value)) days.set(name, Number(value));
  }
  if (days.size === 0) return [...models];
  return models.map((model) => {
    const held = [...classesOf(model.id)].filter((one) => days.has(one)).toSorted((a, b) => (days.get(a) ?? 0) - (days.get(b) ?? 0));
    const [first] = held;
    return first === undefined ? model : { ...model, retention: `${days.get(first)} days (${first}, answer \`retention\`)` };
  });
}

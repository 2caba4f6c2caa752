import type { Model, Requirement } from '../../model/plan/index.ts';
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

import type { Facts } from '../model/facts.ts';
import type { Provider } from '../model/knowledge.ts';
import type { Plan } from '../model/plan/index.ts';
import type { Slot } from '../model/proposal.ts';
import { redact } from '../text/sensitive.ts';

/** What a model may see of the inputs: the text of the spec, and names with types. `withheld` says what was kept back and why, for the person. */
export type Sight = { spec: string; shapes: string; withheld: string[] };

/** Longest text of each part; what is over is left out from the end, whole lines. */
const mostSpec = 24_000;
const mostShapes = 8_000;

/**
 * What leaves this machine. Spec text as it was read (requirements, stories, scenarios, entities, questions), and for the samples names and types
 * only. Where a provider's terms forbid AI on its data, not even the inferred shapes are shown but the names of the built-in catalogue. Addresses,
 * secrets, places and opaque values are removed from all of it.
 */
export function sightOf(facts: Facts, providers: readonly Provider[]): Sight {
  const forbidding = providers.filter(provider => !provider.ai.allowed);
  const withheld = forbidding.map(provider => `${provider.name} forbids AI on its data (${provider.ai.fact}): of the samples only names of the built-in catalogue are sent, no inferred shape.`);
  const shapes = forbidding.length > 0 ? catalogueLines(providers) : facts.samples.models.length > 0 ? sampleLines(facts) : [];
  return { spec: cut(specLines(facts), mostSpec), shapes: cut(shapes, mostShapes), withheld };
}

/**
 * Slots whose own text may be sent. Where a provider forbids AI on its data, those that rest on a sample, or name a field that neither its
 * catalogue nor the spec knows, stay here.
 */
export function sendable(slots: readonly Slot[], plan: Plan, facts: Facts, providers: readonly Provider[]): Slot[] {
  if (providers.every(provider => provider.ai.allowed)) return [...slots];
  const known = `${specLines(facts).join('\n')}\n${catalogueLines(providers).join('\n')}\n${providers.flatMap(provider => provider.models.flatMap(model => model.fields.map(field => field.path))).join('\n')}`;
  const words = new Set(known.match(/\w+/g));
  const seen = new Set(facts.samples.models.flatMap(model => model.fields.flatMap(field => field.path.match(/\w+/g) ?? [])).filter(name => !words.has(name)));
  const sampled = new Set([...plan.openQuestions, ...plan.risks, ...plan.requirements].filter(node => node.sources.some(source => source.kind === 'sample')).map(node => node.id));
  const files = facts.samples.files.map(file => file.path);
  return slots.filter(({ slot, ask, derived, material }) => {
    const text = [ask, derived, ...material].join('\n');
    return !sampled.has(slot.slice(slot.indexOf('/') + 1)) && !files.some(file => text.includes(file)) && !(text.match(/\w+/g) ?? []).some(word => seen.has(word));
  });
}

function specLines(facts: Facts): string[] {
  return facts.specs.flatMap(spec => [
    `Title: ${spec.title}`,
    ...spec.facts.map(fact => `${fact.kind}: ${fact.text}`),
    ...spec.stories.map(story => `Story ${story.id ?? ''}: ${story.title}${story.role === null ? '' : `; as ${story.role}`}${story.want === null ? '' : `, I want ${story.want}`}${story.benefit === null ? '' : `, so that ${story.benefit}`}`),
    ...spec.requirements.map(each => `Requirement ${each.id ?? ''}: ${each.text}`),
    ...spec.scenarios.map(scenario => `Scenario: ${scenario.text}`),
    ...spec.entities.filter(entity => entity.implied !== true).map(entity => `Entity ${entity.name}: ${entity.description} (${entity.attributes.join(', ')})`),
    ...spec.openQuestions.map(line => `Open question: ${line.text}`),
    ...spec.assumptions.map(line => `Assumption: ${line.text}`),
    ...spec.outOfScope.map(line => `Out of scope: ${line.text}`),
  ]);
}

function sampleLines(facts: Facts): string[] {
  return facts.samples.models.map(model => `${model.name}: ${model.fields.filter(field => field.class !== 'secret' && named(field.path)).map(field => `${field.path} ${field.types.join('|')}`).join(', ')}`);
}

/** A key that is data by itself (an id, a date, an address as a key) is no name. */
const named = (path: string): boolean => path.split('.').every(part => /^[A-Za-z_][\w-]{0,39}(?:\[\])*$/.test(part) && !/\d{3,}/.test(part));

function catalogueLines(providers: readonly Provider[]): string[] {
  return providers.flatMap(provider => provider.models.map(model => `${provider.name} ${model.name}: ${model.fields.map(field => `${field.name} ${field.type}`).join(', ')}`));
}

function cut(lines: readonly string[], most: number): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    const safe = redact(line.replace(/\s+/g, ' ').trim());
    length += safe.length + 1;
    if (length > most) break;
    kept.push(safe);
  }
  return kept.join('\n');
}

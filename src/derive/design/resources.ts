import type { Operation, Requirement } from '../../model/plan/index.ts';
import type { Vocabulary } from './vocabulary.ts';
import { plural, singular, spaced } from './words.ts';

/** One use of a resource: what which requirement asks of it. */
export interface Use {
  requirement: Requirement;
  operation: Operation;
  verb: string;
  actor: string | null;
  qualifiers: string[];
}

/** A noun the plan keeps (`stored`) or computes (`projection`). `path` is its plural in a URL. */
export interface Resource {
  name: string;
  noun: string;
  path: string;
  stored: boolean;
  known: boolean;
  uses: Use[];
  score: number;
}

const writing = new Set<Operation>(['create', 'update', 'delete', 'job', 'ai-job', 'transition', 'upload', 'access', 'export']);
const weights = { must: 3, should: 2, could: 1, wont: 0 } as const;

export function makeResource(name: string, vocabulary: Vocabulary, known: boolean): Resource {
  const noun = spaced(name);
  const many = plural(singular(noun, vocabulary.lexicon), vocabulary.lexicon);
  const path = many.replace(/[^\p{L}\p{N}]+/gu, '-');
  return { name, noun: singular(noun, vocabulary.lexicon), path, stored: true, known, uses: [], score: 0 };
}

/**
 * Resources of a feature with all their uses. A known noun (entity, sample, provider, alias, answer) is one as soon as a requirement
 * names it; an unknown noun only when something writes it or at least two requirements read it, and then a question asks about it.
 * Sets `reading.resource` of each requirement that has one.
 */
export function findResources(requirements: readonly Requirement[], vocabulary: Vocabulary): Map<string, Resource> {
  const all = new Map<string, Resource>();
  for (const requirement of requirements) {
    if (requirement.rejected !== null || requirement.kind === 'non-functional') continue;
    for (const reading of requirement.readings) {
      if (reading.noun === null) continue;
      const meaning = vocabulary.meaning(reading.noun);
      if (meaning.kind !== 'resource') continue;
      const resource = all.get(meaning.name) ?? makeResource(meaning.name, vocabulary, meaning.known);
      all.set(meaning.name, resource);
      if (reading.negated || reading.operation === 'none') continue;
      resource.uses.push({ requirement, operation: reading.operation, verb: reading.verb ?? '', actor: reading.actor, qualifiers: reading.qualifiers });
    }
  }
  for (const [name, resource] of all) {
    const users = new Set(resource.uses.map((u) => u.requirement.id));
    const written = resource.uses.some((u) => writing.has(u.operation));
    const kept = resource.uses.length > 0 && (resource.known || written || users.size >= 2);
    if (!kept) {
      all.delete(name);
      continue;
    }
    const sampled = vocabulary.samples.has(resource.noun) ? 3 : 0;
    resource.score = sampled + [...new Set(resource.uses.map((u) => u.requirement))].reduce((sum, r) => sum + weights[r.priority], 0);
  }
  for (const requirement of requirements) {
    for (const reading of requirement.readings) {
      const meaning = reading.noun === null ? null : vocabulary.meaning(reading.noun);
      if (meaning?.kind === 'resource' && all.has(meaning.name)) reading.resource = meaning.name;
      if (meaning?.kind === 'user') reading.resource = 'User';
    }
  }
  return all;
}

import type { Criterion, Design, Judgement, Test } from '../../model/plan/index.ts';
import { shortIds } from '../../text/hash.ts';
import type { Leaf } from './leaves.ts';
import { proofOf } from './subjects/quality.ts';

export type Level = Test['level'];

/** One proof before ids: what is proved, at which level, by which leaf. */
export interface Proof {
  proves: string;
  level: Level;
  leaf: Leaf | null;
}

const nfrLevels = { load: 'load', security: 'security', acceptance: 'e2e', metric: 'integration', report: 'integration' } as const satisfies Record<string, Level>;

/**
 * Every criterion, error and NFR with the leaf that writes its test (a negative criterion is proved where the refusal is made,
 * a positive one where the work is done). The leaf's `serves` gets the criterion.
 */
export function proofsOf(design: Design, judgement: Judgement, leaves: readonly Leaf[]): Proof[] {
  const byKey = new Map(leaves.map((leaf) => [leaf.key, leaf]));
  const find = (kind: string, id: string, ...steps: string[]): Leaf | null => {
    for (const step of steps) {
      const leaf = byKey.get(`${kind}:${id}:${step}`);
      if (leaf !== undefined) return leaf;
    }
    return null;
  };
  /** A small plan proves all its targets in one leaf. */
  const targets = byKey.get('fixed:targets') ?? null;
  const proofs: Proof[] = [];
  for (const criterion of design.criteria) {
    const leaf = leafOf(criterion, design, judgement, find, targets);
    if (leaf !== null && !leaf.serves.includes(criterion.id)) leaf.serves.push(criterion.id);
    proofs.push({ proves: criterion.id, level: leaf === null ? 'e2e' : levelOf(leaf, criterion), leaf });
  }
  for (const error of design.errors) proofs.push({ proves: error.id, level: 'unit', leaf: find('error', error.id, 'define') ?? byKey.get('fixed:catalogue') ?? null });
  for (const nfr of judgement.nfrs) {
    proofs.push({ proves: nfr.id, level: nfrLevels[proofOf(nfr)], leaf: find('nfr', nfr.id, 'gate', 'measure') ?? targets });
  }
  return proofs;
}

/** Ids are given here, once the leaves have theirs. */
export function testsOf(proofs: readonly Proof[], design: Design, judgement: Judgement, taskIds: ReadonlyMap<string, string>): Test[] {
  const ids = shortIds('TEST-', proofs.map((proof) => `test:${proof.proves}`));
  const nodes = new Map([...design.criteria, ...design.errors, ...judgement.nfrs].map((node) => [node.id, node]));
  return proofs.map(({ proves, level, leaf }) => {
    const node = nodes.get(proves);
    return {
      id: ids.get(`test:${proves}`) ?? '', sources: node?.sources ?? [], origin: 'rule:test-matrix', confidence: node?.confidence ?? 0.7, status: 'new',
      proves, level, task: leaf === null ? null : (taskIds.get(leaf.key) ?? null),
    };
  });
}

type Find = (kind: string, id: string, ...steps: string[]) => Leaf | null;

function leafOf(criterion: Criterion, design: Design, judgement: Judgement, find: Find, targets: Leaf | null): Leaf | null {
  const has = (node: { requirements: readonly string[] }): boolean => node.requirements.includes(criterion.requirement);
  const text = `${criterion.when} ${criterion.then}`;
  const named = design.routes.filter((route) => has(route) && text.includes(route.id));
  const routes = named.length > 0 ? named : design.routes.filter(has);
  const status = /\b(4\d\d|5\d\d)\b/.exec(criterion.then)?.[1];
  const code = design.errors.find((error) => criterion.then.includes(error.id));
  const leaves: (Leaf | null)[] = [];
  if (criterion.negative || status !== undefined || code !== undefined) {
    const number = status ?? String(code?.status ?? '');
    const steps = number === '401' || number === '403' || number === '404' ? ['authz', 'errors'] : number === '422' || number === '400' ? ['validation', 'errors'] : number === '412' || number === '428' ? ['once', 'errors'] : ['errors', 'validation', 'authz'];
    const route = routes.find((one) => code !== undefined && one.errors.includes(code.id)) ?? routes[0];
    if (route !== undefined) leaves.push(find('route', route.id, ...steps, 'handler'));
    for (const job of design.jobs.filter(has)) leaves.push(find('job', job.id, 'handler'));
  }
  for (const metric of design.metrics.filter(has)) leaves.push(find('metric', metric.id, 'table'));
  const worked = design.jobs.filter(has);
  if (worked.length > 0 && routes.every((route) => route.success === 202)) for (const job of worked) leaves.push(find('job', job.id, 'handler'));
  for (const route of routes) leaves.push(find('route', route.id, 'handler'));
  for (const job of worked) leaves.push(find('job', job.id, 'handler'));
  for (const nfr of judgement.nfrs.filter(has)) leaves.push(find('nfr', nfr.id, 'measure') ?? targets);
  leaves.push(find('requirement', criterion.requirement, 'prove'));
  return leaves.find((leaf) => leaf !== null) ?? null;
}

function levelOf(leaf: Leaf, criterion: Criterion): Level {
  if (/\b(at the same time|concurren|simultaneous|twice|in parallel|race)\b/i.test(`${criterion.given} ${criterion.when}`)) return 'race';
  if (leaf.macro === 'nfr') return leaf.subject.flags.has('load') ? 'load' : leaf.subject.flags.has('security') ? 'security' : leaf.subject.flags.has('acceptance') ? 'e2e' : 'integration';
  if (leaf.macro === 'route') return leaf.step === 'authz' ? 'security' : 'api';
  const levels: Record<string, Level> = { job: 'integration', metric: 'unit', requirement: 'e2e', risk: 'race' };
  return levels[leaf.macro] ?? 'integration';
}

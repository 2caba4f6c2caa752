import type { Later } from '../../model/plan/index.ts';
import type { Ground } from './ground.ts';

type Candidate = { what: string; trigger: string; named: RegExp; always: (ground: Ground) => boolean };

/** What a pre-MVP leaves out with the number that brings it in. Printed when the spec names it, or when the plan stands near it. */
const candidates: Candidate[] = [
  { what: 'Circuit breaker at the gateways', trigger: 'outside calls fail more than 5 % for 1 h', named: /circuit[- ]breaker/i, always: (ground) => ground.outside.length > 2 },
  { what: 'Second host and a balancer', trigger: '`NFR-availability` missed in 1 month, or a paying user', named: /high availability|redundan|failover|multi[- ]region/i, always: (ground) => ground.hosting.value === 'single-host' && ground.design.routes.length > 8 },
  { what: 'Response cache', trigger: '`NFR-quick-p95` missed in 2 load runs', named: /\bcach(?:e|ing)\b|\bredis\b/i, always: (ground) => ground.design.routes.some((route) => route.rule === 'R7') },
  { what: 'Blue-green deployment', trigger: 'downtime per release over 60 s', named: /blue[- ]green|canary|rolling deploy/i, always: () => false },
  { what: 'Archive of old rows', trigger: 'a store over 10 million rows', named: /\barchiv/i, always: () => false },
  { what: 'Microservices', trigger: 'two teams, or one service that needs 5 times the load of the rest', named: /micro-?services?/i, always: () => false },
  { what: 'Kubernetes', trigger: 'more than 3 hosts', named: /kubernetes|\bk8s\b|\bECS\b|orchestrat/i, always: () => false },
  { what: 'Read replica', trigger: '`NFR-db-p95` missed with an index in place', named: /read replica|sharding|partition/i, always: () => false },
  { what: 'Message broker', trigger: 'over 100 jobs per second in the outbox', named: /\bkafka\b|rabbitmq|message (?:broker|queue)|event bus/i, always: () => false },
  { what: 'Full-text search engine', trigger: 'search p95 over 500 ms with a text index', named: /elasticsearch|opensearch|full[- ]text/i, always: () => false },
  { what: 'GraphQL endpoint', trigger: 'a consumer needs more than 3 calls for one screen', named: /graphql/i, always: () => false },
];

export function laterOf(ground: Ground): Later[] {
  const items = candidates.flatMap((candidate) => {
    const line = ground.said(candidate.named);
    if (line === null && !candidate.always(ground)) return [];
    return [{ what: candidate.what, trigger: candidate.trigger, source: line === null ? null : `${line.path}:${line.line}` }];
  });
  const queue = ground.input.profile.queue;
  if (ground.design.jobs.length > 0 && ground.design.jobs.length < queue.jobTypesFrom) items.push({ what: queue.name, trigger: `${queue.jobTypesFrom} job types (today ${ground.design.jobs.length})`, source: null });
  for (const requirement of ground.design.requirements) if (requirement.deferred !== null) items.push({ what: `\`${requirement.id}\` ${requirement.title}`, trigger: requirement.deferred, source: null });
  return items;
}

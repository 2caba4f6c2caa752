import { numberReader } from '../../src/ai/numbers.ts';
import { groundOf, requestsFor, type Batch, type Ground } from '../../src/ai/request.ts';
import { sendable, sightOf } from '../../src/ai/sight.ts';
import { slotsOf } from '../../src/ai/slots.ts';
import { involvedProviders } from '../../src/derive/input.ts';
import { derivePlan } from '../../src/derive/plan.ts';
import { openAiCompletion } from '../../src/io/openai.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import type { Answers } from '../../src/model/answers.ts';
import type { CompletionCache } from '../../src/model/completion.ts';
import type { Facts } from '../../src/model/facts.ts';
import type { Plan } from '../../src/model/plan/index.ts';
import type { Slot } from '../../src/model/proposal.ts';
import { compareSpecToSamples } from '../../src/sources/agree.ts';
import { readSpec } from '../../src/sources/spec/read.ts';
import { createSampleReader } from '../../src/sources/samples/read.ts';
import type { Outside } from '../../src/ai/propose.ts';
import { knowledge } from '../support/knowledge.ts';

export const at = { plan: '3MMf8oHiS0idqRaigtYxGUA4M77', asOf: '2026-11-21', runs: 50 };
export const empty: Answers = { schemaVersion: 1, feature: 'demo', answers: {} };

/** Facts of one spec text and, by path, sample texts. */
export async function factsOf(spec: string, samples: Readonly<Record<string, string>> = {}): Promise<Facts> {
  const { source, findings } = readSpec(parseMarkdown('specs/demo/spec.md', spec), knowledge().languages);
  const reader = createSampleReader(knowledge().providers);
  for (const [path, text] of Object.entries(samples)) await reader.file(path, [new TextEncoder().encode(text)]);
  const samplesRead = reader.finish().facts;
  return { feature: 'demo', specs: [source], samples: samplesRead, existing: { statements: [], routes: [], models: [], missingSections: [] }, repo: { stackHints: [] }, findings: [...findings, ...compareSpecToSamples([source], samplesRead, knowledge().providers)] };
}

export const planOf = (facts: Facts, answers: Answers = empty): Plan => derivePlan(facts, answers, knowledge(), at);

/** What a run of `--ai` over this plan asks about, and its ground. */
export function askOf(facts: Facts, plan: Plan): { slots: Slot[]; ground: Ground; batches: Batch[] } {
  const providers = involvedProviders(facts, knowledge());
  const ground = groundOf(sightOf(facts, providers), knowledge().prompts, { plan: plan.plan, model: 'test-model' });
  const slots = sendable(slotsOf(plan), plan, facts, providers);
  return { slots, ground, batches: requestsFor(slots, ground) };
}

export type Waits = { waited: number[] };

/** The outside of a run against a local service; waiting is recorded, not done. */
export function outside(url: string, options: { key?: string; timeoutMs?: number; signal?: AbortSignal } = {}): Outside & Waits {
  const waited: number[] = [];
  return {
    waited,
    complete: openAiCompletion({ baseUrl: url, key: options.key ?? 'sk-test-canary-000', timeoutMs: options.timeoutMs ?? 5000, signal: options.signal ?? new AbortController().signal }),
    wait: async ms => void waited.push(ms),
    today: () => '2026-11-21',
    numbers: numberReader(knowledge().numbers),
    onProgress: () => undefined,
  };
}

export const limits = { maxTokens: 1_000_000, maxUsd: null, prices: null };
export const noCache: CompletionCache = { schemaVersion: 1, requests: [], answers: {} };

export const clinicSpec = `# Feature Specification: Clinic bookings

## User Scenarios

### User Story 1 - Book a slot (Priority: P1)

As a patient, I want to book a slot, so that I need no phone call.

## Requirements

- **FR-001**: Patients MUST be able to book an appointment.
- **FR-002**: Patients MUST be able to cancel an appointment.
- **FR-003**: The system MUST answer quickly and be easy to use.
- **FR-004**: Nurses MUST be able to list the appointments of a day. [NEEDS CLARIFICATION: which days?]

### Key Entities

- **Appointment**: a slot that a patient booked; start, end, note
- **Patient**: a person with name and phone
`;

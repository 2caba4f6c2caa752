import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { groundOf, requestsFor } from '../../src/ai/request.ts';
import { readAnswer } from '../../src/ai/answer.ts';
import { scoreDrafts, type DraftScore } from './score.ts';
import { slotsOf } from '../../src/ai/slots.ts';
import { sightOf } from '../../src/ai/sight.ts';
import { withRetries } from '../../src/ai/retry.ts';
import type { Drafts } from '../../src/model/proposal.ts';
import { knowledge } from '../support/knowledge.ts';
import { factsOf, planOf } from '../ai/support.ts';
import { emptyWords, readRecording, readSet, recordedFolder, setPath, type EvalSet, type Recording } from './set.ts';

/*
 * `pnpm eval` scores every recording of the fixed set. `--record NAME --model M` asks the service of OPENAI_BASE_URL and keeps its answers;
 * `--freeze` makes the set again from test/cases.
 */
const { values } = parseArgs({ options: { record: { type: 'string' }, model: { type: 'string' }, freeze: { type: 'boolean', default: false } } });
if (values.freeze) await freeze();
if (values.record !== undefined) await record(values.record, values.model ?? '');
print();

async function freeze(): Promise<void> {
  const cases: EvalSet['cases'] = [];
  for (const id of ['clinic-bookings', 'vague']) {
    const facts = await factsOf(readFileSync(join(import.meta.dirname, '..', 'cases', id, 'specs', id, 'spec.md'), 'utf8'));
    const plan = planOf(facts);
    cases.push({ id, plan: plan.plan, sight: sightOf(facts, []), slots: slotsOf(plan).slice(0, 12) });
  }
  writeFileSync(setPath, `${JSON.stringify({ cases }, null, 1)}\n`);
}

async function record(name: string, model: string): Promise<void> {
  const { openAiCompletion } = await import('../../src/io/openai.ts');
  const complete = openAiCompletion({ baseUrl: process.env['OPENAI_BASE_URL'] ?? 'https://api.openai.com/v1', key: process.env['OPENAI_API_KEY'] ?? '', timeoutMs: 120_000, signal: new AbortController().signal });
  const answers: Record<string, Drafts> = {};
  let versions = '';
  for (const { id, plan, sight, slots } of readSet().cases) {
    const ground = groundOf(sight, knowledge().prompts, { plan, model });
    versions = ground.versions;
    const proposals: Drafts['proposals'] = [];
    for (const batch of requestsFor(slots, ground)) {
      const answer = await withRetries(() => complete(batch.request, () => undefined), ms => new Promise(done => setTimeout(done, ms)));
      proposals.push(...readAnswer(answer.text).proposals);
    }
    answers[id] = { proposals };
  }
  const recording: Recording = { schemaVersion: 1, model, at: new Date().toISOString().slice(0, 10), prompts: versions, note: 'answers of the model, as they came', answers };
  writeFileSync(join(recordedFolder, `${name}.json`), `${JSON.stringify(recording, null, 1)}\n`);
}

function print(): void {
  const set = readSet();
  const names = existsSync(recordedFolder) ? readdirSync(recordedFolder).map(file => file.replace(/\.json$/, '')).sort() : [];
  const percent = (value: number): string => `${Math.round(value * 100)} %`.padStart(7);
  process.stdout.write(`${'recording'.padEnd(22)}${'case'.padEnd(18)} places  filled passed  fresh  plain  short  total\n`);
  for (const name of names) {
    const recording = readRecording(name);
    for (const { id, slots } of set.cases) {
      const score: DraftScore = scoreDrafts(slots, recording.answers[id] ?? { proposals: [] }, emptyWords);
      process.stdout.write(`${name.padEnd(22)}${id.padEnd(18)}${String(score.places).padStart(7)} ${percent(score.filled)}${percent(score.passed)}${percent(score.fresh)}${percent(score.plain)}${percent(score.short)}${String(score.total).padStart(7)}\n`);
      for (const each of score.refused) process.stdout.write(`  refused: ${each.slot} ${each.reason}\n`);
    }
    process.stdout.write(`  ${recording.model}, ${recording.at}, prompts ${recording.prompts}: ${recording.note}\n`);
  }
}

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Finding } from '../../../src/model/finding.ts';
import { Provider } from '../../../src/model/knowledge.ts';
import { SampleFacts, type SampleField, type SampleModel } from '../../../src/model/samples.ts';
import { createSampleReader } from '../../../src/sources/samples/read.ts';

export const strava = Provider.parse(parse(readFileSync(new URL('../../../templates/providers/strava.yaml', import.meta.url), 'utf8')));

export type Files = Record<string, string | Uint8Array>;

/** Reads files from memory in chunks of `size` bytes; the facts are checked against their schema. */
export async function read(files: Files, { providers = [], size = 4096 }: { providers?: Provider[]; size?: number } = {}): Promise<{ facts: SampleFacts; findings: Finding[] }> {
  const reader = createSampleReader(providers);
  for (const [path, content] of Object.entries(files)) await reader.file(path, chunks(content, size));
  const { facts, findings } = reader.finish();
  return { facts: SampleFacts.parse(facts), findings };
}

export function* chunks(content: string | Uint8Array, size: number): Generator<Uint8Array> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export function model(facts: SampleFacts, name: string): SampleModel {
  const found = facts.models.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no model ${name} among ${facts.models.map((one) => one.name).join(', ')}`);
  return found;
}

export function field(facts: SampleFacts, name: string, path: string): SampleField {
  const found = model(facts, name).fields.find((one) => one.path === path);
  if (found === undefined) throw new Error(`no field ${path} among ${model(facts, name).fields.map((one) => one.path).join(', ')}`);
  return found;
}

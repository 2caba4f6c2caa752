import { parseDocument } from 'yaml';
import type { Finding } from '../../model/finding.ts';
import { isContract } from './contract.ts';
import { isObject } from './shape.ts';
import { sampleFinding } from './troubles.ts';

/** Longest YAML that is read, in bytes: its parser takes many times that in memory. */
const largest = 4 * 1024 * 1024;

export type YamlRead = { bytes: number; contract: Record<string, unknown> | null; findings: Finding[] };

/** Reads a YAML file among the samples as a declared contract. Never throws on what it holds: aliases, depth and size are bounded. */
export async function readYamlContract(path: string, chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<YamlRead> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes <= largest) parts.push(Uint8Array.from(chunk));
  }
  const told = (finding: Finding): YamlRead => ({ bytes, contract: null, findings: [finding] });
  if (bytes > largest) return told(sampleFinding('too-large', 'error', path, 1, 'This YAML file is larger than 4 MB.', 'Save the contract as JSON, which is read whatever its size.'));
  const document = parseDocument(Buffer.concat(parts).toString('utf8'), { logLevel: 'silent' });
  const [problem] = document.errors;
  if (problem !== undefined) return told(sampleFinding('invalid-yaml', 'error', path, problem.linePos?.[0].line ?? 1, 'This is not valid YAML.', 'Mend the line; the other files count.'));
  const value = plain(document);
  if (value === undefined) return told(sampleFinding('invalid-yaml', 'error', path, 1, 'This YAML has too many aliases or levels.', 'Write the values out; the other files count.'));
  if (isObject(value) && isContract(value)) return { bytes, contract: value, findings: [] };
  return told(sampleFinding('no-contract', 'info', path, 1, 'This YAML is no OpenAPI or Swagger description, and samples are JSON.', 'Nothing to do, or save the responses it speaks of as JSON.'));
}

/** Undefined for an alias bomb or nesting without end. */
function plain(document: ReturnType<typeof parseDocument>): unknown {
  try {
    const read: unknown = document.toJS({ maxAliasCount: 100 });
    return read;
  } catch (error) {
    if (error instanceof ReferenceError || error instanceof RangeError) return undefined;
    throw error;
  }
}

import type { Finding } from '../../model/finding.ts';
import type { Provider } from '../../model/knowledge.ts';
import type { SampleFacts, SampleFile } from '../../model/samples.ts';
import { createFileReader, type FileRead, type FileReader } from './file.ts';
import { identity, mergeGroups, settleKinds, type Group } from './groups.ts';
import { asciiSignatures, createRecogniser } from './kinds.ts';
import { buildModels, sensitiveClasses, type BuiltModel } from './models.ts';
import { modelFindings } from './observations.ts';
import { unreadable } from './troubles.ts';
import { compareContract, contractModels } from './contract.ts';

export type SampleReader = {
  /** Reads one file; several may be read at once. Never throws on what the file holds. */
  file(path: string, chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void>;
  /** What all files together say. The order of the files changes nothing. */
  finish(): { facts: SampleFacts; findings: Finding[] };
};

/** What is kept of a file once it was read: no shape, no record. */
type ReadFile = Omit<FileRead, 'groups'> & { sensitive: SampleFile['sensitive'] };

/**
 * Learns record kinds and their fields from sample responses (arrays, single objects, paged envelopes, objects keyed by type, NDJSON,
 * empty and fault bodies). Memory holds one record and the merged shapes, never a file. Nothing it returns holds a sample value.
 */
export function createSampleReader(providers: Provider[]): SampleReader {
  const recognise = createRecogniser(providers);
  const rawAllowed = asciiSignatures(providers);
  const groups = new Map<string, Group>();
  const files: ReadFile[] = [];

  return {
    async file(path, chunks) {
      if (/\.ya?ml$/i.test(path)) {
        files.push(await contractFile(path, chunks));
        return;
      }
      const reader = createFileReader(path, recognise, rawAllowed);
      const broken = await pour(chunks, reader, path);
      const read = reader.end();
      if (broken !== null) read.findings = [broken];
      const classes = new Set([...read.groups.values()].flatMap((group) => sensitiveClasses(group)));
      files.push({ path: read.path, bytes: read.bytes, records: read.records, empty: read.empty && read.findings.every((finding) => finding.severity === 'info'), contract: read.contract, findings: read.findings, sensitive: [...classes].toSorted() });
      for (const group of read.groups.values()) {
        const key = identity(group);
        const there = groups.get(key);
        groups.set(key, there === undefined ? group : mergeGroups(there, group));
      }
    },
    finish() {
      const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
      const built = buildModels(settleKinds([...groups.values()]));
      const contracts = sorted.flatMap((file) => (file.contract === null ? [] : [{ path: file.path, document: file.contract }]));
      const observed = built.map(({ model }) => model);
      const models = observed.length > 0 ? observed : contracts.flatMap((contract) => contractModels(contract));
      const findings = [...sorted.flatMap((file) => file.findings), ...modelFindings(built), ...contracts.flatMap((contract) => compareContract(contract, built))];
      return {
        facts: { models, files: sorted.map((file) => fileFacts(file, built)) },
        findings: findings.toSorted((a, b) => compare(a.file ?? '', b.file ?? '') || a.line - b.line || compare(a.rule, b.rule) || compare(a.message, b.message)),
      };
    },
  };
}

/** A YAML file, whose reader is loaded when there is one. */
async function contractFile(path: string, chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<ReadFile> {
  const { readYamlContract } = await import('./yaml.ts');
  try {
    const { bytes, contract, findings } = await readYamlContract(path, chunks);
    return { path, bytes, records: 0, empty: contract === null && findings.every((finding) => finding.severity === 'info'), contract, findings, sensitive: [] };
  } catch (error) {
    const finding = unreadable(error, path);
    if (finding === null) throw error;
    return { path, bytes: 0, records: 0, empty: false, contract: null, findings: [finding], sensitive: [] };
  }
}

/** Streams a file into its reader; answers the finding when the system stops it. */
async function pour(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, reader: FileReader, path: string): Promise<Finding | null> {
  try {
    if (Symbol.asyncIterator in chunks) for await (const chunk of chunks) reader.push(chunk);
    else for (const chunk of chunks) reader.push(chunk);
    return null;
  } catch (error) {
    const finding = unreadable(error, path);
    if (finding === null) throw error;
    return finding;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function fileFacts(file: ReadFile, built: readonly BuiltModel[]): SampleFile {
  const models = built.filter(({ group }) => group.files.has(file.path)).map(({ model }) => model.name);
  return { path: file.path, bytes: file.bytes, records: file.records, models, empty: file.empty, contract: file.contract !== null, sensitive: file.sensitive };
}

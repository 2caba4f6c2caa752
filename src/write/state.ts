import { Document, Scalar, YAMLMap, YAMLSeq, type Node } from 'yaml';
import { Answers } from '../model/answers.ts';
import { Lock } from '../model/state.ts';
import { parseState, readYaml } from './yaml.ts';

/** Folder of one feature's state, committed with the documents. */
export const stateFolder = (feature: string): string => `.plan/${feature}`;
export const answersPath = (feature: string): string => `${stateFolder(feature)}/answers.yaml`;
export const lockPath = (feature: string): string => `${stateFolder(feature)}/lock.yaml`;
export const basePath = (feature: string): string => `${stateFolder(feature)}/base`;

/** `.plan/.gitattributes`: git keeps both sides of the state files, and `plan render` makes one of them. */
export const gitAttributesPath = '.plan/.gitattributes';
export const gitAttributes = '*/base linguist-generated=true merge=union\n*/lock.yaml merge=union\n*/answers.yaml merge=union\n*/proofs.yaml merge=union\n';

/** `.plan/.gitignore`: what a killed run leaves is nobody's to commit. */
export const gitIgnorePath = '.plan/.gitignore';
export const gitIgnore = '*/.lock*\n*/.stage/\n';

/** `answers.yaml`, one entry a line, sorted by key. */
export function printAnswers(answers: Answers): string {
  const words = answers.words === undefined || Object.keys(answers.words).length === 0 ? {} : { words: sorted(answers.words) };
  const document = new Document({ schemaVersion: 1, feature: answers.feature, answers: sorted(answers.answers), ...words });
  flowBelow(document.get('answers'));
  if ('words' in words) flowBelow(document.get('words'));
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** `lock.yaml`, one entry a line, sorted. */
export function printLock(lock: Lock): string {
  const byId = <T extends { id: string }>(rows: T[]): T[] => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
  const links = [...lock.links].sort((a, b) => (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1));
  const document = new Document({ schemaVersion: lock.schemaVersion, plan: lock.plan, asOf: lock.asOf, toolVersion: lock.toolVersion, factsEdition: lock.factsEdition, renames: sorted(lock.renames), texts: sorted(lock.texts ?? {}), retired: byId(lock.retired), links });
  for (const key of ['retired', 'links']) flowBelow(document.get(key));
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Prints every entry of a collection on one line. */
function flowBelow(node: unknown): void {
  const flow = (entry: Node | unknown): void => {
    if (entry instanceof YAMLMap || entry instanceof YAMLSeq) entry.flow = true;
  };
  if (node instanceof YAMLMap) for (const pair of node.items) flow(pair.value);
  if (node instanceof YAMLSeq) for (const item of node.items) flow(item);
  if (node instanceof Scalar) throw new Error('a collection was expected');
}

/** The answers of a feature. Throws UserError naming the first place that does not fit. */
export function readAnswers(text: string, path: string): Answers {
  return parseState(Answers, readYaml(text, path), path, { answers: Object.keys(Answers.shape.answers.shape) });
}

/** The lock of a feature. Throws UserError naming the first place that does not fit. */
export function readLock(text: string, path: string): Lock {
  return parseState(Lock, readYaml(text, path), path);
}

/**
 * Answers of a file that no longer fits (another version of the tool, another feature, a hand edit): those that stand before the first mismatch.
 * `mismatch` says where and what, null when all of it fits. A file that is no YAML at all is refused as before.
 */
export function readAnswersUpTo(text: string, path: string, feature: string): { answers: Answers; mismatch: string | null } {
  const whole = Answers.safeParse(readYaml(text, path));
  const none: Answers = { schemaVersion: 1, feature, answers: {} };
  if (whole.success && whole.data.feature === feature) return { answers: whole.data, mismatch: null };
  if (whole.success) return { answers: none, mismatch: `it holds answers of "${whole.data.feature}"` };
  const data = readYaml(text, path);
  const version = typeof data === 'object' && data !== null && 'schemaVersion' in data ? data.schemaVersion : null;
  if (version !== 1) return { answers: none, mismatch: `it has schema version ${String(version)}, this tool writes 1` };
  const entries = typeof data === 'object' && data !== null && 'answers' in data && typeof data.answers === 'object' && data.answers !== null ? Object.entries(data.answers) : [];
  let kept = none;
  for (const [key, entry] of entries) {
    const next = Answers.safeParse({ ...none, answers: { ...kept.answers, [key]: entry } });
    if (!next.success) return { answers: kept, mismatch: `"${key}" does not fit` };
    kept = next.data;
  }
  return { answers: kept, mismatch: null };
}

import * as z from 'zod';
import { stringify } from 'yaml';
import { isJoined, joinProofs } from '../write/repair.ts';
import { stateFolder } from '../write/state.ts';
import { parseState, readYaml } from '../write/yaml.ts';
import type { Context } from './context.ts';

const Proofs = z.strictObject({ schemaVersion: z.literal(1), proven: z.record(z.string(), z.string()) });

export const proofsPath = (feature: string): string => `${stateFolder(feature)}/proofs.yaml`;

/** Task id -> the verify command that passed for it. A task whose command has changed since is no longer proven. */
export async function readProofs(context: Context, feature: string): Promise<Map<string, string>> {
  const text = await context.disk.read(proofsPath(feature));
  if (text === null) return new Map();
  if (isJoined(text)) return joinProofs(text);
  return new Map(Object.entries(parseState(Proofs, readYaml(text, proofsPath(feature)), proofsPath(feature)).proven));
}

/** The file as one again when a git merge has joined two; null when there is nothing to repair. */
export async function repairedProofs(context: Context, feature: string): Promise<string | null> {
  const text = await context.disk.read(proofsPath(feature));
  return text !== null && isJoined(text) ? printProofs(joinProofs(text)) : null;
}

/** The proven boxes as a file, sorted by id. */
export function printProofs(proofs: ReadonlyMap<string, string>): string {
  return stringify({ schemaVersion: 1, proven: Object.fromEntries([...proofs].sort(([a], [b]) => (a < b ? -1 : 1))) }, { lineWidth: 0 });
}

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

/** Bytes in front of the code: a sum that tells a damaged file, since the engine itself checks only version, flags and length, and how many runs added to it. */
const head = 5;

/** A run that ends early compiles little: the next ones add to it. */
const addingRuns = 3;

type Kept = { code: Buffer; runs: number };

/** Beside the chunks: code that the build kept, good for the Node that built it. */
export const keptFolder = 'kept';

/**
 * Runs the body of a chunk of the bundle and answers what it makes. Node's own cache holds what is compiled when a module is loaded; the functions that are
 * compiled when they are first called, a sixth of the time of `plan --yes`, are compiled again in each run. So the chunk is a script whose code is kept
 * as it is when the run ends, in the same folder (`NODE_COMPILE_CACHE`), one file for each command. Nothing is kept where Node keeps nothing. The first run
 * of `plan` finds what the build kept.
 */
export function runKept(file: string, command: string, given: readonly unknown[]): unknown {
  const folder = getCompileCacheDir();
  const name = `planwright-${basename(file, '.js')}-${command}`;
  const kept = folder === undefined ? null : join(folder, name);
  const known = (kept === null ? null : readKept(kept)) ?? made(join(dirname(file), keptFolder, name));
  const script = new Script(readFileSync(file, 'utf8'), { filename: file, ...(known === null ? {} : { cachedData: known.code }) });
  const runs = known === null || script.cachedDataRejected === true ? 0 : known.runs;
  if (kept !== null && runs < addingRuns) process.on('exit', () => keep(kept, { code: script.createCachedData(), runs: runs + 1 }));
  const body: unknown = script.runInThisContext();
  if (typeof body !== 'function') throw new Error(`${file} is not complete`);
  return Reflect.apply(body, undefined, given);
}

/** What the build kept of a run of its own needs no adding to. */
function made(path: string): Kept | null {
  const known = readKept(path);
  return known === null ? null : { ...known, runs: addingRuns };
}

function readKept(path: string): Kept | null {
  const bytes = orNothing(() => readFileSync(path));
  if (bytes === undefined || bytes.length <= head) return null;
  const code = bytes.subarray(head);
  return bytes.readUInt32LE(0) === sampled(code) ? { code, runs: bytes.readUInt8(4) } : null;
}

/** Of some thousand bytes all over the code: enough for a write that did not reach the disk, and quicker than to open Node's checksums. */
function sampled(code: Buffer): number {
  const step = Math.max(1, Math.floor(code.length / 4096));
  let sum = code.length;
  for (let at = code.length - 1; at >= 0; at -= step) sum = (Math.imul(sum, 31) + (code[at] ?? 0)) >>> 0;
  return sum;
}

/** Whole or not at all: runs side by side may write it. */
function keep(path: string, { code, runs }: Kept): void {
  const front = Buffer.alloc(head);
  front.writeUInt32LE(sampled(code));
  front.writeUInt8(runs, 4);
  orNothing(() => {
    writeFileSync(`${path}.${process.pid}`, Buffer.concat([front, code]), { mode: 0o600, flush: true });
    renameSync(`${path}.${process.pid}`, path);
  });
}

/** A folder that cannot be read or written, or is full, only costs time. */
function orNothing<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'syscall' in error) return undefined;
    throw error;
  }
}

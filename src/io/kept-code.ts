import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { Script } from 'node:vm';

/** Bytes in front of the code: a checksum of it. The engine itself checks only version, flags and length. */
const head = 4;

/**
 * Runs the body of a chunk of the bundle and answers what it makes. Node's own cache holds what is compiled when a module is loaded; the functions that are
 * compiled when they are first called, a sixth of the time of `plan --yes`, are compiled again in each run. So the chunk is a script whose code is kept
 * as it is when the run ends, in the same folder (`NODE_COMPILE_CACHE`), one file for each command. Nothing is kept where Node keeps nothing.
 */
export function runKept(file: string, command: string, given: readonly unknown[]): unknown {
  const folder = getCompileCacheDir();
  const kept = folder === undefined ? null : join(folder, `planwright-${basename(file, '.js')}-${command}`);
  const cachedData = kept === null ? undefined : readKept(kept);
  const script = new Script(readFileSync(file, 'utf8'), { filename: file, ...(cachedData === undefined ? {} : { cachedData }) });
  if (kept !== null && (cachedData === undefined || script.cachedDataRejected === true)) process.on('exit', () => keep(kept, script.createCachedData()));
  const body: unknown = script.runInThisContext();
  if (typeof body !== 'function') throw new Error(`${file} is not complete`);
  return Reflect.apply(body, undefined, given);
}

function readKept(path: string): Buffer | undefined {
  const bytes = orNothing(() => readFileSync(path));
  return bytes !== undefined && bytes.length > head && bytes.readUInt32LE(0) === crc32(bytes.subarray(head)) ? bytes.subarray(head) : undefined;
}

/** Whole or not at all: runs side by side may write it. */
function keep(path: string, code: Buffer): void {
  const sum = Buffer.alloc(head);
  sum.writeUInt32LE(crc32(code));
  orNothing(() => {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(`${path}.${process.pid}`, Buffer.concat([sum, code]), { mode: 0o600 });
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

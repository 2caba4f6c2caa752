import { glob, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { generateKSUID } from './ids.ts';
import type { Input, Io, Output } from './io.ts';
import { startSpinner } from './spinner.ts';
import { packageRoot, preparedKnowledge } from './package-root.ts';


/** The edge of the real process. `cwd` is the folder named by `--cwd`, if any. */
export async function processIo(signal: AbortSignal): Promise<Io> {
  return {
    cwd: resolve(process.env['INIT_CWD'] ?? process.cwd()),
    env: process.env,
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    stdin: input(),
    today: () => new Date().toISOString().slice(0, 10),
    generateKSUID,
    templates: readTemplates,
    prepared: preparedKnowledge,
    progress: startSpinner,
    version: await readVersion(),
    signal,
  };
}

/** Node opens its standard input when it is first looked at, which most runs never do. One reader for all who ask for lines: a second one would lose what the first has read ahead. */
function input(): Input {
  let reader: AsyncIterator<string> | null = null;
  return {
    get isTTY() {
      return process.stdin.isTTY === true;
    },
    get stream() {
      return process.stdin;
    },
    lines: () => ({ [Symbol.asyncIterator]: () => (reader ??= createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]()) }),
  };
}

function output(stream: NodeJS.WriteStream): Output {
  return { write: text => void stream.write(text), isTTY: stream.isTTY === true, columns: stream.columns ?? 80, rows: stream.rows ?? 24, stream };
}

async function readTemplates(): Promise<ReadonlyMap<string, string>> {
  const folder = join(packageRoot, 'templates');
  const paths: string[] = [];
  for await (const path of glob('**/*.{yaml,hbs,md}', { cwd: folder })) paths.push(path.replaceAll('\\', '/'));
  paths.sort();
  return new Map(await Promise.all(paths.map(async path => [path, await readFile(join(folder, path), 'utf8')] as const)));
}

async function readVersion(): Promise<string> {
  const described: unknown = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8'));
  // No schema here: loading one would double the time of `plan --version`.
  if (typeof described !== 'object' || described === null || !('version' in described) || typeof described.version !== 'string') throw new Error('package.json has no version');
  return described.version;
}

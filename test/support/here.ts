import { Readable, Writable } from 'node:stream';
import { buildProgram } from '../../src/commands/program.ts';
import type { Io } from '../../src/io/io.ts';
import { generateKSUID } from '../../src/io/ids.ts';
import { UserError } from '../../src/model/errors.ts';
import type { Result } from './cli.ts';
import { knowledge } from './knowledge.ts';

/**
 * Runs a command in this process, as the built one would run it on pipes: the shell around it (argv, exit code, messages of errors) is tested where
 * the built command is run. An error that is no UserError is thrown.
 */
export async function planHere(cwd: string, args: readonly string[], options: { input?: string; env?: Record<string, string> } = {}): Promise<Result> {
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written): Io['stdout'] => ({ write: text => void (written[name] += text), isTTY: false, columns: 80, rows: 24, stream: new Writable() });
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', ...options.env };
  delete env['INIT_CWD'];
  if (options.env?.['GITHUB_ACTIONS'] === undefined) delete env['GITHUB_ACTIONS'];
  const lines = (options.input ?? '').split('\n').slice(0, -1);
  const io: Io = {
    cwd,
    env,
    stdout: output('stdout'),
    stderr: output('stderr'),
    stdin: { isTTY: false, lines: () => Readable.from(lines), stream: Readable.from([]) },
    today: () => new Date().toISOString().slice(0, 10),
    generateKSUID,
    templates: async () => new Map(),
    prepared: async () => knowledge(),
    progress: () => () => undefined,
    version: '0.1.0',
    signal: new AbortController().signal,
  };
  try {
    return { code: await buildProgram(io)([...args]), ...written };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { code: error.exitCode, stdout: written.stdout, stderr: `${written.stderr}plan: ${error.message}\n  ${error.hint}\n` };
  }
}

import { spawn } from 'node:child_process';
import { errno } from './disk.ts';

/** How a command ended. `output` is what it printed on both streams, its last part when it is long. */
export type CommandResult = { ended: 'exit'; code: number; output: string } | { ended: 'timeout' | 'missing' | 'aborted'; output: string };

const keep = 1 << 20;
/** Streams are read this long after the program itself has ended. */
const graceMs = 500;

/**
 * Runs a program without a shell and without input. At the end of its time, or when `signal` fires, it is killed with all it has started, so that
 * nothing it leaves behind can hold this process.
 */
export function runCommand(program: string, args: readonly string[], options: { cwd: string; seconds: number; signal: AbortSignal }): Promise<CommandResult> {
  return new Promise((done, fail) => {
    // Its own process group: a test runner starts workers, which would outlive it.
    const group = process.platform !== 'win32';
    const child = spawn(program, [...args], { cwd: options.cwd, stdio: ['ignore', 'pipe', 'pipe'], detached: group });
    let output = '';
    const hear = (chunk: string): void => void (output = (output + chunk).slice(-keep));
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    const end = (result: CommandResult): void => {
      clearTimeout(timer);
      options.signal.removeEventListener('abort', abort);
      child.stdout.destroy();
      child.stderr.destroy();
      done(result);
    };
    const kill = (why: 'timeout' | 'aborted'): void => {
      if (child.pid !== undefined) killAll(child.pid, group);
      end({ ended: why, output });
    };
    const abort = (): void => kill('aborted');
    const timer = setTimeout(() => kill('timeout'), options.seconds * 1000);
    options.signal.addEventListener('abort', abort);
    child.on('error', error => (errno(error) === 'ENOENT' || errno(error) === 'EACCES' ? end({ ended: 'missing', output }) : fail(error)));
    child.on('close', code => end({ ended: 'exit', code: code ?? 1, output }));
    // A process it left behind may hold the streams open for ever.
    child.on('exit', code => setTimeout(() => end({ ended: 'exit', code: code ?? 1, output }), graceMs));
  });
}

function killAll(pid: number, group: boolean): void {
  try {
    process.kill(group ? -pid : pid, 'SIGKILL');
  } catch (error) {
    if (errno(error) !== 'ESRCH') throw error;
  }
}

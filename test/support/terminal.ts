import { join } from 'node:path';
import { spawn as spawnPty } from '@lydell/node-pty';
import { projectRoot } from './cli.ts';

export type Terminal = { screen: () => string; waitFor: (text: RegExp, what?: string) => Promise<void>; type: (keys: string) => void; kill: (signal: string) => void; exit: Promise<number>; clear: () => void };

/** The real command on a pseudo-terminal of its own. */
export function terminal(cwd: string, args: readonly string[], options: { columns?: number; env?: Record<string, string> } = {}): Terminal {
  const env: Record<string, string> = { PATH: process.env['PATH'] ?? '', HOME: cwd, TERM: 'xterm-256color', ...options.env };
  const child = spawnPty(process.execPath, [join(projectRoot, 'src/cli.ts'), ...args], { cwd, env, cols: options.columns ?? 100, rows: 40 });
  let text = '';
  // eslint-disable-next-line no-control-regex -- escape sequences are what a terminal prints
  child.onData(data => (text += data.replace(/\u001B\[[0-9;?]*[A-Za-z]/g, '').replaceAll('\r', '')));
  const exit = new Promise<number>(done => child.onExit(({ exitCode, signal }) => done(signal === undefined || signal === 0 ? exitCode : 128 + signal)));
  return {
    screen: () => text,
    clear: () => (text = ''),
    type: keys => child.write(keys),
    kill: signal => child.kill(signal),
    exit,
    waitFor: async (wanted, what = String(wanted)) => {
      const end = Date.now() + 40_000;
      while (!wanted.test(text.replace(/\s+/g, ' '))) {
        if (Date.now() > end) throw new Error(`waited for ${what}; the screen shows:\n${text.slice(-1500)}`);
        await new Promise(done => setTimeout(done, 25));
      }
    },
  };
}

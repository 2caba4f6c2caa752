import { spawn as spawnPty } from '@lydell/node-pty';
import { builtCli } from './cli.ts';

export type Terminal = { screen: () => string; /** Every byte as it came, escape sequences included. */ raw: () => string; waitFor: (text: RegExp, what?: string) => Promise<void>; type: (keys: string) => void; kill: (signal: string) => void; exit: Promise<number>; clear: () => void; /** What was printed since the last call; `waitFor` then looks at what follows. */ page: () => string; /** Does a plain prompt wait for an answer? */ prompted: () => boolean };

/** The built command on a pseudo-terminal of its own. */
export function terminal(cwd: string, args: readonly string[], options: { columns?: number; env?: Record<string, string> } = {}): Terminal {
  const env: Record<string, string> = { PATH: process.env['PATH'] ?? '', HOME: cwd, TERM: 'xterm-256color', ...options.env };
  const child = spawnPty(process.execPath, [builtCli, ...args], { cwd, env, cols: options.columns ?? 100, rows: 40 });
  let text = '';
  let from = 0;
  let bytes = '';
  child.onData(data => {
    bytes += data;
    // oxlint-disable-next-line no-control-regex -- escape sequences are what a terminal prints
    text += data.replace(/\u001B\[[0-9;?]*[A-Za-z]/g, '').replaceAll('\r', '');
  });
  const exit = new Promise<number>(done => child.onExit(({ exitCode, signal }) => done(signal === undefined || signal === 0 ? exitCode : 128 + signal)));
  return {
    screen: () => text,
    raw: () => bytes,
    clear: () => {
      text = '';
      from = 0;
    },
    page: () => {
      const shown = text.slice(from);
      from = text.length;
      return shown;
    },
    prompted: () => text.slice(from).endsWith('> '),
    type: keys => child.write(keys),
    kill: signal => child.kill(signal),
    exit,
    waitFor: async (wanted, what = String(wanted)) => {
      const end = Date.now() + 40_000;
      while (!wanted.test(text.slice(from).replace(/\s+/g, ' '))) {
        if (Date.now() > end) throw new Error(`waited for ${what}; the screen shows:\n${text.slice(-1500)}`);
        await new Promise(done => setTimeout(done, 25));
      }
    },
  };
}

/** Answers page after page of plain prompts, until the command ends. `reply` gets what was printed since its last answer; '' is Enter. */
export async function converse(screen: Terminal, reply: (page: string) => string): Promise<number> {
  let ended: number | null = null;
  void screen.exit.then(code => (ended = code));
  for (let waits = 0; waits < 4000; waits++) {
    if (ended !== null) return ended;
    if (screen.prompted()) screen.type(`${reply(screen.page())}\r`);
    else await new Promise(done => setTimeout(done, 20));
  }
  throw new Error(`no end:\n${screen.screen().slice(-2000)}`);
}

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const cli = join(root, 'dist/cli.mjs');

/** Whole process: wall time, user and system time, largest resident set. */
export type Cost = { wallMs: number; cpuMs: number; peakMb: number };

const report = join(root, 'test/bench/report.mjs');
// Under a package script INIT_CWD names the repository; the command would work there instead of in `cwd`.
const { INIT_CWD: _, ...env } = process.env;

/** Runs Node with `args` in `cwd`; any exit code up to `allowed` is fine. The child reports its own costs on file descriptor 3. */
export function run(args: readonly string[], cwd: string, allowed = 1): Cost {
  const begin = performance.now();
  const child = spawnSync(process.execPath, ['--import', report, ...args], { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe', 'pipe'], maxBuffer: 1 << 30 });
  const wallMs = performance.now() - begin;
  if (child.status === null || child.status > allowed) throw new Error(`${args.join(' ')} ended with ${String(child.status)}: ${child.stderr}`);
  const [cpuMs = 0, peakMb = 0] = (child.output[3] ?? '').trim().split(' ').map(Number);
  return { wallMs, cpuMs, peakMb };
}

/** Median of `rounds` runs, by cpu time. */
export function median(rounds: number, args: readonly string[], cwd: string, allowed = 1): Cost {
  const costs = Array.from({ length: rounds }, () => run(args, cwd, allowed)).sort((a, b) => a.cpuMs - b.cpuMs);
  const middle = costs[Math.floor(rounds / 2)];
  if (middle === undefined) throw new Error('no round was run');
  return middle;
}

/** One line: what was done, what it cost, and how that stands to its limit. */
export function say(what: string, cost: Cost, limit: { value: number; ratio: number; of: string } | null): void {
  const against = limit === null ? '' : `  ${limit.value.toFixed(2)} of ${limit.of}, limit ${limit.ratio}${limit.value <= limit.ratio ? '' : '  OVER'}`;
  process.stdout.write(`${what.padEnd(46)} cpu ${String(Math.round(cost.cpuMs)).padStart(6)} ms, wall ${String(Math.round(cost.wallMs)).padStart(6)} ms, peak ${String(Math.round(cost.peakMb)).padStart(4)} MB${against}\n`);
}

// Prints what whole runs of the built command cost: start-up, planning, checking. `node test/bench/whole.ts [--peer FILE] [documents ...]`, after
// `pnpm build`; prints against the limits, asserts nothing. Default: 1,000 and 10,000 documents, which shows that cost is linear and memory is not.
// `--peer` (or the variable BENCH_PEER) names the entry of an installed markdownlint-cli2, which then reads the first set in the same minutes.
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cli, median, root, run, say, type Cost } from './measure.ts';
import { writeLargeSpec } from './large-spec.ts';
import { writePlans } from './plans.ts';

const folder = mkdtempSync(join(tmpdir(), 'planwright-bench-'));
try {
  const node = median(9, ['-e', '0'], folder);
  say('node -e 0', node, null);
  const version = median(9, [cli, '--version'], folder);
  say('plan --version', version, { value: version.cpuMs / node.cpuMs, ratio: 1.5, of: 'node -e 0' });

  const one = join(folder, 'one');
  writePlans(one, 1);
  writeFileSync(join(one, 'plain.md'), '# Plan\n\n## Tasks\n\n- [ ] **T-1** Write the model\n');
  const plain = median(5, [cli, 'check', 'plain.md'], one);
  say('plan check ONE', plain, { value: plain.cpuMs / node.cpuMs, ratio: 5, of: 'node -e 0' });
  const drawn = median(5, [cli, 'check', 'group-0/plan-0.md'], one);
  say('plan check ONE, 18 KB with 3 diagrams', drawn, { value: drawn.cpuMs / node.cpuMs, ratio: 8, of: 'node -e 0' });

  const feature = join(folder, 'feature');
  for (const part of ['specs', 'requirements', 'docs/planning', 'plan.config.yaml']) cpSync(join(root, part), join(feature, part), { recursive: true });
  const planned = run([cli, 'stravaai', '--yes'], feature);
  say('plan stravaai --yes', planned, { value: planned.wallMs / 1000, ratio: 1, of: '1 s wall' });

  const large = join(folder, 'large');
  const wide = run([cli, writeLargeSpec(large), '--yes'], large);
  say('plan large --yes, 2,000 tasks', wide, { value: wide.wallMs / 1000, ratio: 3, of: '1 s wall' });

  const { values, positionals } = parseArgs({ options: { peer: { type: 'string' } }, allowPositionals: true });
  const peer = values.peer ?? process.env['BENCH_PEER'] ?? null;
  const sizes = positionals.length > 0 ? positionals.map(Number) : [1_000, 10_000];
  let reference: Cost | null = null;
  let each: number | null = null;
  const against = (cost: Cost, ratio: number): { value: number; ratio: number; of: string } | null => (reference === null ? null : { value: cost.cpuMs / reference.cpuMs, ratio, of: 'markdownlint-cli2' });
  for (const count of sizes) {
    const many = join(folder, `check-${count}`);
    writePlans(join(many, 'docs/execution'), count);
    writeFileSync(join(many, 'plan.config.yaml'), '{}\n');
    if (peer !== null && count === sizes[0]) {
      reference = run([peer, '**/*.md'], many);
      say(`markdownlint-cli2, ${count} documents`, reference, null);
    }
    const limits = count === sizes[0];
    const bare = run([cli, 'check', '--format', 'json', '--rule', 'diagrams=off'], many);
    say(`plan check, ${count} documents without diagrams`, bare, limits ? against(bare, 0.05) : null);
    // Where a repository keeps what tools cache.
    mkdirSync(join(many, 'node_modules'));
    const cold = run([cli, 'check', '--format', 'json'], many);
    say(`plan check, ${count} documents, cold`, cold, limits ? against(cold, 0.12) : { value: cold.cpuMs / count / (each ?? Number.NaN), ratio: 1.3, of: 'the same a document' });
    say(`  its memory`, cold, { value: cold.peakMb / 300, ratio: 1, of: '300 MB' });
    each ??= cold.cpuMs / count;
    const warm = run([cli, 'check', '--format', 'json'], many);
    say(`plan check, ${count} documents, again`, warm, limits ? against(warm, 0.02) : null);
    appendFileSync(join(many, 'docs/execution/group-0/plan-0.md'), '\nOne more sentence.\n');
    const changed = run([cli, 'check', '--format', 'json'], many);
    say(`plan check, ${count} documents, one changed`, changed, { value: (changed.cpuMs - warm.cpuMs) / drawn.cpuMs, ratio: 1, of: 'plan check ONE above the run before' });
    rmSync(many, { recursive: true });
  }
} finally {
  rmSync(folder, { recursive: true });
}

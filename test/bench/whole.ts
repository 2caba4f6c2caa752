// Prints what whole runs of the built command cost: start-up, planning, checking. `node test/bench/whole.ts [documents ...]`, after `pnpm build`;
// prints against the limits, asserts nothing. Default: 100 documents; `node test/bench/whole.ts 100 1000 10000` shows that cost is linear.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cli, median, root, run, say } from './measure.ts';
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

  const sizes = process.argv.slice(2).map(Number);
  for (const count of sizes.length > 0 ? sizes : [100]) {
    const many = join(folder, `check-${count}`);
    writePlans(join(many, 'docs/execution'), count);
    writeFileSync(join(many, 'plan.config.yaml'), '{}\n');
    // Where a repository keeps what tools cache.
    mkdirSync(join(many, 'node_modules'));
    const cold = run([cli, 'check', '--format', 'json'], many);
    say(`plan check, ${count} documents, cold`, cold, { value: cold.peakMb / 300, ratio: 1, of: '300 MB' });
    const warm = run([cli, 'check', '--format', 'json'], many);
    say(`plan check, ${count} documents, again`, warm, { value: warm.cpuMs / cold.cpuMs, ratio: 0.17, of: 'cold' });
    rmSync(many, { recursive: true });
  }
} finally {
  rmSync(folder, { recursive: true });
}

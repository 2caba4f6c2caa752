// Prints what reading samples costs against one JSON.parse of the same bytes, each as a process of its own.
// `node test/bench/samples.ts [--large]`; prints, asserts nothing. `--large` adds 1 GB, which JSON.parse cannot hold as one string.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { createRandom } from '../support/random.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'planwright-bench-'));
const rounds = 3;

/** Printed by each child before it ends. */
const report = "\nconst used = process.resourceUsage(); console.log(Math.round((used.userCPUTime + used.systemCPUTime) / 1e3), Math.round(used.maxRSS / 1e3));";

type Cost = { wallMs: number; cpuMs: number; peakMb: number };

try {
  const ours = await bundle();
  const parse = join(folder, 'parse.mjs');
  writeFileSync(parse, `import { readFileSync } from 'node:fs'; JSON.parse(readFileSync(process.argv[2], 'utf8'));${report}`);
  for (const [records, lines] of [[10_000, false], [100_000, false], [100_000, true]] as const) {
    const file = activities(records, lines);
    const own = best(ours, file);
    process.stdout.write(`${records} activities, ${megabytes(file)} MB ${lines ? 'NDJSON' : 'array'}: ${own.wallMs} ms (cpu ${own.cpuMs}), peak ${own.peakMb} MB`);
    if (!lines) {
      const reference = best(parse, file);
      process.stdout.write(`; JSON.parse ${reference.wallMs} ms (cpu ${reference.cpuMs}), peak ${reference.peakMb} MB; ratio ${(own.wallMs / reference.wallMs).toFixed(2)} wall, ${(own.cpuMs / reference.cpuMs).toFixed(2)} cpu`);
    }
    process.stdout.write('\n');
  }
  if (process.argv.includes('--large')) {
    for (const lines of [false, true]) {
      const file = activities(540_000, lines);
      const own = run(ours, file);
      process.stdout.write(`${megabytes(file)} MB ${lines ? 'NDJSON' : 'array'}: ${own.wallMs} ms (cpu ${own.cpuMs}), peak ${own.peakMb} MB\n`);
      rmSync(file);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** The reader as the published command runs it: type stripping alone would take half the memory limit. */
async function bundle(): Promise<string> {
  const outfile = join(folder, 'ours.mjs');
  await build({
    stdin: {
      contents: `import { createReadStream, readFileSync } from 'node:fs';
        import { parse } from 'yaml';
        import { Provider } from './src/model/knowledge.ts';
        import { createSampleReader } from './src/sources/samples/read.ts';
        const reader = createSampleReader([Provider.parse(parse(readFileSync('templates/providers/strava.yaml', 'utf8')))]);
        await reader.file('activities.json', createReadStream(process.argv[2]));
        reader.finish();${report}`,
      resolveDir: root, loader: 'ts',
    },
    bundle: true, platform: 'node', format: 'esm', outfile, logLevel: 'error', banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return outfile;
}

function best(script: string, file: string): Cost {
  const runs = Array.from({ length: rounds }, () => run(script, file));
  return { wallMs: Math.min(...runs.map((one) => one.wallMs)), cpuMs: Math.min(...runs.map((one) => one.cpuMs)), peakMb: Math.max(...runs.map((one) => one.peakMb)) };
}

function run(script: string, file: string): Cost {
  const begin = performance.now();
  const child = spawnSync(process.execPath, [script, file], { cwd: root, encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  const [cpuMs = 0, peakMb = 0] = child.stdout.trim().split(' ').map(Number);
  return { wallMs: Math.round(performance.now() - begin), cpuMs, peakMb };
}

function megabytes(file: string): string {
  return (statSync(file).size / 1e6).toFixed(0);
}

/** About 1.9 KB each, in the shape of a summary activity; every value invented. */
function activities(count: number, lines: boolean): string {
  const file = join(folder, `${count}${lines ? '.ndjson' : '.json'}`);
  const random = createRandom(7);
  const between = (low: number, high: number): number => low + (random() % (high - low + 1));
  const out = openSync(file, 'w');
  let text = lines ? '' : '[';
  for (let at = 0; at < count; at++) {
    const id = 90_000_000_000 + at * 977;
    const heart = at % 10 < 7 ? { average_heartrate: between(900, 1750) / 10, max_heartrate: between(120, 205) } : {};
    text += JSON.stringify({
      resource_state: 2, athlete: { id: 100_001, resource_state: 1 }, name: `Test ${['Run', 'Ride', 'Swim'][at % 3] ?? ''}${at % 4 === 0 ? ' \u{1F6B4}' : ''}`, distance: between(0, 1_200_000) / 10, moving_time: between(60, 30_000), elapsed_time: between(60, 36_000),
      total_elevation_gain: between(0, 25_000) / 10, type: 'Run', sport_type: ['Run', 'Ride', 'Swim', 'Hike'][at % 4], workout_type: at % 2 === 0 ? null : 1, device_name: 'Test Watch 1', id, start_date: new Date(1.6e12 + at * 1e6).toISOString(), start_date_local: new Date(1.6e12 + at * 1e6).toISOString(),
      timezone: '(GMT+00:00) Etc/UTC', utc_offset: 0, location_city: null, location_state: null, location_country: null, achievement_count: between(0, 30), kudos_count: between(0, 200), comment_count: between(0, 20), athlete_count: 1, photo_count: 0,
      map: { id: `a${id}`, summary_polyline: 'zipAlaxtDeFvDnBrBMqBtANeCnAhHyDyErJzCjH{@fJlBsIuFuDuJhJlB{EtJbF_H`GlDiHgE}IsDrG\\iAw@dAbE}Ab@hJoE`H'.repeat(between(2, 7)), resource_state: 2 }, trainer: false, commute: at % 5 === 0, manual: false, private: at % 10 === 0,
      visibility: 'everyone', flagged: false, gear_id: 'b1000001', start_latlng: [between(-50_000, 50_000) / 1e5, -30.5], end_latlng: [between(-50_000, 50_000) / 1e5, -30.5], average_speed: between(0, 15_000) / 1e3, max_speed: between(0, 25_000) / 1e3, average_cadence: between(400, 1000) / 10, average_temp: between(-10, 38),
      average_watts: between(500, 3500) / 10, weighted_average_watts: between(60, 360), kilojoules: between(100, 40_000) / 10, device_watts: at % 3 === 0, has_heartrate: at % 10 < 7, ...heart, heartrate_opt_out: false, display_hide_heartrate_option: true, max_watts: between(100, 1300), elev_high: between(0, 25_000) / 10, elev_low: between(-500, 9000) / 10,
      upload_id: 80_000_000_000 + at, upload_id_str: String(80_000_000_000 + at), external_id: `test_upload_${at}.fit`, from_accepted_tag: false, pr_count: 0, total_photo_count: 0, has_kudoed: false, suffer_score: at % 4 === 0 ? between(12, 180) : null, hide_from_home: false, segment_leaderboard_opt_out: false, leaderboard_opt_out: false,
    }) + (lines ? '\n' : at < count - 1 ? ',\n' : ']\n');
    if (text.length > 1 << 20) { writeSync(out, text); text = ''; }
  }
  writeSync(out, text);
  closeSync(out);
  return file;
}

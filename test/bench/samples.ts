// Prints what `plan inspect samples` of the built command costs against one JSON.parse of the same bytes, whole process against whole process,
// medians. `node test/bench/samples.ts [--large]`, after `pnpm build`; prints, asserts nothing. `--large` adds 1 GB, which JSON.parse cannot
// hold as one string.
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createRandom } from '../support/random.ts';
import { cli, median, run, say } from './measure.ts';

const folder = mkdtempSync(join(tmpdir(), 'planwright-bench-'));
const rounds = 5;

try {
  writeFileSync(join(folder, 'plan.config.yaml'), '{}\n');
  const parse = join(folder, 'parse.mjs');
  writeFileSync(parse, "import { readFileSync } from 'node:fs'; JSON.parse(readFileSync(process.argv[2], 'utf8'));");
  const read = (file: string): string[] => [cli, 'inspect', 'samples', basename(file), '--format', 'json'];
  for (const records of [10_000, 100_000]) {
    const file = activities(records, false);
    const reference = median(rounds, [parse, file], folder);
    say(`JSON.parse, ${megabytes(file)} MB`, reference, null);
    const own = median(rounds, read(file), folder);
    say(`plan inspect samples, ${records} activities`, own, records < 100_000 ? null : { value: own.cpuMs / reference.cpuMs, ratio: 1, of: 'JSON.parse' });
    if (records === 100_000) say('  its peak', own, { value: own.peakMb / 120, ratio: 1, of: '120 MB' });
  }
  const lines = activities(100_000, true);
  say(`the same as NDJSON, ${megabytes(lines)} MB`, median(rounds, read(lines), folder), null);
  if (process.argv.includes('--large')) {
    for (const ndjson of [false, true]) {
      const file = activities(540_000, ndjson);
      const own = run(read(file), folder);
      say(`${megabytes(file)} MB ${ndjson ? 'NDJSON' : 'array'}`, own, { value: own.peakMb / 150, ratio: 1, of: '150 MB' });
      rmSync(file);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
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

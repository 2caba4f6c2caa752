import type { Finding } from '../../model/finding.ts';
import type { SampleFile } from '../../model/samples.ts';
import { sampleFinding } from './troubles.ts';

/** Rule id, to be silenced in `plan.config.yaml` where the samples are invented. */
export const trackedRule = 'samples/tracked-sensitive';

/** Warns of sample files with secrets, locations, health or personal data that git tracks. `tracked` holds paths as `SampleFile.path` does. */
export function trackedFindings(files: readonly SampleFile[], tracked: ReadonlySet<string>, severity: 'warning' | 'info'): Finding[] {
  return files
    .filter((file) => tracked.has(file.path) && file.sensitive.length > 0)
    .map((file) => sampleFinding('tracked-sensitive', severity, file.path, 1, `git tracks this file, and it holds fields of class ${file.sensitive.join(', ')}.`,
      `Keep real responses out of git. If every value is invented, set \`rules: { ${trackedRule}: off }\` in plan.config.yaml.`));
}

import type { Finding } from '../../model/finding.ts';
import type { SampleFile } from '../../model/samples.ts';
import { sampleFinding } from './troubles.ts';

/**
 * Warns of sample files with secrets, locations, health or personal data that git tracks. `tracked` holds paths as `SampleFile.path`
 * writes them; `synthetic` says that a person declared the samples invented, which turns the warning into information.
 */
export function trackedFindings(files: readonly SampleFile[], tracked: ReadonlySet<string>, synthetic = false): Finding[] {
  return files
    .filter((file) => tracked.has(file.path) && file.sensitive.length > 0)
    .map((file) => sampleFinding('tracked-sensitive', synthetic ? 'info' : 'warning', file.path, 1,
      `git tracks this file, and it holds fields of class ${file.sensitive.join(', ')}.`, 'Keep real responses out of git; commit synthetic ones only.'));
}

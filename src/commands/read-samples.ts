import { inSmallSpace } from '../io/engine.ts';
import type { Finding } from '../model/finding.ts';
import type { SampleFacts } from '../model/samples.ts';
import { createSampleReader } from '../sources/samples/read.ts';
import type { Context } from './context.ts';

/** What the sample files say together. Apart from the specs, whose readers are many. */
export async function readSamples(context: Context, paths: readonly string[]): Promise<{ facts: SampleFacts; findings: Finding[] }> {
  const reader = createSampleReader((await context.knowledge()).providers);
  await inSmallSpace(async () => {
    for (const path of paths) {
      if (context.io.signal.aborted) break;
      await reader.file(path, context.disk.stream(path));
    }
  });
  return reader.finish();
}

import { join } from 'node:path';
import { createDiagramParser } from '../../../src/check/mermaid/parser.ts';
import type { DiagramParser } from '../../../src/check/mermaid/verdict.ts';
import { openContext } from '../../../src/commands/context.ts';
import { gatherFacts } from '../../../src/commands/gather.ts';
import { derivedFromState, effectiveAnswers, withProfile } from '../../../src/commands/session.ts';
import { derivePlan } from '../../../src/derive/plan.ts';
import type { Io } from '../../../src/io/io.ts';
import { loadMermaid } from '../../../src/io/mermaid.ts';
import type { Knowledge } from '../../../src/model/knowledge.ts';
import type { Plan } from '../../../src/model/plan/index.ts';
import { renderPlan } from '../../../src/render/render.ts';
import { projectRoot } from '../../support/cli.ts';
import { templateFiles } from '../../support/knowledge.ts';

export type Generated = { plan: Plan; documents: Map<string, string>; knowledge: Knowledge; parse: DiagramParser; paths: ReadonlySet<string> };

/** The documents that the tool makes of this repository's own spec and samples, in memory, with the plan they come from. */
export async function generate(): Promise<Generated> {
  const context = await openContext(stillIo(), { cwd: projectRoot, quiet: true });
  const facts = await gatherFacts(context, 'stravaai', { spec: [], samples: [] });
  const knowledge = await context.knowledge();
  const answers = effectiveAnswers(await withProfile(context, 'stravaai', undefined, { schemaVersion: 1, feature: 'stravaai', answers: {} }));
  const plan = derivePlan(facts, answers, knowledge, { plan: '3MMf8oHiS0idqRaigtYxGUA4M77', asOf: '2026-11-20' });
  const documents = renderPlan(plan, knowledge, {});
  const paths = new Set([...(await context.disk.glob(['specs/**/*', 'docs/**/*', 'requirements/**/*'])), ...documents.keys()]);
  return { plan, documents, knowledge, paths, parse: await createDiagramParser(await loadMermaid()) };
}

/** The documents of the clinic, with the answers that its folder keeps. */
export async function generateClinic(): Promise<Generated> {
  const context = await openContext(stillIo(), { cwd: join(projectRoot, 'test/cases/clinic-bookings'), quiet: true });
  const { plan, documents, knowledge } = await derivedFromState(context, 'clinic-bookings');
  const paths = new Set([...(await context.disk.glob(['specs/**/*', 'docs/**/*'])), ...documents.keys()]);
  return { plan, documents, knowledge, paths, parse: await createDiagramParser(await loadMermaid()) };
}

/** An edge that says nothing, knows one day and mints one id. */
function stillIo(): Io {
  const output = { write: () => {}, isTTY: false, columns: 80, rows: 24, stream: process.stdout };
  return {
    cwd: projectRoot,
    env: {},
    stdout: output,
    stderr: output,
    stdin: { isTTY: false, lines: async function* () {}, stream: process.stdin },
    today: () => '2026-11-20',
    progress: () => () => undefined,
    generateKSUID: () => '3MMf8oHiS0idqRaigtYxGUA4M77',
    templates: async () => templateFiles(),
    prepared: async () => null,
    version: '0.0.0',
    signal: new AbortController().signal,
  };
}

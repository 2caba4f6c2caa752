import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { createDiagramParser } from '../check/mermaid/parser.ts';
import type { MermaidModule } from '../check/mermaid/parser.ts';
import type { DiagramParser } from '../check/mermaid/verdict.ts';
import { UserError } from '../model/errors.ts';

const functions = z.custom<(...args: unknown[]) => unknown>(value => typeof value === 'function');
const Loaded = z.object({ default: z.custom<MermaidModule>(value => z.object({ parse: functions, mermaidAPI: z.object({ getDiagramFromText: functions, reset: functions }) }).safeParse(value).success) });

/** Loads the parse-only bundle that `pnpm install` builds. Throws UserError when it is not there. Takes about 40 ms. */
export async function loadDiagramParser(folder: string = join(import.meta.dirname, '../../dist/mermaid')): Promise<DiagramParser> {
  const file = join(folder, 'mermaid.mjs');
  if (!existsSync(file)) throw new UserError(`The diagram grammars are not built (${file} is missing).`, 'Run pnpm install, which builds them.');
  const loaded: unknown = await import(pathToFileURL(file).href);
  return createDiagramParser(Loaded.parse(loaded).default);
}

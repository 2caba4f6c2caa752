import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { packageRoot } from './package-root.ts';
import { UserError } from '../model/errors.ts';

/** The part of Mermaid that parsing needs. */
export type Mermaid = {
  parse(text: string, options?: { suppressErrors: boolean }): Promise<unknown>;
  mermaidAPI: { getDiagramFromText(text: string): Promise<{ type: string }>; reset(): void };
};

const functions = z.custom<(...args: unknown[]) => unknown>(value => typeof value === 'function');
const Shape = z.object({ parse: functions, mermaidAPI: z.object({ getDiagramFromText: functions, reset: functions }) });
const Loaded = z.object({ default: z.custom<Mermaid>(value => Shape.safeParse(value).success) });

/** Loads the parse-only bundle that `pnpm install` builds, in about 40 ms. Throws UserError when it is not there. */
export async function loadMermaid(folder: string = join(packageRoot, 'dist/mermaid')): Promise<Mermaid> {
  const file = join(folder, 'mermaid.mjs');
  if (!existsSync(file)) throw new UserError(`The diagram grammars are not built (${file} is missing).`, 'Run pnpm install, which builds them.');
  const loaded: unknown = await import(pathToFileURL(file).href);
  return Loaded.parse(loaded).default;
}

import { parseDocument, stringify } from 'yaml';
import type * as z from 'zod';
import { UserError } from '../model/errors.ts';
import { nearest } from '../text/nearest.ts';

const maxBytes = 1_000_000;
const maxDepth = 40;

/** Plain data as YAML, one entry a line however long, so that it diffs. */
export const printYaml = (data: unknown): string => stringify(data, { lineWidth: 0 });

/** YAML text to plain data. Every way a file can be bad (syntax, alias bomb, depth, size) ends in a UserError with file and line. */
export function readYaml(text: string, path: string): unknown {
  if (text.length > maxBytes) throw new UserError(`${path} is larger than 1 MB`, 'Remove what does not belong there.');
  const depth = Math.max(0, ...text.split('\n').map(line => (line.match(/[[{]/g) ?? []).length));
  if (depth > maxDepth * 10) throw new UserError(`${path} is nested too deeply`, `At most ${maxDepth} levels are read.`);
  const document = parseDocument(text, { logLevel: 'silent' });
  const problem = document.errors[0];
  if (problem !== undefined) {
    const line = problem.linePos?.[0].line;
    throw new UserError(`${path}${line === undefined ? '' : `:${line}`}: broken YAML: ${(problem.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')}`, 'Mend the line, or restore the file from git.');
  }
  try {
    return document.toJS({ maxAliasCount: 50 });
  } catch (error) {
    if (error instanceof ReferenceError || error instanceof RangeError) throw new UserError(`${path}: too many YAML aliases or levels`, 'Write the values out.', { cause: error });
    throw error;
  }
}

/** Validates what `readYaml` gave. The UserError names the first bad key, the nearest of `known` under its parent, and the form that is expected. */
export function parseState<T extends z.ZodType>(schema: T, data: unknown, path: string, known: Readonly<Record<string, readonly string[]>> = {}): z.infer<T> {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  if (issue === undefined) throw result.error;
  const where = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const near = nearest(key, known[where] ?? []);
    throw new UserError(`${path}: unknown key "${key}"${where === '' ? '' : ` under ${where}`}`, near === null ? 'Remove it.' : `Did you mean "${near}"?`);
  }
  throw new UserError(`${path}: ${where === '' ? 'the file' : where}: ${issue.message}`, 'Write a value of that form, or remove the key.');
}

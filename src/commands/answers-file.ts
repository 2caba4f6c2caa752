import * as z from 'zod';
import { isSheet, readSheet } from '../interview/sheet.ts';
import { typedValue } from '../interview/typed.ts';
import { UserError } from '../model/errors.ts';
import { parseState, readYaml } from '../write/yaml.ts';
import type { Context } from './context.ts';

const Plain = z.record(z.string(), z.unknown());
const Entry = z.looseObject({ value: z.unknown(), state: z.enum(['answered', 'default', 'open']).optional() });

/** Keys and values of an answers file: a ticked question sheet, plain `key: value`, or the shape of `answers.yaml`. Entries that were left open or took the default are no answers. */
export async function readAnswersFile(context: Context, typed: string): Promise<Map<string, unknown>> {
  const path = await context.disk.inside(typed, context.cwd);
  const text = await context.disk.read(path);
  if (text === null) throw new UserError(`Cannot find ${typed}`, 'Make one with: plan answers --template > answers.yaml');
  if (isSheet(text)) return new Map([...readSheet(text, path)].map(([key, said]) => [key, typedValue(key, said)]));
  const data = parseState(Plain, readYaml(text, path) ?? {}, path);
  const rows = 'answers' in data ? parseState(Plain, data['answers'] ?? {}, path) : data;
  const values = new Map<string, unknown>();
  for (const [key, raw] of Object.entries(rows)) {
    if (key === 'schemaVersion' || key === 'feature') continue;
    const entry = Entry.safeParse(raw);
    if (!entry.success) values.set(key, raw);
    else if (entry.data.state === undefined || entry.data.state === 'answered') values.set(key, entry.data.value);
  }
  return values;
}

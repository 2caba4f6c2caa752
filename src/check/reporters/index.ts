import github from './github.ts';
import json from './json.ts';
import plain from './plain.ts';
import pretty from './pretty.ts';
import type { Reporter } from './reporter.ts';

/** Every reporter; `--format` choices come from here. */
export const reporters: readonly Reporter[] = [pretty, plain, json, github];

/** The reporter of that name, or null. */
export const reporterOf = (id: string): Reporter | null => reporters.find(reporter => reporter.id === id) ?? null;

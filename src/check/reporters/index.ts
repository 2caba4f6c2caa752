import github from './github.ts';
import gitlab from './gitlab.ts';
import json from './json.ts';
import junit from './junit.ts';
import markdown from './markdown.ts';
import plain from './plain.ts';
import pretty from './pretty.ts';
import type { Reporter } from './reporter.ts';
import sarif from './sarif.ts';

/** Every reporter; `--format` choices come from here. */
export const reporters: readonly Reporter[] = [pretty, plain, json, sarif, junit, github, gitlab, markdown];

/** The reporter of that name, or null. */
export const reporterOf = (id: string): Reporter | null => reporters.find(reporter => reporter.id === id) ?? null;

import type { Generated } from './documents.ts';

/** One defect put into the generated documents: the changed texts, and where somebody would look for it. */
export type Mutant = { texts: Map<string, string>; at: { file: string; line: number }[] };
export type Mutation = { name: string; make: (made: Generated) => Mutant };

export const core = 'ai_docs/context/core_docs/stravaai';
export const prd = `${core}/prd.md`;
export const add = `${core}/add.md`;
export const charter = `${core}/project_charter.md`;
export const wbs = `${core}/wbs.md`;
export const plan = 'docs/execution/stravaai/plan.md';
export const decisions = 'docs/execution/stravaai/decisions.md';
export const workflows = 'ai_docs/context/workflows/stravaai_workflows.md';

export function textOf(made: Generated, path: string): string {
  const text = made.documents.get(path);
  if (text === undefined) throw new Error(`no document ${path}`);
  return text;
}

export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** Replaces the first match in one document; the defect stands where the replacement starts. */
export function swap(path: string, find: RegExp, replace: string | ((...groups: string[]) => string)): (made: Generated) => Mutant {
  return made => {
    const text = textOf(made, path);
    const match = find.exec(text);
    if (match === null) throw new Error(`${path} holds nothing like ${find.source}`);
    const by = typeof replace === 'string' ? replace : replace(...match);
    const start = match[0] === by ? 0 : [...match[0]].findIndex((letter, index) => letter !== by[index]);
    return { texts: new Map([[path, text.slice(0, match.index) + by + text.slice(match.index + match[0].length)]]), at: [{ file: path, line: lineAt(text, match.index + Math.max(0, start)) }] };
  };
}

/** The same, in the first document whose path and text match. */
export function swapIn(paths: RegExp, find: RegExp, replace: string | ((...groups: string[]) => string)): (made: Generated) => Mutant {
  return made => {
    const path = [...made.documents.keys()].find(key => paths.test(key) && find.test(textOf(made, key)));
    if (path === undefined) throw new Error(`no document ${paths.source} holds ${find.source}`);
    return swap(path, find, replace)(made);
  };
}

export function insertAfter(path: string, find: RegExp, lines: string): (made: Generated) => Mutant {
  return made => {
    const text = textOf(made, path);
    const match = find.exec(text);
    if (match === null) throw new Error(`${path} holds nothing like ${find.source}`);
    const end = text.indexOf('\n', match.index + match[0].length);
    return { texts: new Map([[path, `${text.slice(0, end + 1)}${lines}\n${text.slice(end + 1)}`]]), at: [{ file: path, line: lineAt(text, end) + 1 + (lines.startsWith('\n') ? 1 : 0) }] };
  };
}

export const packages = /docs\/execution\/stravaai\/\d-[^/]+\/plan\.md$/;
/** One box with its lines. */
export const box = String.raw`- \[ \] \*\*(T-\w+)\*\* [^\n]*\n {6}verify: [^\n]*\n {6}hours: [^\n]*\n`;


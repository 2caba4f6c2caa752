import { LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import { UserError } from '../model/errors.ts';
import { Catalogue, ClaimWords, DatedFact, HouseRules, Knowledge, Language, Lexicon, Products, Profile, Prompt, Provider, Strategies, Wording } from '../model/knowledge.ts';
import { Judging } from '../model/judging.ts';
import { NumberWords } from '../model/number-words.ts';
import { TaskRules } from '../model/task-rules.ts';
import { inBothLetters } from './letters.ts';

/** `facts.yaml` is one list under a key, so that it can carry a comment on top. */
export const FactsFile = z.strictObject({ facts: z.array(DatedFact) });
export type FactsFile = z.infer<typeof FactsFile>;

const noNumberWords: NumberWords = { languages: [], scripts: [] };
const noProducts: Products = { products: [], aliases: {} };
const noHouseRules: HouseRules = { id: 'house-rules', rules: [] };

/**
 * Everything below `templates/`, validated. Keys of `files` are POSIX paths below that folder, such as `profiles/fastapi-mongodb.yaml`;
 * lists come back sorted by id, so the order of `files` changes nothing. Throws UserError naming the file, the line and the path of the
 * first bad key. The catalogue, the lexicon, the task rules, the strategies, the judgement data and one profile are required; any other missing list is empty.
 */
export function loadKnowledge(files: ReadonlyMap<string, string>): Knowledge {
  const profiles = loadFolder(files, 'profiles/', Profile);
  if (profiles.length === 0) throw missing('profiles/<id>.yaml', 'a stack profile');
  const catalogue = loadFile(files, 'catalogue.yaml', Catalogue);
  if (catalogue === null) throw missing('catalogue.yaml', 'the document catalogue');
  const lexicon = loadFile(files, 'lexicon.yaml', Lexicon);
  if (lexicon === null) throw missing('lexicon.yaml', 'the word list of verbs and nouns');
  bare(lexicon);
  const tasks = loadFile(files, 'tasks.yaml', TaskRules);
  if (tasks === null) throw missing('tasks.yaml', 'the data of task macros and forecast');
  const strategies = loadFile(files, 'strategies.yaml', Strategies);
  if (strategies === null) throw missing('strategies.yaml', 'the ways to build a plan and its packages');
  const judging = loadFile(files, 'judgement.yaml', Judging);
  if (judging === null) throw missing('judgement.yaml', 'the numbers and words of targets');
  assertUnique(judging.targets.map((target) => target.slug), 'judgement.yaml', 'target');
  assertUnique(tasks.fixed.map((step) => step.key), 'tasks.yaml', 'fixed task');
  assertUnique(tasks.packages.map((one) => one.key), 'tasks.yaml', 'package');
  assertUnique(catalogue.documents.map((document) => document.id), 'catalogue.yaml', 'document');
  for (const document of catalogue.documents) assertUnique(document.sections.map((section) => section.id), 'catalogue.yaml', `section of ${document.id}`);
  const facts = loadFile(files, 'facts.yaml', FactsFile)?.facts ?? [];
  assertUnique(facts.map((fact) => fact.id), 'facts.yaml', 'fact');
  const providers = loadFolder(files, 'providers/', Provider);
  return {
    catalogue,
    profiles,
    providers,
    houseRules: loadFile(files, 'house-rules.yaml', HouseRules) ?? noHouseRules,
    facts,
    languages: loadFolder(files, 'languages/', Language).map(inBothLetters),
    claims: loadFolder(files, 'claims/', ClaimWords),
    wording: loadFolder(files, 'wording/', Wording),
    products: loadFile(files, 'products.yaml', Products) ?? noProducts,
    lexicon,
    tasks,
    strategies,
    judging,
    templates: Object.fromEntries([...files].filter(([path]) => path.endsWith('.hbs')).toSorted(byKey)),
    numbers: loadFile(files, 'numbers.yaml', NumberWords) ?? noNumberWords,
    prompts: [...files].filter(([path]) => path.startsWith('prompts/')).toSorted(byKey).map(([path, text]) => loadPrompt(path, text)),
    edition: newest([...profiles.map((profile) => profile.asOf), ...providers.map((provider) => provider.asOf), ...[facts, ...providers.map((provider) => provider.facts)].flat().map((fact) => fact.read)]),
  };
}

/** Takes the inherited names off every list of words, so that a noun of a spec such as "constructor" finds nothing that no author wrote. */
function bare(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) Object.setPrototypeOf(value, null);
  for (const each of Object.values(value)) bare(each);
}

/** One YAML text checked against a schema. Throws UserError that names `path`, line and key. */
export function parseYaml<T>(path: string, text: string, schema: z.ZodType<T>): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [fault] = document.errors;
  if (fault !== undefined) {
    const { line, col } = lines.linePos(fault.pos[0]);
    throw new UserError(`${path}:${line}:${col}: not valid YAML: ${fault.message.split('\n')[0] ?? fault.code}`, `Mend line ${line} of ${path}.`, { cause: fault });
  }
  const result = schema.safeParse(plainValue(path, document));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const keys = issue?.path ?? [];
  const line = lineOf(document, lines, keys);
  const key = keys.length === 0 ? 'the file' : keys.map(String).join('.');
  throw new UserError(`${path}:${line}: ${key}: ${issue?.message ?? 'does not fit its schema'}`, `Correct "${key}" in ${path}.`, { cause: result.error });
}

/** Aliases are resolved here, so an unknown one and a bomb of them show up here. */
function plainValue(path: string, document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new UserError(`${path}: its YAML aliases cannot be resolved`, `Write the values of ${path} out in full.`, { cause: error });
  }
}

function lineOf(document: ReturnType<typeof parseDocument>, lines: LineCounter, keys: readonly PropertyKey[]): number {
  for (let length = keys.length; length > 0; length--) {
    const node = document.getIn(keys.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      const start: unknown = node.range[0];
      if (typeof start === 'number') return lines.linePos(start).line;
    }
  }
  return 1;
}

function loadFile<T>(files: ReadonlyMap<string, string>, path: string, schema: z.ZodType<T>): T | null {
  const text = files.get(path);
  return text === undefined ? null : parseYaml(path, text, schema);
}

const PromptHead = z.strictObject({ version: z.int().positive() });

/** `prompts/<id>.md`: front matter with its version, then the text. */
function loadPrompt(path: string, text: string): Prompt {
  const [, head, body] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text) ?? [];
  if (head === undefined || body === undefined) throw new UserError(`${path}:1: no front matter with a version`, `Begin ${path} with --- and "version: 1".`);
  return Prompt.parse({ id: path.slice('prompts/'.length, -'.md'.length), version: parseYaml(path, head, PromptHead).version, text: body.replaceAll('\r\n', '\n').trim() });
}

/** Each file is named after the id it holds, so that an error, a flag and a file name say the same word. */
function loadFolder<T extends { id: string }>(files: ReadonlyMap<string, string>, folder: string, schema: z.ZodType<T>): T[] {
  const found = [...files].filter(([path]) => path.startsWith(folder) && path.endsWith('.yaml')).toSorted(byKey);
  return found.map(([path, text]) => {
    const value = parseYaml(path, text, schema);
    const expected = path.slice(folder.length, -'.yaml'.length);
    if (value.id !== expected) throw new UserError(`${path}: id is "${value.id}", the file name says "${expected}"`, 'Give both the same name.');
    return value;
  });
}

function assertUnique(ids: readonly string[], path: string, what: string): void {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new UserError(`${path}: ${what} "${twice}" is declared twice`, `Keep one "${twice}" in ${path}.`);
}

function missing(path: string, what: string): UserError {
  return new UserError(`templates/${path} is missing: ${what} is required`, 'Restore the templates folder of planwright.');
}

/** The day of the newest statement; ISO days sort as text. */
function newest(days: readonly string[]): string {
  return days.reduce((latest, day) => (day > latest ? day : latest), '');
}

function byKey([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

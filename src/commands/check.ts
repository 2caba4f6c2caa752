import * as z from 'zod';
import { applyBaseline, Baseline, baselineOf, newFindings } from '../check/baseline.ts';
import { sortFindings } from '../check/check.ts';
import { exitCode } from '../check/exit-code.ts';
import { applyFixes } from '../check/fix.ts';
import { reporterOf, reporters } from '../check/reporters/index.ts';
import { rules } from '../check/rules/index.ts';
import { assertKnownRules, type Settings } from '../check/settings.ts';
import { applyFiles } from '../io/apply.ts';
import { createGitDisk, renamesSince } from '../io/git-disk.ts';
import { UserError } from '../model/errors.ts';
import { type Finding, Severity } from '../model/finding.ts';
import type { Plan } from '../model/plan/index.ts';
import type { Lock } from '../model/state.ts';
import { copy } from '../text/copy.ts';
import { pickFormat, type Context } from './context.ts';
import { judge, type DocumentSet } from './judging.ts';
import { expand, plannedFeatures } from './paths.ts';
import { parseOptions } from './options.ts';
import { counted } from '../text/count.ts';

const Options = z.object({
  outputFile: z.string().optional(),
  maxWarnings: z.int().optional(),
  rule: z.array(z.string()).default([]),
  ruleSet: z.enum(['start', 'recommended', 'all'], 'start, recommended or all').optional(),
  since: z.string().optional(),
  updateBaseline: z.boolean().default(false),
  fix: z.boolean().default(false),
  strict: z.boolean().default(false),
});
type Options = z.infer<typeof Options>;

const defaultBaseline = '.plan/baseline.yaml';

/** `plan check [paths...]`: findings of plan documents. The exit code belongs to the findings, not to the format. */
export async function run(context: Context, args: readonly string[], given: unknown): Promise<number> {
  const options = parseOptions(Options, given);
  const ids = reporters.map(reporter => reporter.id);
  const [first, ...rest] = ids;
  if (first === undefined) throw new Error('there is no reporter');
  const automatic = context.io.env['GITHUB_ACTIONS'] === 'true' ? 'github' : context.io.stdout.isTTY ? 'pretty' : 'plain';
  const format = pickFormat(context.format ?? automatic, [first, ...rest]);
  const reporter = reporterOf(format);
  if (reporter === null) throw new Error(`no reporter ${format}`);
  // Settings may also name what `plan inspect` finds while it reads.
  assertKnownRules(rules, [...Object.keys(context.config.rules ?? {}), ...Object.keys(severities(options.rule))].filter(name => !/^(?:spec|samples|agree|file|ai)\//.test(name)));
  const set = await context.working('Reading the documents', () => gatherDocuments(context, args));
  if (set.paths.length === 0 && set.missing.length === 0) {
    context.say('No plan documents found: nothing to check.');
    const report = reporter.report([], { files: 0, rules, version: context.io.version, color: false });
    if (options.outputFile !== undefined) await applyFiles(context.disk, '.plan', new Map([[options.outputFile, report]]), []);
    else if (!['pretty', 'plain', 'github', 'markdown'].includes(format)) context.io.stdout.write(report);
    return 0;
  }
  const settings: Settings = { rules: { ...context.config.rules, ...severities(options.rule) }, ruleSet: options.ruleSet ?? context.config.ruleSet ?? null };
  if (options.fix) await fix(context, set, settings);
  let findings = await context.working('Checking', () => judge(context, set, settings, context.disk, ''));
  if (options.since !== undefined) findings = newFindings(findings, await judgeRevision(context, set, args, settings, options.since));
  findings = await withBaseline(context, findings, [...(set.asked ?? set.paths)], options);
  const color = context.io.stdout.isTTY && (context.io.env['NO_COLOR'] ?? '') === '' && options.outputFile === undefined;
  const text = reporter.report(findings, { files: set.asked?.size ?? set.paths.length, rules, version: context.io.version, color, ...(reporter.showsLines === true ? { lines: await guiltyLines(context, findings) } : {}) });
  if (options.outputFile === undefined) context.io.stdout.write(text);
  else await applyFiles(context.disk, '.plan', new Map([[options.outputFile, text]]), []);
  return exitCode(findings, { maxWarnings: options.maxWarnings ?? null, strict: options.strict });
}

async function gatherDocuments(context: Context, args: readonly string[]): Promise<DocumentSet> {
  if (args.length > 0) return gatherNamed(context, await expand(context, args, 'md'));
  const paths = new Set(await context.disk.glob(['docs/execution/**/*.md', 'ai_docs/context/**/*.md']));
  const plans = new Map<string, Plan>();
  const expected = new Map<string, string>();
  const base = new Map<string, string>();
  const older = new Set<string>();
  const locks = new Map<string, Lock>();
  const missing: DocumentSet['missing'] = [];
  for (const feature of await plannedFeatures(context)) {
    const { plan, documents, state, lock, knowledge } = await (await import('./session.ts')).derivedFromState(context, feature);
    for (const [path, { text, exact }] of state.base ?? []) if (exact) base.set(path, text);
    const newer = lock.toolVersion !== context.io.version || lock.factsEdition !== knowledge.edition;
    if (newer) older.add(feature);
    // What a newer tool plans otherwise is its news (`generation/newer-tool`), no fault of the documents: they are held against their own last render.
    if (!newer || [...documents].every(([path, text]) => base.get(path) === text)) plans.set(feature, plan);
    locks.set(feature, lock);
    for (const [path, text] of documents) expected.set(path, text);
    for (const path of new Set([...documents.keys(), ...(state.base?.keys() ?? [])])) {
      if (await context.disk.exists(path)) paths.add(path);
      // What was never rendered is not gone: `generation/stale` says that a render is due.
      else if ((state.base === null || state.base.has(path)) && (documents.has(path) || !plans.has(feature))) missing.push({ path, feature });
    }
  }
  return { paths: [...paths].sort(), asked: null, plans, expected: locks.size === 0 ? null : expected, base: locks.size === 0 ? null : base, older, locks, missing };
}

/** Named documents, with those of the same plan around them, which say what its ids mean. No plan is derived for that. */
async function gatherNamed(context: Context, named: readonly string[]): Promise<DocumentSet> {
  const around = new Set<string>();
  const base = new Map<string, string>();
  const files = await context.disk.glob(['.plan/*/base']);
  const { readBase } = files.length === 0 ? { readBase: null } : await import('../write/base.ts');
  const rendered = new Set<string>();
  for (const file of files) {
    const documents = readBase?.((await context.disk.read(file)) ?? '') ?? new Map<string, never>();
    const own = named.filter(path => documents.has(path));
    for (const path of own) rendered.add(path);
    for (const [path, { exact, text }] of own.length === 0 ? [] : documents) {
      around.add(path);
      if (exact) base.set(path, text);
    }
  }
  // A repository may keep the documents alone.
  const folders = new Set(named.filter(path => !rendered.has(path)).flatMap(path => layout.exec(path)?.slice(1).find(feature => feature !== undefined) ?? []));
  for (const feature of folders) for (const path of await context.disk.glob([`docs/execution/${feature}/**/*.md`, `ai_docs/context/core_docs/${feature}/*.md`, `ai_docs/context/workflows/${feature}_workflows.md`])) around.add(path);
  const beside: string[] = [];
  for (const path of around) if (!named.includes(path) && (await context.disk.exists(path))) beside.push(path);
  return { paths: [...named, ...beside], asked: beside.length === 0 ? null : new Set(named), plans: new Map(), expected: null, base: base.size === 0 ? null : base, older: new Set<string>(), locks: new Map(), missing: [] };
}

/** Where the documents of a feature stand, unless they are written elsewhere. */
const layout = /^(?:docs\/execution|ai_docs\/context\/core_docs)\/([^/]+)\/|^ai_docs\/context\/workflows\/([^/]+)_workflows\.md$/;

/** The lines that findings stand on, by path, read again: a report that shows them needs no more of a document. */
async function guiltyLines(context: Context, findings: readonly Finding[]): Promise<Map<string, Map<number, string>>> {
  const lines = new Map<string, Map<number, string>>();
  const byFile = new Map<string, number[]>();
  for (const { file, line } of findings) if (file !== null) byFile.set(file, [...(byFile.get(file) ?? []), line]);
  for (const [path, numbers] of byFile) {
    const rows = (await context.disk.read(path))?.split('\n') ?? [];
    lines.set(path, new Map(numbers.map(number => [number, copy(rows[number - 1] ?? '')])));
  }
  return lines;
}

function severities(pairs: readonly string[]): Record<string, 'off' | 'warn' | Severity> {
  const Given = z.union([z.literal('off'), z.literal('warn'), Severity]);
  return Object.fromEntries(
    pairs.map(pair => {
      const [id = '', severity] = pair.split('=');
      const parsed = Given.safeParse(severity);
      if (!parsed.success || id === '') throw new UserError(`--rule ${pair}: not understood`, 'Write --rule family/name=off, warn or error.');
      return [id, parsed.data] as const;
    }),
  );
}

async function fix(context: Context, set: DocumentSet, settings: Settings): Promise<void> {
  const findings = await judge(context, set, settings, context.disk, '');
  const writes = new Map<string, string>();
  let applied = 0;
  for (const path of new Set(findings.flatMap(({ file, fix: mends }) => (file === null || mends === undefined ? [] : [file])))) {
    const text = await context.disk.read(path);
    if (text === null) continue;
    // Places count from behind a byte order mark, which stays.
    const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
    const result = applyFixes(text.slice(mark.length), findings.filter(finding => finding.file === path));
    if (result.applied === 0) continue;
    applied += result.applied;
    writes.set(path, `${mark}${result.text}`);
  }
  await applyFiles(context.disk, '.plan', writes, []);
  context.say(`${counted(applied, 'finding')} mended in ${counted(writes.size, 'file')}.`);
}

async function withBaseline(context: Context, findings: Finding[], paths: readonly string[], options: Options): Promise<Finding[]> {
  const path = context.config.baseline ?? defaultBaseline;
  const text = await context.disk.read(path);
  const baseline = text === null ? null : await readBaseline(text, path);
  if (options.updateBaseline) {
    const fresh = baselineOf(findings, context.io.today(), baseline);
    const { printYaml } = await import('../write/yaml.ts');
    await applyFiles(context.disk, '.plan', new Map([[path, printYaml(fresh)]]), []);
    context.say(`${path}: ${counted(fresh.entries.length, 'finding')} accepted.`);
    return [];
  }
  if (baseline === null) return findings;
  // An entry of a file that was deleted matches nothing either, whatever was checked.
  const checked = new Set(paths);
  for (const { file } of baseline.entries) if (file !== '' && !checked.has(file) && !(await context.disk.exists(file))) checked.add(file);
  return sortFindings(applyBaseline(findings, baseline, { path, checked }));
}

/** The reader of YAML is loaded where there is a baseline. */
async function readBaseline(text: string, path: string): Promise<Baseline> {
  const { parseState, readYaml } = await import('../write/yaml.ts');
  return parseState(Baseline, readYaml(text, path), path);
}

/** The same check on the files, specs and answers as they stood at a git revision; a renamed file is still the same file. */
async function judgeRevision(context: Context, set: DocumentSet, args: readonly string[], settings: Settings, revision: string): Promise<Finding[]> {
  const disk = await createGitDisk(context.disk, revision);
  const renames = await renamesSince(context.disk.root, revision);
  const old = new Map([...renames].map(([from, to]) => [to, from]));
  const then = [...(set.asked ?? set.paths)].map(path => old.get(path) ?? path);
  const before = args.length > 0 ? await gatherNamed({ ...context, disk }, then) : await gatherDocuments({ ...context, disk }, []);
  const paths: string[] = [];
  for (const path of before.paths) if ((await disk.exists(path)) && !(await disk.isFolder(path))) paths.push(path);
  const findings = await judge(context, { ...before, paths }, settings, disk, 'since-');
  return findings.map(finding => {
    const now = finding.file === null ? undefined : renames.get(finding.file);
    return now === undefined || finding.file === null ? finding : { ...finding, file: now, message: finding.message.replaceAll(finding.file, now) };
  });
}

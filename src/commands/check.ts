import { z } from 'zod';
import { applyBaseline, Baseline, baselineOf, newFindings } from '../check/baseline.ts';
import { checkDocuments, readDiagrams, sortFindings } from '../check/check.ts';
import { exitCode } from '../check/exit-code.ts';
import { applyFixes } from '../check/fix.ts';
import { guard, type Guarded } from '../markdown/guard.ts';
import { DiagramVerdict } from '../check/mermaid/verdict.ts';
import { reporterOf, reporters } from '../check/reporters/index.ts';
import { rules } from '../check/rules/index.ts';
import { linkedPaths } from '../check/rules/structure/broken-link.ts';
import { assertKnownRules } from '../check/settings.ts';
import { applyFiles } from '../io/apply.ts';
import { keyOf, openCache, type Cache } from '../io/cache.ts';
import { createGitDisk } from '../io/git-disk.ts';
import { loadMarkdown } from '../markdown/load.ts';
import type { Document } from '../model/document.ts';
import { UserError } from '../model/errors.ts';
import { Finding, Severity } from '../model/finding.ts';
import type { Plan } from '../model/plan/index.ts';
import type { Lock } from '../model/state.ts';
import { parseState, readYaml } from '../write/state.ts';
import { pickFormat, type Context } from './context.ts';
import { expand, plannedFeatures } from './paths.ts';
import { parseOptions } from './options.ts';
import { stringify } from 'yaml';

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
  const set = await gatherDocuments(context, args);
  if (set.paths.length === 0 && set.missing.length === 0) {
    context.say('No plan documents found: nothing to check.');
    const report = reporter.report([], { files: 0, rules, version: context.io.version, color: false });
    if (options.outputFile !== undefined) await applyFiles(context.disk, '.plan', new Map([[options.outputFile, report]]), []);
    else if (!['pretty', 'plain', 'github', 'markdown'].includes(format)) context.io.stdout.write(report);
    return 0;
  }
  if (options.fix) await fix(context, set, options);
  const texts = await readAll(context, set.paths);
  let findings = await judge(context, set, texts, options);
  if (options.since !== undefined) findings = newFindings(findings, await judgeRevision(context, set, options, options.since));
  findings = await withBaseline(context, findings, set.paths, options);
  const color = context.io.stdout.isTTY && (context.io.env['NO_COLOR'] ?? '') === '' && options.outputFile === undefined;
  const text = reporter.report(findings, { files: set.paths.length, rules, version: context.io.version, color, texts });
  if (options.outputFile === undefined) context.io.stdout.write(text);
  else await applyFiles(context.disk, '.plan', new Map([[options.outputFile, text]]), []);
  return exitCode(findings, { maxWarnings: options.maxWarnings ?? null, strict: options.strict });
}

/** What is checked: the paths, and what the saved plans say of them. */
type DocumentSet = { paths: string[]; plans: Map<string, Plan>; expected: Map<string, string> | null; base: Map<string, string> | null; older: Set<string>; locks: Map<string, Lock>; missing: { path: string; feature: string }[] };

async function gatherDocuments(context: Context, args: readonly string[]): Promise<DocumentSet> {
  if (args.length > 0) return { paths: await expand(context, args, 'md'), plans: new Map(), expected: null, base: null, older: new Set<string>(), locks: new Map(), missing: [] };
  const paths = new Set(await context.disk.glob(['docs/execution/**/*.md', 'ai_docs/context/**/*.md']));
  const plans = new Map<string, Plan>();
  const expected = new Map<string, string>();
  const base = new Map<string, string>();
  const older = new Set<string>();
  const locks = new Map<string, Lock>();
  const missing: DocumentSet['missing'] = [];
  for (const feature of await plannedFeatures(context)) {
    const { plan, documents, state, lock, knowledge } = await (await import('./session.ts')).derivedFromState(context, feature);
    if (lock.toolVersion !== context.io.version || lock.factsEdition !== knowledge.edition) older.add(feature);
    for (const [path, { text, exact }] of state.base ?? []) if (exact) base.set(path, text);
    plans.set(feature, plan);
    locks.set(feature, lock);
    for (const [path, text] of documents) {
      expected.set(path, text);
      if (await context.disk.exists(path)) paths.add(path);
      else missing.push({ path, feature });
    }
  }
  return { paths: [...paths].sort(), plans, expected: plans.size === 0 ? null : expected, base: plans.size === 0 ? null : base, older, locks, missing };
}

async function readAll(context: Context, paths: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const path of paths) {
    const text = await context.disk.read(path);
    if (text === null) throw new UserError(`Cannot find ${path}`, 'Check the path.');
    texts.set(path, text);
  }
  return texts;
}

/** What a judgement rests on besides the files that links lead to, which are looked for again. */
const Kept = z.object({ key: z.string(), links: z.record(z.string(), z.boolean()), findings: z.array(Finding) });

/** Findings, from the last run when nothing that they rest on has changed. */
async function judge(context: Context, set: DocumentSet, texts: ReadonlyMap<string, string>, options: Options): Promise<Finding[]> {
  const cache = await openCache(context.disk);
  if (cache === null) return (await judgeAnew(context, set, texts, options, null)).findings;
  const rest = [cache.build, context.io.version, context.io.today(), JSON.stringify(context.config), JSON.stringify([options.rule, options.ruleSet ?? null]), JSON.stringify([[...set.plans], set.missing])];
  const key = keyOf([...rest, ...[texts, set.expected ?? [], set.base ?? []].flatMap(each => ['', ...[...each].flat()])]);
  const name = `findings-${keyOf([...texts.keys()]).slice(0, 16)}.json`;
  const kept = Kept.safeParse(await cache.read(name));
  if (kept.success && kept.data.key === key) {
    const links = Object.entries(kept.data.links);
    const now = await existing(context, links.map(([path]) => path));
    if (links.every(([path, there]) => now.has(path) === there)) return kept.data.findings;
  }
  const fresh = await judgeAnew(context, set, texts, options, cache);
  await cache.write(name, { key, ...fresh } satisfies z.infer<typeof Kept>);
  return fresh.findings;
}

/** Those of the paths that exist, as files or folders. */
async function existing(context: Context, paths: Iterable<string>): Promise<Set<string>> {
  const found = new Set<string>();
  for (const path of paths) if (await context.disk.exists(path)) found.add(path);
  return found;
}

async function judgeAnew(context: Context, set: DocumentSet, texts: ReadonlyMap<string, string>, options: Options, cache: Cache | null): Promise<{ findings: Finding[]; links: Record<string, boolean> }> {
  const knowledge = await context.knowledge();
  const documents: Document[] = [];
  const refused: Guarded[] = [];
  for (const [path, text] of texts) {
    const reason = guard(path, text);
    if (reason === null) documents.push(await loadMarkdown(path, text));
    else refused.push(reason);
  }
  const ruleSet = options.ruleSet ?? context.config.ruleSet ?? null;
  const links = linkedPaths(documents);
  const paths = await existing(context, links);
  const findings = checkDocuments({
    documents,
    refused,
    today: context.io.today(),
    catalogue: knowledge.catalogue,
    profiles: knowledge.profiles,
    facts: knowledge.facts,
    plans: set.plans,
    expected: set.expected,
    base: set.base,
    older: set.older,
    locks: set.locks,
    missing: set.missing,
    paths,
    vagueWords: context.config.vagueWords ?? [],
    rules: { ...context.config.rules, ...severities(options.rule) },
    ruleSet,
    diagrams: await verdicts(documents, cache),
  });
  return { findings, links: Object.fromEntries([...links].map(path => [path, paths.has(path)])) };
}

const Verdicts = z.record(z.string(), DiagramVerdict);

/** Mermaid's own verdict on every diagram; null when there is none, so that the grammars are not loaded. */
async function verdicts(documents: Document[], cache: Cache | null): Promise<Map<string, DiagramVerdict> | null> {
  if (!documents.some(document => document.blocks.some(block => block.type === 'fence' && block.lang === 'mermaid'))) return null;
  const name = `diagrams-${cache === null ? '' : keyOf([cache.build]).slice(0, 16)}.json`;
  const known = Verdicts.safeParse(await cache?.read(name));
  const texts = documents.flatMap(document => document.blocks.flatMap(block => (block.type === 'fence' && block.lang === 'mermaid' ? [block.content] : [])));
  const kept = new Map(texts.flatMap(text => {
    const verdict = known.success ? known.data[keyOf([text])] : undefined;
    return verdict === undefined ? [] : [[text, verdict] as const];
  }));
  if (texts.every(text => kept.has(text))) return kept;
  const { loadMermaid } = await import('../io/mermaid.ts');
  const { createDiagramParser } = await import('../check/mermaid/parser.ts');
  const verdicts = await readDiagrams(documents, await createDiagramParser(await loadMermaid()), kept);
  await cache?.write(name, Object.fromEntries([...verdicts].map(([text, verdict]) => [keyOf([text]), verdict])));
  return verdicts;
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

async function fix(context: Context, set: DocumentSet, options: Options): Promise<void> {
  const texts = await readAll(context, set.paths);
  const findings = await judge(context, set, texts, options);
  const writes = new Map<string, string>();
  let applied = 0;
  for (const [path, text] of texts) {
    const result = applyFixes(text, findings.filter(finding => finding.file === path));
    if (result.applied === 0) continue;
    applied += result.applied;
    writes.set(path, result.text);
  }
  await applyFiles(context.disk, '.plan', writes, []);
  context.say(`${applied} finding(s) mended in ${writes.size} file(s).`);
}

async function withBaseline(context: Context, findings: Finding[], paths: readonly string[], options: Options): Promise<Finding[]> {
  const path = context.config.baseline ?? defaultBaseline;
  const text = await context.disk.read(path);
  const baseline = text === null ? null : parseState(Baseline, readYaml(text, path), path);
  if (options.updateBaseline) {
    const fresh = baselineOf(findings, context.io.today(), baseline);
    await applyFiles(context.disk, '.plan', new Map([[path, stringify(fresh, { lineWidth: 0 })]]), []);
    context.say(`${path}: ${fresh.entries.length} finding(s) accepted.`);
    return [];
  }
  return baseline === null ? findings : sortFindings(applyBaseline(findings, baseline, { path, checked: new Set(paths) }));
}

/** The same check on the files as they stood at a git revision. */
async function judgeRevision(context: Context, set: DocumentSet, options: Options, revision: string): Promise<Finding[]> {
  const disk = await createGitDisk(context.disk, revision);
  const texts = new Map<string, string>();
  for (const path of set.paths) {
    const text = await disk.read(path);
    if (text !== null) texts.set(path, text);
  }
  return judge(context, { paths: [...texts.keys()], plans: new Map(), expected: null, base: null, older: new Set<string>(), locks: new Map(), missing: [] }, texts, options);
}

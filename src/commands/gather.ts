import { ciFiles } from '../model/ci.ts';
import type { Document } from '../model/document.ts';
import { UserError } from '../model/errors.ts';
import type { Facts } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import type { Language } from '../model/knowledge.ts';
import type { SpecSource } from '../model/spec.ts';
import { asMarkdown } from '../markdown/foreign/markdown.ts';
import { guard, guardFindings, type Guarded } from '../markdown/guard.ts';
import { loadMarkdown } from '../markdown/load.ts';
import { contradictedFacts } from '../sources/existing/contradictions.ts';
import { readExisting, writtenBefore } from '../sources/existing/read.ts';
import { compareSpecToSamples } from '../sources/agree.ts';
import { compareSpecs } from '../sources/spec/compare.ts';
import { looksBinary, readSpec, sizeLimit, tooLarge } from '../sources/spec/read.ts';
import { nearest } from '../text/nearest.ts';
import type { Context } from './context.ts';
import { expand } from './paths.ts';
import { readSamples } from './read-samples.ts';

/** Where inputs are looked for; flags replace the settings, settings the defaults (Inputs). */
export type Selection = { spec: readonly string[]; samples: readonly string[] };

const defaults = {
  planning: ['docs/planning/**/*.md'],
  samples: ['json', 'ndjson', 'yaml', 'yml'].map(end => `requirements/strava-data/**/*.${end}`),
  coreDocs: ['ai_docs/context/core_docs/**/*.md'],
};
const specNames = ['spec.md', 'requirements.md', 'prd.md'];

/** Reads everything a plan of `feature` rests on. Throws UserError when no spec is found or one cannot be read. */
export async function gatherFacts(context: Context, feature: string, selection: Selection): Promise<Facts> {
  const specs = await readSpecs(context, await specPaths(context, feature, selection));
  const knowledge = await context.knowledge();
  const samples = await readSamples(context, await samplePaths(context, feature, selection));
  const core = await context.disk.glob(context.config.coreDocs ?? defaults.coreDocs);
  const earlier = await parseFiles(context, core);
  const existing = readExisting(earlier.documents, knowledge.catalogue, feature, knowledge.languages);
  const written = writtenBefore(earlier.documents, knowledge.catalogue, feature);
  return {
    feature,
    specs: specs.sources,
    samples: samples.facts,
    existing,
    repo: { stackHints: await stackHints(context) },
    findings: [...specs.findings, ...earlier.findings, ...compareSpecs(specs.sources, knowledge.languages), ...contradictedFacts(specs.sources, existing), ...contradicted(specs.sources, written, knowledge.languages), ...samples.findings, ...compareSpecToSamples(specs.sources, samples.facts, knowledge.providers)],
  };
}

/** Where a document that people wrote before says another number, or forbids what a spec asks for. */
function contradicted(specs: SpecSource[], written: Document[], languages: Language[]): Finding[] {
  const paths = written.map(document => document.path);
  if (paths.length === 0) return [];
  const earlier = written.map(document => readSpec(document, languages).source);
  return compareSpecs([...specs, ...earlier], languages).filter(finding => finding.rule.startsWith('spec/contradictory-') && paths.some(path => finding.message.includes(path)));
}

async function specPaths(context: Context, feature: string, selection: Selection): Promise<string[]> {
  if (selection.spec.length > 0) return Promise.all(selection.spec.map(path => context.disk.inside(path, context.cwd)));
  const own = context.config.features?.[feature]?.specs ?? context.config.specs;
  const named = own === undefined ? await context.disk.glob(specNames.map(name => `specs/${feature}/${name}`)) : await context.disk.glob(own.map(pattern => pattern.replaceAll('<feature>', feature)));
  const planning = await context.disk.glob(context.config.planning ?? defaults.planning);
  const features = new Set((await context.disk.glob(['specs/*/*.md'])).map(path => path.split('/')[1]));
  // A planning document belongs to the feature it names, or to the only feature there is.
  const about = planning.filter(path => path.includes(feature) || features.size <= 1);
  const paths = [...named, ...about.filter(path => !named.includes(path))];
  if (paths.length === 0) {
    // Folders are numbered in some repositories: "laundry" means 001-laundry.
    const meant = [...features].find(each => each !== undefined && each.replace(/^\d+-/, '') === feature) ?? nearest(feature, [...features].flatMap(each => each ?? []));
    throw new UserError(`No spec found for "${feature}"`, `${meant === null ? 'Write' : `Did you mean "${meant}"? Else write`} specs/${feature}/spec.md or docs/planning/${feature}.md, or pass --spec FILE.`);
  }
  return paths;
}

async function samplePaths(context: Context, feature: string, selection: Selection): Promise<string[]> {
  if (selection.samples.length > 0) return expand(context, selection.samples);
  return context.disk.glob(context.config.features?.[feature]?.samples ?? context.config.samples ?? defaults.samples, 'links');
}

/** The specs at these paths; one that is refused gives findings in its place. */
export async function readSpecs(context: Context, paths: readonly string[]): Promise<{ sources: SpecSource[]; findings: Finding[] }> {
  const languages = (await context.knowledge()).languages;
  const sources: SpecSource[] = [];
  const findings: Finding[] = [];
  for (const path of paths) {
    const bytes = await context.disk.bytes(path);
    if (bytes === null) throw new UserError(`Cannot find ${path}`, 'Check the path of the spec.');
    if (looksBinary(bytes)) throw new UserError(`${path} is no text`, 'Pass a Markdown or text file as the spec.');
    const decoded = new TextDecoder().decode(bytes);
    const text = decoded.length > sizeLimit ? decoded : asMarkdown(decoded);
    // A document over the limits is not even parsed: parsing is what costs.
    const large = tooLarge(path, text.length);
    const refused = large === null ? guardFindings([guard(path, text)].filter(each => each !== null)) : [large];
    findings.push(...refused);
    if (refused.length > 0) continue;
    const { source, findings: found } = readSpec(await loadMarkdown(path, text), languages);
    sources.push(source);
    findings.push(...found);
  }
  if (sources.length === 0 && findings.length > 0) throw new UserError(findings.map(each => `${each.file ?? ''}:${each.line}: ${each.message}`).join(' '), 'Split the document, or name the part that holds the requirements with --spec.');
  return { sources, findings };
}

async function parseFiles(context: Context, paths: readonly string[]): Promise<{ documents: Document[]; findings: Finding[] }> {
  const documents: Document[] = [];
  const refused: Guarded[] = [];
  for (const path of paths) {
    const text = await context.disk.read(path);
    if (text === null) continue;
    const reason = guard(path, text);
    if (reason === null) documents.push(await loadMarkdown(path, text));
    else refused.push(reason);
  }
  return { documents, findings: guardFindings(refused) };
}

const manifests = ['pyproject.toml', 'requirements.txt', 'uv.lock', 'package.json', 'pnpm-lock.yaml', 'manage.py', 'supabase/config.toml'];

/** File names at the root that tell a stack, and the package names inside the manifests. */
async function stackHints(context: Context): Promise<string[]> {
  const hints = new Set<string>();
  for (const path of manifests) {
    const text = await context.disk.read(path);
    if (text === null) continue;
    hints.add(path);
    if (!path.includes('lock')) for (const word of text.toLowerCase().match(/[a-z@][a-z0-9@/_-]{2,}/g) ?? []) hints.add(word);
  }
  for (const path of Object.values(ciFiles)) if (await context.disk.exists(path)) hints.add(path);
  return [...hints].sort();
}

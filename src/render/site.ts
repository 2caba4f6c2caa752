import type { DocumentSpec, HouseRules, Knowledge, Profile, Provider } from '../model/knowledge.ts';
import type { Package, Phase, Plan } from '../model/plan/index.ts';
import { UserError } from '../model/errors.ts';

/** `brief` is what a small feature gets when no depth is chosen. */
export type RenderOptions = { out?: string; depth?: 'brief' | 'lite' | 'full'; paths?: Record<string, string> };

/** What every view reads: the plan, its profile, and where each document goes. */
export type Site = {
  plan: Plan;
  profile: Profile;
  providers: Provider[];
  houseRules: HouseRules;
  /** Every id of the plan, and the names its rules use in sentences. */
  ids: ReadonlySet<string>;
  depth: 'brief' | 'lite' | 'full';
  pages: Page[];
};

/** One document to be written. `headings` are Markdown heading lines by section id, `titles` the same without marks. */
export type Page = {
  site: Site;
  doc: DocumentSpec;
  path: string;
  package: Package | null;
  titles: ReadonlyMap<string, string>;
};

const depths = ['brief', 'lite', 'full'] as const;

/** Whether seven short documents hold the plan: it has few leaves. */
const isSmall = (plan: Plan, leaves: number): boolean => plan.tasks.length > 0 && plan.tasks.length <= leaves;

/** How much is written: the depth that was chosen, else what the size of the plan calls for. Only a full plan has a document per package. */
export const depthOf = (plan: Plan, knowledge: Knowledge, chosen: RenderOptions['depth']): 'brief' | 'lite' | 'full' => chosen ?? (isSmall(plan, knowledge.catalogue.briefUpTo) ? 'brief' : 'full');

/** Lays out the documents of the catalogue for one plan. Throws UserError when two documents would share a path. */
export function createSite(plan: Plan, knowledge: Knowledge, options: RenderOptions): Site {
  const profile = knowledge.profiles.find(candidate => candidate.id === plan.profile);
  if (profile === undefined) throw new UserError(`The plan names the profile "${plan.profile}", which does not exist.`, `Use one of: ${knowledge.profiles.map(known => known.id).join(', ')}.`);
  const used = new Set(plan.methods.flatMap(method => (method.call === null ? [] : [method.service])));
  const providers = knowledge.providers.filter(provider => used.has(provider.gateway));
  const depth = depthOf(plan, knowledge, options.depth);
  const site: Site = { plan, profile, providers, houseRules: knowledge.houseRules, ids: idsOf(plan), depth, pages: [] };
  const out = tidy(options.out ?? `docs/execution/${plan.feature}`);
  const ids = knowledge.catalogue.documents.map(doc => doc.id);
  for (const id of Object.keys(options.paths ?? {})) if (!ids.includes(id)) throw new UserError(`paths in plan.config.yaml: there is no document "${id}"`, `Documents: ${ids.join(', ')}.`);
  for (const doc of knowledge.catalogue.documents) {
    if (depths.indexOf(doc.depth) > depths.indexOf(depth)) continue;
    const titles = new Map(doc.sections.map(section => [section.id, fill(section.heading, { ...profile.terms, title: plan.title })]));
    const template = tidy(options.paths?.[doc.id] ?? doc.path);
    if (doc.per === 'plan') {
      site.pages.push({ site, doc, path: fill(template, { feature: plan.feature, out }), package: null, titles });
      continue;
    }
    for (const pack of plan.packages) {
      const phase = phaseOf(plan, pack.phase);
      site.pages.push({ site, doc, path: fill(template, { feature: plan.feature, out, phase: String(phase.number), slug: pack.slug }), package: pack, titles });
    }
  }
  const seen = new Map<string, string>();
  for (const page of site.pages) {
    const other = seen.get(page.path);
    if (other !== undefined) throw new UserError(`The documents "${other}" and "${page.doc.id}" would both be written to ${page.path}.`, 'Give them different paths under `paths` in plan.config.yaml.');
    seen.set(page.path, page.doc.id);
    const path = page.path.toLowerCase();
    if (path.startsWith('.plan/')) throw new UserError(`The document "${page.doc.id}" would be written to ${page.path}, into the folder of the plan's own state.`, 'Choose another folder.');
    if (plan.specs.some(spec => spec.path.toLowerCase() === path)) throw new UserError(`The document "${page.doc.id}" would be written over ${page.path}, which the plan is made from.`, 'Choose another folder or path.');
  }
  return site;
}

/** A folder as people type it: without a leading `./`, doubled or trailing slashes. */
const tidy = (path: string): string => path.replace(/\/{2,}/g, '/').replace(/^(?:\.\/)+/, '').replace(/(?<=.)\/$/, '');

function idsOf(plan: Plan): Set<string> {
  const nodes = [plan.requirements, plan.criteria, plan.consumers, plan.routes, plan.services, plan.methods, plan.jobs, plan.events, plan.metrics, plan.models, plan.fields, plan.indexes, plan.errors, plan.refinements, plan.openQuestions, plan.nfrs, plan.objectives, plan.constraints, plan.decisions, plan.risks, plan.cuts, plan.phases, plan.gates, plan.packages, plan.tasks, plan.tests];
  // Names that rules put into sentences beside ids: types, fields with their values, states of a job, parts of an answer.
  const types = plan.routes.flatMap(route => [route.requestType, route.responseType]).filter(type => type !== null);
  const fields = plan.fields.flatMap(field => [field.name, ...(field.values ?? [])]);
  return new Set([...nodes.flatMap(list => list.map(node => node.id)), ...types, ...types.map(type => type.replace(/^Page<(.+)>$/, '$1')), ...fields, 'succeeded', 'failed', 'data', 'errors', 'request_id', 'key_id', 'Location', 'Retry-After', 'retryable']);
}

function phaseOf(plan: Plan, id: string): Phase {
  const phase = plan.phases.find(candidate => candidate.id === id);
  if (phase === undefined) throw new Error(`no phase ${id} in the plan`);
  return phase;
}

/** Fills a path or heading template with plain words. Throws UserError for a name that is no word of it. */
function fill(template: string, words: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{\{?\s*([\w-]+)\s*\}?\}\}/g, (_, name: string) => {
    const word = words[name];
    if (word === undefined) throw new UserError(`"${template}" asks for {{${name}}}, which is not known there.`, `Known: ${Object.keys(words).map(each => `{{${each}}}`).join(', ')}.`);
    return word;
  });
}

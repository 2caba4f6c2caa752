import { resolve } from 'node:path';
import * as z from 'zod';
import { createDisk, findRoot, type Disk } from '../io/disk.ts';
import type { Io } from '../io/io.ts';
import type { Config } from '../model/config.ts';
import { UserError } from '../model/errors.ts';
import { Slug } from '../model/ids.ts';
import type { Knowledge } from '../model/knowledge.ts';
import { nearest } from '../text/nearest.ts';

/** Options that every command has. */
export const CommonOptions = z.object({ cwd: z.string().optional(), format: z.string().optional(), quiet: z.boolean().optional(), color: z.boolean().optional() });
export type CommonOptions = z.infer<typeof CommonOptions>;

/** What a command works with: the edge, the root, its settings. Knowledge is read on first use. */
export type Context = {
  readonly io: Io;
  readonly disk: Disk;
  readonly config: Config;
  readonly cwd: string;
  readonly quiet: boolean;
  readonly format: string | null;
  readonly knowledge: () => Promise<Knowledge>;
  /** Work that may take long: said on a terminal while it goes on, never on a pipe, without repainting where nothing may be repainted. */
  readonly working: <T>(text: string, act: () => T | Promise<T>) => Promise<T>;
  /** Human text, to stderr unless `--quiet`. */
  readonly say: (text: string) => void;
};

/** What a command works in: the root, its disk, the settings, and the knowledge once it is asked for. */
export async function openContext(io: Io, options: CommonOptions): Promise<Context> {
  const cwd = options.cwd === undefined ? io.cwd : resolve(io.cwd, options.cwd);
  const disk = createDisk(await findRoot(cwd));
  const text = await disk.read('plan.config.yaml');
  const config: Config = text === null ? {} : (await import('./config-file.ts')).readConfig(text);
  let knowledge: Knowledge | null = null;
  const quiet = options.quiet === true;
  return {
    io,
    disk,
    config,
    cwd,
    quiet,
    format: options.format ?? null,
    knowledge: async () => (knowledge ??= await knowledgeOf(io, config)),
    working: async (text, act) => {
      if (quiet || !io.stderr.isTTY) return act();
      const stop = io.progress(text, !isPlain(io));
      try {
        return await act();
      } finally {
        stop();
      }
    },
    say: message => {
      if (!quiet) io.stderr.write(`${message}\n`);
    },
  };
}

/** A screen reader or a terminal that only appends: nothing is painted over. */
export const isPlain = (io: Io): boolean => (io.env['ACCESSIBLE'] ?? '') !== '' || io.env['TERM'] === 'dumb';

/** What the build prepared was checked there; trusting its form spares reading some 300 KB of YAML. */
const Prepared = z.custom<Knowledge>(value => typeof value === 'object' && value !== null && 'catalogue' in value);

/** Reading and correcting what the templates say is loaded where it is needed: their schemas are many. */
async function knowledgeOf(io: Io, { overrules = [] }: Config): Promise<Knowledge> {
  const prepared = await io.prepared();
  const knowledge = prepared === null ? (await import('../knowledge/load.ts')).loadKnowledge(await io.templates()) : Prepared.parse(prepared);
  return overrules.length === 0 ? knowledge : (await import('../knowledge/overrule.ts')).overrule(knowledge, overrules);
}

/** One of the known formats. Throws UserError naming them. */
export function pickFormat<T extends string>(given: string | null, known: readonly [T, ...T[]]): T {
  if (given === null) return known[0];
  const found = known.find(format => format === given);
  if (found !== undefined) return found;
  const near = nearest(given, known);
  throw new UserError(`Unknown format "${given}"`, `${near === null ? '' : `Did you mean "${near}"? `}Known: ${known.join(', ')}.`);
}

/** Checks a feature name before it touches a path. */
export function featureName(name: string): string {
  const slug = Slug.safeParse(name);
  if (slug.success) return slug.data;
  if (/^(?:T-[0-9a-z]{4}|WP-[0-9a-z-]+)$/.test(name)) throw new UserError(`"${name}" is no feature name`, `Read a task or package with plan task ${name}; run the command of a task with plan verify --task ${name} --run.`);
  const near = Slug.safeParse(name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, ''));
  throw new UserError(`"${name}" is no feature name`, near.success ? `Did you mean "${near.data}"? Names have lower-case letters, digits and single hyphens.` : 'Use lower-case letters, digits and single hyphens, such as "clinic-bookings".');
}

/** Features that have a spec or a planned state below the root, sorted. A folder with nothing but a plan is a package of one (`--out specs`). */
export async function knownFeatures(context: Context): Promise<string[]> {
  const specs = (await context.disk.glob(['specs/*/*.md'])).filter(path => !/\/(?:plan|tasks)\.md$/.test(path));
  const planned = await context.disk.glob(['.plan/*/lock.yaml']);
  const names = new Set([...specs, ...planned].map(path => path.split('/')[1] ?? '').concat(Object.keys(context.config.features ?? {})));
  return [...names].filter(name => Slug.safeParse(name).success).sort();
}

/** The feature to work on: the one given, else the only one there is. `command` is what the person typed, for the advice. */
export async function chooseFeature(context: Context, given: string | undefined, command = 'plan'): Promise<string> {
  if (given !== undefined) return featureName(given);
  const known = await knownFeatures(context);
  const [only] = known;
  if (only !== undefined && known.length === 1) return only;
  const [elsewhere] = known.length > 0 ? [] : await context.disk.glob(['.kiro/specs/*/requirements.md', 'openspec/specs/*/spec.md', 'openspec/changes/*/specs/*/spec.md', '.specify/specs/*/spec.md']);
  if (elsewhere !== undefined) throw new UserError('No spec found below specs/', `There is ${elsewhere}: ${command} ${elsewhere.split('/').at(-2) ?? '<feature>'} --spec ${elsewhere}`);
  throw known.length === 0
    ? new UserError('No spec found', 'Write specs/<feature>/spec.md, or pass --spec FILE with a feature name.')
    : new UserError(`Which feature? This project has ${known.join(', ')}`, `Name one: ${command} ${only ?? ''}`);
}

import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import Handlebars from 'handlebars';
import * as z from 'zod';
import { builtinsAsAsked } from './io/build-builtins.ts';
import { keepCode, keepFirstRun } from './io/build-kept-code.ts';
import { packageRoot } from './io/package-root.ts';
import { processIo } from './io/process.ts';
import { loadKnowledge } from './knowledge/load.ts';
import type { Knowledge } from './model/knowledge.ts';
import { compileOptions, partialName } from './render/engine.ts';

/**
 * `pnpm build`: the bundle in `dist/`. Start-up is files opened, so argument parsing is one file and every command loads its own; YAML and
 * Handlebars templates are read here once, so that a run reads one JSON file and functions. Needs `dist/mermaid`, which is built before.
 */
const out = join(packageRoot, 'dist');
const edge = await processIo(new AbortController().signal);
const knowledge = loadKnowledge(await edge.templates());
const { engines, devDependencies } = z
  .object({ engines: z.object({ node: z.string() }), devDependencies: z.object({ node: z.string() }) })
  .parse(JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')));
const oldest = Number(/\d+/.exec(engines.node)?.[0]);

const { metafile } = await build({
  metafile: true,
  absWorkingDir: packageRoot,
  entryPoints: { main: join(packageRoot, 'src/cli.ts'), 'diagram-worker': join(packageRoot, 'src/commands/diagram-worker.ts'), 'kept-code': join(packageRoot, 'src/io/kept-code.ts') },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  splitting: true,
  minifySyntax: true,
  minifyWhitespace: true,
  keepNames: false,
  outdir: out,
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunks/[name]-[hash]',
  legalComments: 'linked',
  plugins: [compiledTemplates(knowledge), oneFileForAll(), builtinsAsAsked()],
  logLevel: 'warning',
});
const scripts = keepCode(metafile);
writeFileSync(join(out, 'knowledge.json'), JSON.stringify({ ...knowledge, templates: {} }));
// How code is compiled stays as the engine does it: told otherwise at run time (`--no-lazy`), 7 of 300 runs ended in a segmentation fault (Node 26.10).
// Asking for the version opens no other file: scripts do it often. An old Node is told apart before it reads a file that it cannot load.
writeFileSync(
  join(out, 'cli.mjs'),
  `#!/usr/bin/env node
if (Number.parseInt(process.versions.node, 10) < ${oldest}) {
  process.stderr.write(\`plan: needs Node ${engines.node}, and this is \${process.versions.node}\\n  Install a newer Node, or add one to the project: pnpm add -D --allow-build=node node@${devDependencies.node}\\n\`);
  process.exitCode = 2;
} else if (process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-V')) process.stdout.write(${JSON.stringify(`${edge.version}\n`)});
else {
  process.getBuiltinModule('node:module').enableCompileCache?.();
  await import('./main.mjs');
}
`,
);
chmodSync(join(out, 'cli.mjs'), 0o755);

// What an earlier build left goes last, so that a run that has begun still finds its chunks.
const made = new Set([...Object.keys(metafile.outputs), ...scripts]);
for (const folder of ['dist', 'dist/chunks']) {
  for (const entry of readdirSync(join(packageRoot, folder), { withFileTypes: true })) {
    if (entry.isFile() && !made.has(`${folder}/${entry.name}`) && !['cli.mjs', 'knowledge.json'].includes(entry.name)) rmSync(join(packageRoot, folder, entry.name));
  }
}

keepFirstRun();

/**
 * Has every file that is loaded later import what nearly every command uses. These modules then belong to all of them alike, so that the
 * bundler puts them into one file: each file that is opened costs about a millisecond.
 */
function oneFileForAll(): Plugin {
  const used = ['commands/context.ts', 'commands/options.ts', 'commands/paths.ts', 'io/apply.ts', 'io/engine.ts', 'io/git-disk.ts', 'io/package-root.ts', 'model/finding.ts', 'model/samples.ts', 'model/words.ts', 'text/clean.ts', 'text/hash.ts', 'text/nearest.ts', 'text/slug.ts', 'text/wrap.ts'];
  const source = join(packageRoot, 'src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.ts')).map(path => join(source, path));
  const later = new Set(files.flatMap(file => [...readFileSync(file, 'utf8').matchAll(/\bimport\('(\.[^']+)'\)/g)].map(match => join(dirname(file), match[1] ?? ''))));
  const imports = used.map(path => `import ${JSON.stringify(join(source, path))};`).join('\n');
  return {
    name: 'one-file-for-all',
    setup(bundle) {
      bundle.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => (later.has(path) ? { contents: `${readFileSync(path, 'utf8')}\n${imports}\n`, loader: 'ts' } : undefined));
    },
  };
}

/** Puts compiled templates in the place of the module that compiles them. */
function compiledTemplates(from: Knowledge): Plugin {
  return {
    name: 'compiled-templates',
    setup(bundle) {
      bundle.onLoad({ filter: /[\\/]src[\\/]render[\\/]engine\.ts$/ }, () => ({ contents: engineOf(from.templates), loader: 'js', resolveDir: packageRoot }));
    },
  };
}

function engineOf(templates: Readonly<Record<string, string>>): string {
  const entries = Object.entries(templates).map(([path, source]) => ({ path, partial: partialName(path), code: String(Handlebars.precompile(source, compileOptions)) }));
  return `
import runtime from 'handlebars/runtime.js';
const environment = runtime.create();
for (const helper of ['lookup', 'log', 'with']) environment.unregisterHelper(helper);
${entries.filter(entry => entry.partial !== null).map(entry => `environment.registerPartial(${JSON.stringify(entry.partial)}, environment.template(${entry.code}));`).join('\n')}
const documents = {
${entries.filter(entry => entry.partial === null).map(entry => `${JSON.stringify(entry.path)}: environment.template(${entry.code}),`).join('\n')}
};
export function createEngine() {
  return (path, view) => {
    const template = documents[path];
    if (template === undefined) throw new Error('no template ' + path);
    return template(view);
  };
}
`;
}

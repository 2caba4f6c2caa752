import { mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Metafile, Plugin } from 'esbuild';

/**
 * Builds `dist/mermaid/`: Mermaid's own grammars as a parse-only bundle that needs no browser. Drawing libraries become inert stubs,
 * `DOMPurify` passes text through, all colours are black, and some places of Mermaid are patched; the build fails when one of them is gone, because then the
 * pinned version has changed and its verdicts must be compared again (`test/check/mermaid`). Run by the `prepare` script.
 */
const version = '12.3.0';
const root = join(import.meta.dirname, '../..');
const out = join(root, 'dist/mermaid');

/** Libraries that only draw. Everything taken from them is a function that returns itself. */
const drawing = /^(?:d3|d3-sankey|roughjs|marked|katex|cytoscape|cytoscape-cose-bilkent|cytoscape-fcose|elkjs\/.*|dagre-d3-es\/.*|@iconify\/utils|stylis)$/;
const inert = `
const self = new Proxy(function () {}, {
  get: (target, key) => (key === Symbol.toPrimitive ? () => '' : key === Symbol.iterator ? function* () {} : key === '__esModule' || key === 'then' ? undefined : self),
  apply: () => self,
  construct: () => self,
  set: () => true,
});
export default self;
`;
const require = createRequire(realpathSync(join(root, 'node_modules/mermaid/package.json')));

/** The stub of one library, with the names it really exports. */
function stubOf(library: string): string {
  const names = Object.keys(require(library)).filter(name => name !== 'default' && /^[A-Za-z_$][\w$]*$/.test(name));
  return names.length === 0 ? inert : `${inert}export { ${names.map(name => `self as ${name}`).join(', ')} };`;
}

/** Marks a path that is being resolved for the second time. */
const seen = Symbol('seen');

/** Colours of themes, of which some hundred are computed while loading. */
function coloursOf(): string {
  const names = Object.keys(require('khroma')).filter(name => name !== 'default' && /^[A-Za-z_$][\w$]*$/.test(name));
  return names.map(name => `export const ${name} = () => ${/^is[A-Z]/.test(name) ? 'false' : "'#000000'"};`).join('\n');
}

const purify = `export default { isSupported: false, addHook() {}, removeHook() {}, sanitize: text => text };`;
/** What a parse asks of the browser: whether a word is a CSS colour, which changes no verdict. */
const browser = `export const window = { CSS: { supports: () => false }, location: {}, addEventListener() {} };\nexport const document = undefined;`;

const patches: { file: RegExp; find: string; replace: string; why: string }[] = [
  {
    file: /chunk-[A-Z0-9]+\.mjs$/,
    find: 'return assignWithDepth_default({}, currentConfig);',
    replace: 'return currentConfig;',
    why: 'a deep copy of the configuration for each vertex is most of the time of a parse',
  },
  {
    file: /chunk-[A-Z0-9]+\.mjs$/,
    find: 'updateCurrentConfig(currentConfig, [conf]);',
    replace: 'currentConfig = assignWithDepth_default(currentConfig, conf);',
    why: 'each diagram sets how it would be drawn, for which the whole configuration was copied again',
  },
  {
    file: /mermaid\.core\.mjs$/,
    find: 'if (typeof document !== "undefined") {',
    replace: 'if (false) {',
    why: 'nothing is drawn when the page has loaded, because there is no page',
  },
];

function plugin(applied: Set<string>, together: readonly string[]): Plugin {
  return {
    name: 'parse-only',
    setup(bundle) {
      const lazy = new Set<string>();
      bundle.onResolve({ filter: /.*/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (kind !== 'dynamic-import' || pluginData === seen) return undefined;
        const resolved = await bundle.resolve(path, { kind, importer, resolveDir, pluginData: seen });
        lazy.add(resolved.path);
        return resolved;
      });
      bundle.onResolve({ filter: drawing }, ({ path }) => ({ path, namespace: 'inert' }));
      bundle.onResolve({ filter: /^dompurify$/ }, () => ({ path: 'purify', namespace: 'stub' }));
      bundle.onResolve({ filter: /^khroma$/ }, () => ({ path: 'colours', namespace: 'stub' }));
      bundle.onResolve({ filter: /^browser-stub$/ }, () => ({ path: 'browser', namespace: 'stub' }));
      bundle.onLoad({ filter: /.*/, namespace: 'stub' }, ({ path }) => ({ contents: path === 'purify' ? purify : path === 'colours' ? coloursOf() : browser, loader: 'js' }));
      bundle.onLoad({ filter: /.*/, namespace: 'inert' }, ({ path }) => ({ contents: stubOf(path), loader: 'js' }));
      bundle.onLoad({ filter: /mermaid[\\/](?:dist|parser[\\/]dist)[\\/].*\.mjs$/ }, ({ path }) => {
        let contents = readFileSync(path, 'utf8');
        for (const patch of patches) {
          if (!patch.file.test(path) || !contents.includes(patch.find)) continue;
          contents = contents.replaceAll(patch.find, patch.replace);
          applied.add(patch.find);
        }
        // What the core consists of then belongs to every file that is loaded later, so that it is one file and not twenty.
        if (lazy.has(path)) contents += `\n${['mermaid', ...together].map(each => `import ${JSON.stringify(each)};`).join('\n')}\n`;
        return { contents, loader: 'js' };
      });
    },
  };
}

const found: unknown = JSON.parse(readFileSync(join(root, 'node_modules/mermaid/package.json'), 'utf8'));
const installed = typeof found === 'object' && found !== null && 'version' in found ? found.version : null;
if (installed !== version) throw new Error(`mermaid ${String(installed)} is installed, this bundle was made for ${version}: compare the verdicts, then change the version here`);

const applied = new Set<string>();
const bundle = async (together: readonly string[], write: boolean): Promise<Metafile> => {
  const { metafile } = await build({
    stdin: { contents: `export { default } from 'mermaid';`, resolveDir: root },
    metafile: true,
    write,
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    splitting: true,
    minify: true,
    treeShaking: true,
    outdir: out,
    entryNames: 'mermaid',
    outExtension: { '.js': '.mjs' },
    legalComments: 'linked',
    plugins: [plugin(applied, together)],
    inject: ['browser-stub'],
    logLevel: 'warning',
  });
  return metafile;
};
/** Pieces of the core that only some grammars use, so small that opening one costs more than its code. */
function scrapsOf({ outputs }: Metafile): string[] {
  const all = Object.entries(outputs);
  const core = new Set(all.flatMap(([path, { imports }]) => (path.endsWith('/mermaid.mjs') ? imports.map(each => each.path) : [])));
  const small = all.flatMap(([, { entryPoint, bytes, imports, inputs }]) => (entryPoint === undefined && bytes < 4_000 && imports.every(each => core.has(each.path)) ? Object.keys(inputs) : []));
  return small.filter(path => path.endsWith('.mjs')).map(path => join(root, path));
}

const scraps = scrapsOf(await bundle([], false));
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await bundle(scraps, true);
for (const patch of patches) if (!applied.has(patch.find)) throw new Error(`Mermaid ${version} no longer holds "${patch.find}" (${patch.why})`);

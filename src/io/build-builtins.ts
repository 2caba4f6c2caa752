import { isBuiltin } from 'node:module';
import type { Plugin } from 'esbuild';

/** Modules of Node that cost most to open, or that few runs need: opened when one of their functions is first called. */
const late = new Set(['child_process', 'crypto', 'readline', 'v8', 'worker_threads']);

/**
 * Takes Node's own modules from `process.getBuiltinModule`. An `import` of one reads each of its exports, and behind some of them stand
 * further modules that nobody asked for (`process.report`, `crypto.webcrypto`).
 */
export function builtinsAsAsked(): Plugin {
  return {
    name: 'builtins-as-asked',
    setup(bundle) {
      bundle.onResolve({ filter: /^[a-z:_/\d]+$/ }, ({ path, kind, importer }) => {
        const required = kind === 'require-call';
        if (!isBuiltin(path) || (kind !== 'import-statement' && !required)) return undefined;
        // Each file has its own: one for several would be a further file to open.
        return { path: path.replace(/^node:/, ''), suffix: `?${importer}`, namespace: required ? 'required' : 'imported', sideEffects: required };
      });
      bundle.onLoad({ filter: /.*/, namespace: 'imported' }, ({ path }) => ({ contents: late.has(path) ? importedLate(path) : imported(path), loader: 'js' }));
      bundle.onLoad({ filter: /.*/, namespace: 'required' }, ({ path }) => ({ contents: late.has(path) ? `${opener(path)}module.exports = { ${functionsOf(path).map(name => `${name}: late('${name}')`).join(', ')} };` : `module.exports = ${opened(path)};`, loader: 'js' }));
    },
  };
}

const opened = (path: string): string => `process.getBuiltinModule('${path}')`;

function exportsOf(path: string): [string, PropertyDescriptor][] {
  const found: unknown = process.getBuiltinModule(path);
  if ((typeof found !== 'object' && typeof found !== 'function') || found === null) throw new Error(`Node has no module ${path}`);
  return Object.entries(Object.getOwnPropertyDescriptors(found)).filter(([name]) => name !== 'default' && /^[A-Za-z_$][\w$]*$/.test(name));
}

const functionsOf = (path: string): string[] => exportsOf(path).flatMap(([name, { value }]) => (typeof value === 'function' ? [name] : []));

/** What nobody imports of it is left out by the bundler. */
function imported(path: string): string {
  const names = exportsOf(path).map(([name]) => name);
  return `
const opened = ${opened(path)};
export default opened;
${names.map(name => `const taken_${name} = /* @__PURE__ */ (() => opened.${name})();`).join('\n')}
export { ${names.map(name => `taken_${name} as ${name}`).join(', ')} };
`;
}

const opener = (path: string): string => `
const open = () => ${opened(path)};
const late = name => function (...given) {
  return new.target === undefined ? open()[name](...given) : Reflect.construct(open()[name], given);
};
`;

/** Functions and classes by name. Any other value would have to be read now, so that it has to be read of the whole module. */
function importedLate(path: string): string {
  const names = functionsOf(path);
  return `${opener(path)}
export default /* @__PURE__ */ new Proxy({}, { get: (_, name) => open()[name] });
${names.map(name => `const late_${name} = /* @__PURE__ */ late('${name}');`).join('\n')}
export { ${names.map(name => `late_${name} as ${name}`).join(', ')} };
`;
}

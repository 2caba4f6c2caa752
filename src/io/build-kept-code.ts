import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Metafile } from 'esbuild';
import { keptFolder } from './kept-code.ts';
import { packageRoot } from './package-root.ts';

/** Bytes of our own code that gain more than two further files cost to open; of libraries a run uses little. */
const large = 100_000;

const imported = /^import(?:\{([^}]*)\}from)?"([^"]+)";/;
const exported = /export\{([^}]*)\};\s*$/;

type Name = { inside: string; outside: string };

const namesIn = (list: string): Name[] =>
  list === '' ? [] : list.split(',').map(each => {
    const [inside = '', outside = inside] = each.split(' as ');
    return { inside, outside };
  });

/**
 * Turns the large chunks of the bundle into a script, whose compiled code `kept-code.ts` keeps, and a module of the same name that runs it. Returns the files it
 * made, as the metafile names them. A chunk whose exports change after it was loaded, or that reads `import.meta`, stays as it is.
 */
export function keepCode(metafile: Metafile): string[] {
  const commands = Object.values(metafile.outputs).flatMap(({ entryPoint }) => (/^src\/commands\/[^/]+\.ts$/.test(entryPoint ?? '') ? [basename(entryPoint ?? '', '.ts')] : []));
  return Object.entries(metafile.outputs).flatMap(([path, { inputs }]) => {
    const own = Object.entries(inputs).filter(([input]) => input.startsWith('src/')).reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
    return own < large || !path.startsWith('dist/chunks/') ? [] : turned(path, commands);
  });
}

function turned(path: string, commands: readonly string[]): string[] {
  const whole = readFileSync(join(packageRoot, path), 'utf8');
  const imports: { names: Name[]; from: string }[] = [];
  let body = whole;
  for (let match = imported.exec(body); match !== null; match = imported.exec(body)) {
    imports.push({ names: namesIn(match[1] ?? ''), from: match[2] ?? '' });
    body = body.slice(match[0].length).trimStart();
  }
  const end = exported.exec(body);
  if (end === null) throw new Error(`${path}: the bundler writes its exports in another way`);
  const exports = namesIn(end[1] ?? '');
  body = body.slice(0, end.index);
  if (body.includes('import.meta') || exports.some(each => changes(each.inside, body))) return [];
  const given = imports.flatMap(each => each.names.map(name => name.outside));
  const script = path.replace(/\.mjs$/, '.js');
  writeFileSync(join(packageRoot, script), `"use strict";(function($import${given.map(name => `,${name}`).join('')}){${body.replace(/\bimport\("\.\//g, '$import("./')}
return{${exports.map(each => `${each.outside}:${each.inside}`).join(',')}}})`);
  writeFileSync(
    join(packageRoot, path),
    `${imports.map(each => `import${each.names.length === 0 ? '' : `{${each.names.map(name => (name.inside === name.outside ? name.inside : `${name.inside} as ${name.outside}`)).join(',')}}from`}"${each.from}";`).join('')}
import{runKept as $run}from"../kept-code.mjs";
const $words=process.argv.slice(2,4),$command=${JSON.stringify(commands)}.find(each=>each===$words.join("-")||each===$words[0])??"plan";
const $made=$run(import.meta.filename.replace(/\\.mjs$/,".js"),$command,[path=>import(path)${given.map(name => `,${name}`).join('')}]);
export const{${exports.map(each => each.outside).join(',')}}=$made;
`,
  );
  return [script];
}

/** Is a name given another value after it was declared. */
function changes(name: string, body: string): boolean {
  const given = body.match(new RegExp(String.raw`(?<![.\w$])${name.replaceAll('$', String.raw`\$`)}(?:=(?![=>])|\+\+|--|[-+*/%&|^?]{1,3}=(?!=))`, 'g')) ?? [];
  return given.length > 1;
}

/** Plans the example of this repository once, and keeps what that compiled beside the chunks. */
export function keepFirstRun(): void {
  const workspace = mkdtempSync(join(tmpdir(), 'planwright-build-'));
  try {
    for (const path of ['specs', 'requirements', 'docs/planning', 'plan.config.yaml']) cpSync(join(packageRoot, path), join(workspace, path), { recursive: true });
    const { INIT_CWD: _, NODE_DISABLE_COMPILE_CACHE: __, ...env } = process.env;
    execFileSync(process.execPath, [join(packageRoot, 'dist/cli.mjs'), 'stravaai', '--yes'], { cwd: workspace, env: { ...env, NODE_COMPILE_CACHE: join(workspace, 'code') }, stdio: 'ignore' });
    const folder = join(packageRoot, 'dist/chunks', keptFolder);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const path of readdirSync(join(workspace, 'code'), { recursive: true, encoding: 'utf8' })) if (basename(path).startsWith('planwright-')) writeFileSync(join(folder, basename(path)), readFileSync(join(workspace, 'code', path)));
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

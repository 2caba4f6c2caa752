import type { Context } from './context.ts';

/** Hidden folders in which other tools keep the specs and plans of a repository. */
const kept = ['.kiro/specs', '.specify/specs', '.agent-os/specs', '.agent-os/product'];

/** Files as the user names them: a file, or a folder with all its files of that kind. */
export async function expand(context: Context, typed: readonly string[], ends = '{json,ndjson,jsonl,yaml,yml}'): Promise<string[]> {
  const paths: string[] = [];
  for (const name of typed) {
    const path = await context.disk.inside(name, context.cwd);
    if (await context.disk.isFolder(path)) {
      const below = path === '' ? '' : `${path}/`;
      paths.push(...(await context.disk.glob([`${below}**/*.${ends}`, ...(ends.includes('md') ? kept.map(folder => `${below}**/${folder}/**/*.${ends}`) : [])], ends.includes('json') ? 'links' : undefined)));
    }
    else paths.push(path);
  }
  return [...new Set(paths)];
}

/** Features with a saved plan. */
export async function plannedFeatures(context: Context): Promise<string[]> {
  return (await context.disk.glob(['.plan/*/lock.yaml'])).map(path => path.split('/')[1] ?? '').sort();
}

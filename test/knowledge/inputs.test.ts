import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/knowledge/load.ts';
import { Config } from '../../src/model/config.ts';
import { knowledge } from '../support/knowledge.ts';

const root = join(import.meta.dirname, '../..');
const configs = ['plan.config.yaml', ...globSync('test/cases/*/plan.config.yaml', { cwd: root })].map((path) => path.replaceAll('\\', '/')).toSorted();

describe.each(configs)('%s', (path) => {
  const config = parseYaml(path, readFileSync(join(root, path), 'utf8'), Config);

  it('names features that have a spec and profiles that exist', () => {
    const features = Object.entries(config.features ?? {});
    expect(features.length).toBeGreaterThan(0);
    for (const [feature, settings] of features) {
      expect(existsSync(join(root, dirname(path), 'specs', feature, 'spec.md')), feature).toBe(true);
      if (settings.profile !== undefined) expect(knowledge().profiles.map((profile) => profile.id)).toContain(settings.profile);
    }
  });
});

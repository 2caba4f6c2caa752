import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Provider } from '../../src/model/knowledge.ts';

const folder = new URL('../../templates/providers/', import.meta.url);
const names = readdirSync(folder);

describe.each(names)('provider %s', (name) => {
  const provider = Provider.parse(parse(readFileSync(new URL(name, folder), 'utf8')));
  const facts = new Set(provider.facts.map((fact) => fact.id));

  it('is named after its file', () => expect(`${provider.id}.yaml`).toBe(name));

  it('cites only facts it holds', () => {
    const cited = [
      provider.ai, ...provider.quotas, ...provider.caps, ...provider.policy, ...provider.costs,
      ...(provider.webhook ? [provider.webhook] : []), ...(provider.token ? [provider.token] : []),
      ...provider.models.flatMap((model) => model.fields).filter((field) => field.fact !== undefined),
    ].map((holder) => holder.fact);
    expect(cited.filter((id) => id === undefined || !facts.has(id))).toEqual([]);
  });

  it('declares each model and each path of a model once', () => {
    const models = provider.models.map((model) => model.name);
    expect(models).toEqual([...new Set(models)]);
    for (const model of provider.models) {
      const paths = model.fields.map((field) => field.path);
      expect(paths, model.name).toEqual([...new Set(paths)]);
    }
  });

  it('offers its default policy and hides its secrets', () => {
    const options = provider.policyOptions.map((option) => option.key);
    expect(options).toEqual(expect.arrayContaining(provider.policyDefault));
    const secrets = provider.models.flatMap((model) => model.fields).filter((field) => field.class === 'secret');
    expect(secrets.filter((field) => field.disposition !== 'encrypt' && field.disposition !== 'drop')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { UserError } from '../../src/model/errors.ts';
import { knowledge, templateFiles } from '../support/knowledge.ts';

function failure(change: (files: Map<string, string>) => void): UserError {
  const files = templateFiles();
  change(files);
  try {
    loadKnowledge(files);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('loadKnowledge accepted a bad file');
}

describe('loadKnowledge', () => {
  it('reads every YAML file below templates/', () => {
    const known = knowledge();
    expect(known.catalogue.documents.length).toBeGreaterThan(0);
    expect(known.profiles.map((profile) => profile.id)).toContain('fastapi-mongodb');
  });

  it('does not depend on the order of the files', () => {
    expect(loadKnowledge(new Map([...templateFiles()].toReversed()))).toEqual(loadKnowledge(templateFiles()));
  });

  it('is of the edition of its newest dated statement', () => {
    const files = templateFiles();
    files.set('facts.yaml', (files.get('facts.yaml') ?? '').replace('read: 2026-11-20', 'read: 2031-05-06'));
    expect(loadKnowledge(files).edition).toBe('2031-05-06');
    expect(knowledge().edition < '2031-05-06').toBe(true);
  });

  it('names the file, the line and the key of a value of the wrong kind', () => {
    const error = failure((files) => files.set('profiles/fastapi-mongodb.yaml', (files.get('profiles/fastapi-mongodb.yaml') ?? '').replace('jobTypesFrom: 5', 'jobTypesFrom: five')));
    expect(error.message).toMatch(/^profiles\/fastapi-mongodb\.yaml:\d+: queue\.jobTypesFrom: /);
    expect(error.exitCode).toBe(2);
  });

  it('names an unknown key', () => {
    const error = failure((files) => files.set('catalogue.yaml', (files.get('catalogue.yaml') ?? '').replace('maxWords: 900', 'maxWords: 900\n    colour: red')));
    expect(error.message).toMatch(/^catalogue\.yaml:\d+: documents\.\d+: .*colour/);
  });

  it('names the line of broken YAML', () => {
    expect(failure((files) => files.set('facts.yaml', 'facts:\n  - id: [')).message).toMatch(/^facts\.yaml:\d+:\d+: not valid YAML/);
  });

  it('refuses a bomb of aliases', () => {
    const levels = Array.from({ length: 9 }, (_, level) => `a${level}: &a${level} [${level === 0 ? '0' : Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ')}]`);
    expect(failure((files) => files.set('facts.yaml', levels.join('\n'))).message).toBe('facts.yaml: its YAML aliases cannot be resolved');
  });

  it('refuses a second document, section or fact of the same id', () => {
    expect(failure((files) => files.set('catalogue.yaml', (files.get('catalogue.yaml') ?? '').replace('id: prd', 'id: wbs'))).message).toContain('"wbs" is declared twice');
    expect(failure((files) => files.set('catalogue.yaml', (files.get('catalogue.yaml') ?? '').replace('id: watch-list', 'id: register'))).message).toContain('section of risks "register"');
  });

  it('refuses a profile whose id is not its file name', () => {
    const error = failure((files) => files.set('profiles/other.yaml', files.get('profiles/fastapi-mongodb.yaml') ?? ''));
    expect(error.message).toContain('profiles/other.yaml: id is "fastapi-mongodb"');
  });

  it('requires the catalogue, the lexicon, the task rules and one profile, and takes every other list as empty', () => {
    expect(failure((files) => files.delete('catalogue.yaml')).message).toContain('templates/catalogue.yaml is missing');
    expect(failure((files) => files.delete('lexicon.yaml')).message).toContain('templates/lexicon.yaml is missing');
    expect(failure((files) => files.delete('tasks.yaml')).message).toContain('templates/tasks.yaml is missing');
    const required = ['catalogue.yaml', 'lexicon.yaml', 'tasks.yaml', 'strategies.yaml', 'judgement.yaml', 'profiles/fastapi-mongodb.yaml'];
    const least = new Map([...templateFiles()].filter(([path]) => required.includes(path)));
    expect(loadKnowledge(least)).toMatchObject({ providers: [], languages: [], facts: [], houseRules: { rules: [] } });
  });
});

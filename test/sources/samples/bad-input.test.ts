import { describe, expect, it } from 'vitest';
import { createSampleReader } from '../../../src/sources/samples/read.ts';
import { chunks, field, model, read } from './support.ts';

const good = '[{"id":1},{"id":2}]';
const canary = 'zqcanaryzq';

/** `rule:line` of the findings on bad.json, read beside a good file that must still count. */
async function troubles(content: string | Uint8Array, name = 'bad.json', size = 4096): Promise<string[]> {
  const { facts, findings } = await read({ [name]: content, 'orders.json': good }, { size });
  expect(model(facts, 'order').records).toBe(2);
  for (const one of findings) expect(one.file).toBe(name);
  expect(JSON.stringify([facts, findings])).not.toContain(canary);
  return findings.map((one) => `${one.rule.replace('samples/', '')}:${one.line}`);
}

describe('a bad file is named and the good one counts', () => {
  it.each<[string, string | Uint8Array, string[]]>([
    ['cut in a list', `[{"a":"${canary}"},\n{"a":"${canary}`, ['truncated:2']],
    ['cut after a list item', `[{"a":1}`, ['truncated:1']],
    ['cut in an object', `{"a":\n{"b":"${canary}"`, ['truncated:1']],
    ['a web page', `<!DOCTYPE html>\n<html>${canary}\n</html>`, ['markup:1']],
    ['a web page after a good list', `[{"a":1}]\n<html>\n${canary}`, ['markup:2']],
    ['not JSON at all', `callback(${canary});`, ['invalid-json:1']],
    ['one bad item', `[{"a":1},\n{"a":${canary}},\n{"a":3}]`, ['invalid-json:2']],
    ['single quotes', `{'a': '${canary}'}`, ['invalid-json:1']],
    ['something after the end', `[{"a":1}]\n${canary}`, ['invalid-json:2']],
    ['invalid UTF-8', new Uint8Array([...Buffer.from('[{"a":1},\n{"a":"'), 0xff, 0xfe, ...Buffer.from('"}]')]), ['invalid-utf8:2']],
    ['a key twice', `[{"a":1},\n{"a":1,\n"b":{"c":1,"c":2}}]`, ['duplicate-key:3']],
    ['a key twice in a single object', `{"a":1,\n"a":2}`, ['duplicate-key:2']],
    ['nested 10,000 deep', `[${'['.repeat(10_000)}${']'.repeat(10_000)}]`, ['too-deep:1']],
    ['objects 10,000 deep', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, ['too-deep:1']],
    ['opened 10,000 times', '['.repeat(10_000), ['truncated:1']],
    ['binary', new Uint8Array(600).map((_, at) => (at * 37) % 256), ['invalid-utf8:1']],
  ])('%s', async (_, content, want) => {
    for (const size of [7, 100_000]) {
      const found = await troubles(content, 'bad.json', size);
      expect(found.slice(0, want.length)).toEqual(want);
    }
  });

  it('one line is named once, and a last line that was cut is called so', async () => {
    expect((await read({ 'a.json': 'callback({"a":1});' })).findings.map((one) => [one.rule, one.line])).toEqual([['samples/invalid-json', 1]]);
    expect((await read({ 'a.json': '<html>\n<p>a, b: "c"</p>\n</html>\n' })).findings.map((one) => [one.rule, one.line])).toEqual([['samples/markup', 1]]);
    expect((await read({ 'a.ndjson': '{"a":1}\n{"a":2,"b":5\n' })).findings.map((one) => [one.rule, one.line])).toEqual([['samples/truncated', 2]]);
  });

  it.each([['[{"a":1},\n{"a":2},\n]', 3], ['[{"a":1},\n,{"a":2}]', 2]])('a comma without a value is named, the records count: %j', async (text, line) => {
    const { facts, findings } = await read({ 'events.json': text });
    expect(model(facts, 'event').records).toBe(2);
    expect(findings.map((one) => [one.rule, one.line])).toEqual([['samples/invalid-json', line]]);
  });

  it('a bad line of NDJSON costs that line', async () => {
    const { facts, findings } = await read({ 'events.ndjson': '{"a":1}\n{"a":"zq\n{"a":3}\n' });
    expect(model(facts, 'event').records).toBe(2);
    expect(findings.map((one) => [one.rule, one.line])).toEqual([['samples/truncated', 2]]);
  });

  it.each<[string, string, string, string, string[]]>([
    ['the whole file', 'bad.json', '{"page":1,\n"text":"', '"}', ['too-large:1']],
    ['an item of a list', 'bad.json', '[{"a":1},\n{"text":"', '"},\n{"a":2}]', ['too-large:2']],
    ['a line', 'bad.ndjson', '{"a":1}\n{"text":"', '"}\n{"a":2}\n', ['too-large:2']],
  ])('a value larger than 64 MB is named and not kept: %s', async (_, name, before, after, want) => {
    const reader = createSampleReader([]);
    await reader.file(name, large(before, after));
    await reader.file('orders.json', chunks(good, 99));
    const { facts, findings } = reader.finish();
    expect(model(facts, 'order').records).toBe(2);
    expect(facts.files.map((one) => one.records)).toEqual([want[0] === 'too-large:1' ? 0 : 2, 2]);
    expect(findings.map((one) => `${one.rule.replace('samples/', '')}:${one.line}`)).toEqual(want);
  });

  it.each<[string, string, (rows: string[]) => string]>([
    ['items of a list', 'rows.json', (rows) => `[${rows.join(',\n')}]`], ['lines', 'rows.ndjson', (rows) => rows.join('\n')], ['items parted by a comma alone', 'rows.json', (rows) => `[${rows.join(',')}]`],
  ])('a key twice is found anywhere in a large file: %s', async (_, name, write) => {
    const rows = Array.from({ length: 9000 }, (__, at) => `{"id":${at},"time" : "10:20:30","text":":smile: \\":${at}","list":[{"a":1},{"a":2}]}`);
    rows[7000] = '{"id":1,"time":"x","text":"","list":[{"a":1},{"a":2,"a":3}]}';
    const { facts, findings } = await read({ [name]: write(rows) }, { size: 65_536 });
    expect(model(facts, 'row').records).toBe(9000);
    expect(findings.map((one) => [one.rule, one.line])).toEqual([['samples/duplicate-key', name === 'rows.json' && !write(['', '']).includes('\n') ? 1 : 7001]]);
  });

  it('many bad lines are counted, not all listed', async () => {
    const { findings } = await read({ 'events.ndjson': '{x}\n'.repeat(500) });
    expect(findings).toHaveLength(21);
    expect(findings.map((one) => one.message).join()).toContain('480 more of this kind');
  });
});

it('a file the system does not let us read is named, and any other failure is thrown on', async () => {
  const reader = createSampleReader([]);
  await reader.file('orders.json', chunks(good, 99));
  await reader.file('locked.json', failing('EACCES'));
  const { facts, findings } = reader.finish();
  expect(model(facts, 'order').records).toBe(2);
  expect(findings.map((one) => [one.rule, one.file, one.severity])).toEqual([['samples/unreadable', 'locked.json', 'error']]);
  expect(facts.files.map((one) => one.empty)).toEqual([false, false]);
  await expect(reader.file('x.json', failing('ECANARY'))).rejects.toThrow('ECANARY');
});

/** 70 MB between `before` and `after`. */
function* large(before: string, after: string): Generator<Uint8Array> {
  yield Buffer.from(before);
  const part = new Uint8Array(1_000_000).fill(120);
  for (let at = 0; at < 70; at++) yield part;
  yield Buffer.from(after);
}

function* failing(code: string): Generator<Uint8Array> {
  yield Buffer.from('[');
  throw Object.assign(new Error(code), { code });
}

describe('odd but good', () => {
  it('a line of 10 MB is read', async () => {
    const { facts } = await read({ 'logs.ndjson': `{"text":"${'x'.repeat(10_000_000)}"}\n{"text":"y"}\n` }, { size: 65_536 });
    expect(model(facts, 'log').records).toBe(2);
    expect(field(facts, 'log', 'text').maxLength).toBe(10_000_000);
  });

  it('keys of the object prototype are fields like others, and named', async () => {
    const { facts, findings } = await read({ 'things.json': '[{"__proto__":{"polluted":true},"constructor":"x","toString":1}]' });
    expect(model(facts, 'thing').fields.map((one) => one.path)).toEqual(['__proto__', '__proto__.polluted', 'constructor', 'toString']);
    expect(findings.map((one) => one.rule)).toEqual(['samples/unsafe-key', 'samples/unsafe-key']);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('a dictionary of thousands of keys stays one field', async () => {
    const { facts } = await read({ 'things.json': JSON.stringify([Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`word${at.toString(36)}`, at]))]) });
    expect(model(facts, 'thing').fields.map((one) => one.path)).toEqual(['*']);
  });
});

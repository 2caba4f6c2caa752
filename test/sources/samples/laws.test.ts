import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundOut, typesOf } from '../../../src/sources/samples/fields.ts';
import { merge } from '../../../src/sources/samples/merge.ts';
import { observe, observeInto, visitOf, type Visit } from '../../../src/sources/samples/observe.ts';
import { emptyShape, occurrences, recordsWith, type Shape } from '../../../src/sources/samples/shape.ts';
import { parseBatch } from '../../../src/sources/samples/parse.ts';
import { mostKeys, writtenKeys } from '../../../src/sources/samples/keys.ts';
import { createSplitter } from '../../../src/sources/samples/split.ts';
import { chunks, field, read } from './support.ts';

const key = fc.oneof(fc.constantFrom('id', 'name', 'a', 'b', 'at', '__proto__', 'constructor', 'x.y', 'v/w'), fc.stringMatching(/^[a-z]{1,6}$/));
const value = fc.letrec<{ any: unknown; leaf: unknown; list: unknown; record: unknown }>((tie) => ({
  any: fc.oneof({ depthSize: 'small' }, tie('leaf'), tie('list'), tie('record')),
  leaf: fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string({ maxLength: 8 }), fc.constantFrom('2026-01-02T03:04:05Z', 'a@b.example', '')),
  list: fc.array(tie('any'), { maxLength: 3 }),
  record: fc.array(fc.tuple(key, tie('any')), { maxLength: 4 }).map(parsed),
}));
const record = fc.array(fc.tuple(key, value.any), { maxLength: 5 }).map(parsed);

/** As JSON.parse would make it: `__proto__` is an own key. */
function parsed(entries: [string, unknown][]): Record<string, unknown> {
  return Object.fromEntries(entries);
}

function visitAt(at: number): Visit {
  return { ...visitOf('records.json'), pointer: `/${at}`, record: at };
}

const shapeOf = (one: unknown, at: number): Shape => observe(one, visitAt(at));

/** What a shape says, without the order of keys; with `shares` only what does not count records. */
function says(shape: Shape, shares = false): unknown {
  const tally = (n: number): number => (shares ? n / occurrences(shape) : n);
  return {
    counts: [shape.nulls, shape.booleans, shape.integers, shape.doubles, shape.strings, shape.arrays, shape.objects, shape.blanks, recordsWith(shape), shares ? occurrences(shape) : 0].map(tally), types: typesOf(shape),
    range: [shape.min, shape.max, shape.big, shape.formats, shape.sensitive, shape.longest, shape.pairs, shape.fewest, shape.most, shape.dictionary],
    distinct: shape.distinct === null ? null : [...shape.distinct].toSorted(), evidence: shape.evidence, items: shape.items === null ? null : says(shape.items, shares),
    children: shape.names.map((name, at): [string, unknown] => [name, says(shape.children[at] ?? emptyShape(), shares)]).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  };
}

describe('merging shapes', () => {
  it('does not depend on order', () => {
    fc.assert(fc.property(record, record, (a, b) => { expect(says(merge(shapeOf(a, 0), shapeOf(b, 1)))).toEqual(says(merge(shapeOf(b, 1), shapeOf(a, 0)))); }));
  });

  it('does not depend on grouping', () => {
    fc.assert(fc.property(record, record, record, (a, b, c) => {
      const [x, y, z] = [shapeOf(a, 0), shapeOf(b, 1), shapeOf(c, 2)];
      expect(says(merge(merge(x, y), z))).toEqual(says(merge(x, merge(y, z))));
    }));
  });

  it('says the same of a shape twice, but for the tallies', () => {
    fc.assert(fc.property(record, (a) => { expect(says(merge(shapeOf(a, 0), shapeOf(a, 0)), true)).toEqual(says(shapeOf(a, 0), true)); }));
  });

  it('is what observing into one shape does', () => {
    fc.assert(fc.property(fc.array(record, { minLength: 1, maxLength: 6 }), (records) => {
      const visit = visitAt(0);
      const into = emptyShape([{ file: 'records.json', pointer: '/0' }]);
      records.forEach((one, at) => { visit.record = at; visit.pointer = `/${at}`; observeInto(into, one, visit); });
      expect(says(into)).toEqual(says(records.map(shapeOf).reduce((a, b) => merge(a, b))));
    }));
  });

  it('leaves both sides as they were', () => {
    fc.assert(fc.property(record, record, (a, b) => {
      const x = shapeOf(a, 0), before = says(x);
      merge(x, shapeOf(b, 1));
      expect(says(x)).toEqual(before);
    }));
  });
});

describe('UTF-8 read as Latin-1', () => {
  // With é, the bytes of é as two characters, and letters of two, three and four bytes.
  const text = fc.oneof(fc.array(fc.constantFrom('é', 'Ã', '©', '\u00c3\u00a9', 'ß', '\u00a0', '東', '\u{1F6B4}', 'a', ' ', '@', '.', '/', 'b.example', '-', '7'), { maxLength: 8 }).map((parts) => parts.join('')), fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom('é', 'Ã©', 'Ã\u0083Â©'), fc.constantFrom('2026-01-02T03:04:05Z', 'a@b.example', 'https://é.example/à', '_p~iF~ps|U_ulLnnqC_mqNvxq`@', 'x'.repeat(300), 'é'.repeat(300)));
  const flat = fc.array(fc.tuple(fc.oneof(fc.constantFrom('id', 'name', 'type', 'é', 'Ã©', '名'), text), fc.oneof(text, fc.array(text, { maxLength: 3 }), fc.record({ name: text, é: text }, { requiredKeys: [] }))), { maxLength: 5 }).map(parsed);

  it('says the same', () => {
    fc.assert(fc.property(fc.array(fc.array(flat, { maxLength: 4 }), { minLength: 1, maxLength: 6 }), (batches) => {
      const shapes = [true, false].map((rawAllowed) => {
        const visit = visitAt(0);
        const shape = emptyShape([{ file: 'records.json', pointer: '/0' }]);
        for (const batch of batches) {
          // Only what stands as bytes may be read so: an escape could be the same character.
          const parsedBatch = parseBatch(Buffer.from(JSON.stringify(batch)), rawAllowed && !visit.wideKeys);
          if (parsedBatch === null) throw new Error('a batch that does not parse');
          visit.raw = parsedBatch.raw;
          for (const one of parsedBatch.values) { visit.record++; observeInto(shape, one, visit); }
          visit.raw = false;
        }
        return says(shape);
      });
      expect(shapes[0]).toEqual(shapes[1]);
    }), { numRuns: 400 });
  });

  it('keeps a format whose text may lie outside ASCII', async () => {
    const links = Array.from({ length: 3000 }, (_, id) => ({ id, link: `https://host-${id}.example/caf\u00e9/voil\u00e0/${id}` }));
    const { facts } = await read({ 'links.json': `[${links.map((one) => JSON.stringify(one)).join(',\n')}]` }, { size: 65_536 });
    expect(field(facts, 'link', 'link')).toMatchObject({ format: 'uri', maxLength: 41 });
  });
});

describe('cutting bytes', () => {
  const texts = fc.array(record, { minLength: 1, maxLength: 12 });
  const styles = fc.constantFrom<(records: unknown[]) => string>(
    (records) => JSON.stringify(records), (records) => JSON.stringify(records, null, 2), (records) => `[\n${records.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`, (records) => records.map((one) => `${JSON.stringify(one)}\n`).join(''),
  );

  it('gives the same records whatever the chunks and batches', () => {
    fc.assert(fc.property(texts, styles, fc.integer({ min: 1, max: 40 }), fc.constantFrom(0, 20, 1e9), (records, style, size, careful) => {
      const found: unknown[] = [];
      const text = style(records);
      const splitter = createSplitter(false, {
        record: ({ bytes }) => found.push(JSON.parse(Buffer.from(bytes).toString('utf8'))),
        batch: (bytes) => {
          try { found.push(...JSON.parse(Buffer.from(bytes).toString('utf8'))); return true; } catch { return false; }
        },
        envelope: () => null,
        trouble: (trouble) => { throw new Error(trouble.kind); },
      }, careful);
      for (const chunk of chunks(text, size)) splitter.push(chunk);
      splitter.end();
      expect(found).toEqual(JSON.parse(JSON.stringify(records)));
    }));
  });

  it.each([[false, ','], [false, ',\n'], [true, '\n']])('falls back to single records where a batch was cut wrongly (lines: %s, parted by %j)', (lines, by) => {
    const records = Array.from({ length: 60 }, (_, id) => ({ id, list: [{ a: id }, { a: '},{' }], text: '"},\n{"' }));
    const texts = records.map((one) => JSON.stringify(one));
    if (lines) texts[40] = '{"id":4';
    const found: unknown[] = [], bad: number[] = [];
    let batches = 0;
    const splitter = createSplitter(lines, {
      record: ({ bytes, line }) => { try { found.push(JSON.parse(Buffer.from(bytes).toString('utf8'))); } catch { bad.push(line); } },
      batch: (bytes) => {
        const text = Buffer.from(bytes).toString('utf8');
        try { found.push(...JSON.parse(text)); batches++; return true; } catch { return false; }
      },
      envelope: () => null,
      trouble: (trouble) => { throw new Error(trouble.kind); },
    }, 100);
    for (const chunk of chunks(lines ? texts.join('\n') : `[${texts.join(by)}]`, 333)) splitter.push(chunk);
    splitter.end();
    expect(found).toEqual(lines ? records.filter((one) => one.id !== 40) : records);
    expect(bad).toEqual(lines ? [41] : []);
    expect(batches).toBeGreaterThan(0);
  });

  it('names the line a record starts on', () => {
    const lines: number[] = [];
    const splitter = createSplitter(true, { record: ({ line }) => lines.push(line), batch: () => false, envelope: () => null, trouble: () => undefined }, 0);
    for (const chunk of chunks('{"a":1}\n\n{"a":2}\r\n{"a":3}', 5)) splitter.push(chunk);
    splitter.end();
    expect(lines).toEqual([1, 3, 4]);
  });
});

describe('counting keys', () => {
  it('never counts fewer than stand in the text, wherever they stand', () => {
    fc.assert(fc.property(fc.array(record, { maxLength: 5 }), fc.constantFrom(0, 1), fc.integer({ min: 0, max: 40 }), (records, indent, shift) => {
      const text = JSON.stringify(records, null, indent);
      expect(mostKeys(Buffer.from(text))).toBeGreaterThanOrEqual(writtenKeys(Buffer.from(text)));
      // Around the end of what is looked at in one go.
      const long = Buffer.from(`["${'x'.repeat(32 * 1024 - 20 - shift)}",{"a":1,"b" : 2,"c":[{"d":3}]}]`);
      expect(mostKeys(long)).toBe(4);
    }));
  });
});

describe('reading files', () => {
  const file = fc.array(record.filter((one) => Object.keys(one).length > 0), { minLength: 1, maxLength: 4 });

  it('says the same whatever the order of the files', async () => {
    await fc.assert(fc.asyncProperty(file, file, file, async (a, b, c) => {
      const files: [string, string][] = [['orders.json', JSON.stringify(a)], ['x/orders.json', JSON.stringify(b)], ['carts.ndjson', c.map((one) => JSON.stringify(one)).join('\n')]];
      expect(await read(Object.fromEntries(files.toReversed()))).toEqual(await read(Object.fromEntries(files)));
    }), { numRuns: 40 });
  });

  it('finds every path and type an independent walk finds', async () => {
    await fc.assert(fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 5 }), async (records) => {
      const plain: unknown = JSON.parse(JSON.stringify(records));
      const want = new Map<string, Set<string>>();
      if (Array.isArray(plain)) for (const one of plain) walk(one, '', want);
      want.delete('');
      const { facts } = await read({ 'things.json': JSON.stringify(records) });
      const got = new Map(facts.models.flatMap((one) => one.fields).map((one): [string, Set<string>] => [one.path, new Set(one.types.map((type) => (type === 'integer' ? 'number' : type)))]));
      expect(got).toEqual(want);
    }), { numRuns: 60 });
  });
});

function walk(one: unknown, path: string, seen: Map<string, Set<string>>): void {
  const type = one === null ? 'null' : Array.isArray(one) ? 'array' : typeof one;
  seen.set(path, (seen.get(path) ?? new Set()).add(type));
  if (Array.isArray(one)) one.forEach((item) => { walk(item, `${path}[]`, seen); });
  else if (typeof one === 'object' && one !== null) for (const [name, inner] of Object.entries(one)) walk(inner, path === '' ? name.replaceAll('.', '\\.') : `${path}.${name.replaceAll('.', '\\.')}`, seen);
}

describe('rounding a range', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }).filter((n) => n === 0 || Math.abs(n) > 1e-6);

  it('goes outwards and keeps two significant digits', () => {
    fc.assert(fc.property(number, (n) => {
      const down = roundOut(n, 'down'), up = roundOut(n, 'up');
      const slack = Math.abs(n) * 1e-9;
      expect(down).toBeLessThanOrEqual(n + slack);
      expect(up).toBeGreaterThanOrEqual(n - slack);
      for (const rounded of [down, up]) expect(Number(rounded.toPrecision(2))).toBeCloseTo(rounded, 9);
    }));
  });

  it.each([[8085.6, 8000, 8100], [-416, -420, -410], [0.2917, 0.29, 0.3], [41, 41, 41], [0, 0, 0], [9999, 9900, 10000]])('%d lies in %d to %d', (n, down, up) => {
    expect([roundOut(n, 'down'), roundOut(n, 'up')]).toEqual([down, up]);
  });
});

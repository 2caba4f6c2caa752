import { mergeDocument, type Merged } from './merge.ts';
import { linksOf, movedPlaces } from './places.ts';
import { sidesOf } from './rebase.ts';
import { applyTicks, clearPackages, clearTicks, ticksOf } from './ticks.ts';
import { walkHunks } from './hunks.ts';

/** One branch's last render, and how its places are put where the fresh render has them. */
type Render = { lines: readonly string[]; has: ReadonlySet<string>; move: (text: string) => string };

/**
 * A document that git joined of two branches, each with a render of its own: what the people of each did to theirs is laid on the fresh render, and
 * then both together. Null where the people of both are in each other's way: then no side may win unseen.
 */
export function mergeBranches(current: string, renders: readonly string[], fresh: string): Merged | null {
  const plain = clearPackages(current.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'));
  const sides = sidesOf(plain);
  const ticks = new Set(sides.flatMap(side => [...ticksOf(side)]));
  const written = renders.map((text): Render => ({ lines: text.split('\n'), has: new Set(text.split('\n')), move: movedPlaces(text, fresh) }));
  const known = new Set(written.flatMap(render => render.lines.map(render.move)));
  const wanted = new Set(fresh.split('\n'));
  const kept = sides.map((side, at) => {
    const render = written.at(at === 0 ? 0 : -1);
    if (render === undefined) return null;
    const lines = clearTicks(side, ticks).split('\n').map(line => rendererOf(line, render, written).move(line));
    return mergeDocument(lines.join('\n'), ownBase(render.lines.map(render.move), lines, known, wanted).join('\n'), fresh);
  });
  const [ours, theirs] = [kept[0] ?? null, kept[1] ?? null];
  if (ours === null || theirs === null || ours.conflicts + theirs.conflicts > 0) return null;
  const both = mergeDocument(ours.text, fresh, theirs.text);
  if (both.conflicts > 0) return null;
  return { text: (current.startsWith('\uFEFF') ? '\uFEFF' : '') + applyTicks(both.text, ticks).replaceAll('\n', /\r\n/.test(current) ? '\r\n' : '\n'), conflicts: 0 };
}

const wordsOf = (line: string): Set<string> => new Set(line.split(/\s+/));

/** The render whose places a line is numbered by: the one that wrote it; for a person's line the one with the line most like it at those places. */
function rendererOf(line: string, own: Render, all: readonly Render[]): Render {
  const writer = [own, ...all].find(render => render.has.has(line));
  const links = linksOf(line);
  if (writer !== undefined || links.length === 0) return writer ?? own;
  const words = wordsOf(line);
  const likeness = (render: Render): number => Math.max(0, ...render.lines.filter(each => links.some(link => each.includes(link))).map(each => wordsOf(each).intersection(words).size));
  return [own, ...all].reduce((best, render) => (likeness(render) > likeness(best) ? render : best));
}

/**
 * What the tool itself had in one side of a joined document: its render, with what git took over from the other side's. Lines that a person replaced
 * or removed stand in it where the plan still wants them, so that the edit is seen as one.
 */
function ownBase(render: readonly string[], side: readonly string[], known: ReadonlySet<string>, wanted: ReadonlySet<string>): string[] {
  const base: string[] = [];
  walkHunks(render, side, {
    same: lines => void base.push(...lines),
    changed: (gone, come) => {
      if (gone.length === come.length) base.push(...come.map((line, at) => (known.has(line) ? line : (gone[at] ?? line))));
      else {
        const tools = come.filter(line => known.has(line));
        base.push(...(come.length > 0 && tools.length === come.length ? [] : gone.filter(line => wanted.has(line) && !tools.includes(line))), ...tools);
      }
    },
  });
  return base;
}

import { diffArrays } from 'diff';
import { diff3Merge } from 'node-diff3';
import { apart, type Region } from './apart.ts';
import { movedPlaces } from './places.ts';
import { applyTicks, clearPackages, clearTicks, ticksOf } from './ticks.ts';

export type Merged = { text: string; conflicts: number };

/** Left by an unresolved merge, ours or git's. */
export const conflictMarker = /^(?:<{7}|={7}|>{7})(?: |$)/m;

/** Left by git, which names its sides by revision. */
export const gitMark = /^<{7} (?!yours$)/m;

/**
 * Three-way merge by lines: what only one side changed is taken from it, in every document, anywhere. Ticked task boxes are carried
 * by task id, so that a tick never conflicts with a changed line; places in inputs are moved first, so that a spec line inserted above never does. A
 * true conflict, one line changed by both, is marked inline. Laws: merge(x, b, b) = x, merge(b, b, y) = y.
 */
export function mergeDocument(current: string, base: string, fresh: string): Merged {
  const ticks = ticksOf(current);
  const eol = /\r\n/.test(current) ? '\r\n' : '\n';
  const bom = current.startsWith('\uFEFF') ? '\uFEFF' : '';
  const plain = (text: string): string => clearPackages(clearTicks(text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'), ticks));
  const [based, wanted] = [plain(base), plain(fresh)];
  const move = based === wanted ? (text: string): string => text : movedPlaces(based, wanted);
  let conflicts = 0;
  const lines: string[] = [];
  for (const region of diff3Merge(move(plain(current)).split('\n'), move(based).split('\n'), wanted.split('\n'), { excludeFalseConflicts: true })) {
    if (region.ok !== undefined) lines.push(...region.ok);
    if (region.conflict !== undefined) {
      const whole = joined(region.conflict);
      for (const part of whole === null ? apart(region.conflict) : []) {
        const both = joined(part);
        if (both === null) conflicts++;
        lines.push(...(both ?? ['<<<<<<< yours', ...part.a, '=======', ...part.b, '>>>>>>> plan']));
      }
      lines.push(...(whole ?? []));
    }
  }
  return { text: bom + applyTicks(lines.join('\n'), ticks).replaceAll('\n', eol), conflicts };
}

/** Lines of both sides as one, null where they disagree. */
const joined = ({ a, o, b }: Region): string[] | null => added(a, o, b) ?? added(b, o, a) ?? agreed(a, o, b) ?? oneSided({ a, o, b });

/** What one side left as it was is the other's. */
function oneSided({ a, o, b }: Region): string[] | null {
  const kept = (side: readonly string[]): boolean => side.length === o.length && side.every((line, at) => line === o[at]);
  return kept(b) ? a : kept(a) ? b : null;
}

/**
 * Lines of both sides, one by one, where one side's change holds the other's: a number that a person wrote into a document and the plan now has,
 * beside more words that changed. Null when there is anything to decide.
 */
function agreed(a: readonly string[], o: readonly string[], b: readonly string[]): string[] | null {
  if (a.length !== o.length || b.length !== o.length) return null;
  const lines: string[] = [];
  for (const [at, based] of o.entries()) {
    const [mine = '', theirs = ''] = [a[at], b[at]];
    const words = diff3Merge(mine.split(/(\s+)/), based.split(/(\s+)/), theirs.split(/(\s+)/), { excludeFalseConflicts: true });
    const merged = words.every(region => region.conflict === undefined) ? words.flatMap(region => region.ok ?? []).join('') : null;
    if (merged === null || (merged !== mine && merged !== theirs)) return null;
    lines.push(merged);
  }
  return lines;
}

/** One place where the sides differ: own lines above and below what the other side has there. `seen`: a line of the base stood there. */
type Hunk = { above: string[]; other: string[]; below: string[]; seen: boolean };

/**
 * Lines that one side only added to the base, around what the other side made of it; null when it changed or removed a line of the base.
 * A line that both have added stands once.
 */
function added(side: readonly string[], base: readonly string[], other: readonly string[]): string[] | null {
  let matched = 0;
  const own = side.map(line => {
    const based = matched < base.length && line === base[matched];
    if (based) matched++;
    return !based;
  });
  if (matched < base.length) return null;
  const lines: string[] = [];
  let at = 0;
  let hunk: Hunk = { above: [], other: [], below: [], seen: false };
  const settle = (): void => {
    lines.push(...hunk.above, ...hunk.other, ...hunk.below);
    hunk = { above: [], other: [], below: [], seen: false };
  };
  for (const part of diffArrays([...side], [...other])) {
    if (part.added) hunk.other.push(...part.value);
    else if (part.removed) {
      for (const line of part.value) {
        if (own[at++]) (hunk.seen ? hunk.below : hunk.above).push(line);
        else hunk.seen = true;
      }
    } else {
      settle();
      lines.push(...part.value);
      at += part.value.length;
    }
  }
  settle();
  return lines;
}

import { placeAt, piecesOf } from '../../prose.ts';
import type { Piece } from '../../prose.ts';
import { renderOf } from '../../rendered.ts';
import { at, defineRule } from '../../rule.ts';
import type { Run } from '../../run.ts';

export default defineRule({
  id: 'architecture/component-ended',
  about: 'A component past its end gets no security updates; one that ends inside the plan has to be replaced before it pays back.',
  fix: 'Plan the successor, or name the end date in the same sentence with what is done about it.',
  bad: '- Database: MongoDB 6.0 (ended 2025-07-31, unsaid)',
  good: '- Database: MongoDB 8; 6.0 ended 2025-07-31.',
  severity: 'warning',
  set: 'recommended',
  *document(sheet, run) {
    const lower = sheet.document.text.toLowerCase();
    const components = componentsOf(run).filter(({ start }) => lower.includes(start));
    if (components.length === 0) return;
    // The first mention speaks for the rest: the author decides once.
    const told = new Set<string>();
    const rendered = sheet.own === null ? null : renderOf(run, sheet.document.path);
    for (const piece of piecesOf(sheet)) {
      // A change log of the source names what it replaces, and a sentence with the end date has said it.
      if (piece.column === 'change' || piece.column === 'reason') continue;
      for (const { pattern, releases } of components) {
        const mentions = mentionsIn(piece, pattern);
        if (mentions.length === 0) continue;
        if (saysEnd.test(piece.text)) break;
        for (const { text, version, floor, start } of mentions) {
          const found = judge(version, releases);
          if (found === null || piece.text.includes(found.release.ends) || told.has(found.release.name)) continue;
          const { name, ends, replacement } = found.release;
          // "3.11+" takes every later release too; only a floor that has ended already asks for what nobody supports.
          if (floor && ends >= run.today) continue;
          // What the plan chose itself has not ended yet; only what somebody brought in is news.
          if (ends >= run.today && rendered?.includes(text) === true) continue;
          told.add(name);
          const verb = ends < run.today ? 'ended' : 'ends';
          yield at(sheet, { start, end: { line: start.line, column: start.column + text.length } }, found.older ? `${text} is older than ${name}, which ${verb} on ${ends}.` : `${name} ${verb} on ${ends}.`, replacement === undefined ? {} : { help: `Plan ${replacement}.` });
          break;
        }
      }
    }
  },
});

type Mention = { text: string; version: string | undefined; floor: boolean; start: { line: number; column: number } };

/** Where a piece names a component: in its words, or as the whole of a code such as `python:3.9-slim`. */
function mentionsIn(piece: Piece, pattern: RegExp): Mention[] {
  const words = [...piece.raw.matchAll(pattern)].map(match => ({ text: match[0], version: match[1], floor: isFloor(piece.raw, match.index, match.index + match[0].length), start: placeAt(piece, match.index) }));
  const codes = piece.inlines.flatMap(({ kind, text, span }) => {
    const match = kind === 'code' && text.search(pattern) === 0 ? text.matchAll(pattern).next().value : undefined;
    return match === undefined || !/^(?:-\w[\w.]*)*$/.test(text.slice(match[0].length)) ? [] : [{ text: match[0], version: match[1], floor: false, start: { line: span.start.line, column: span.start.column + 1 } }];
  });
  return [...words, ...codes];
}

const saysEnd = /\bend(?:s|ed)?\b|\breplac|\binstead\b|\bsunset\b|\bdeprecated\b/i;

/** Whether the release is the least that is asked for: `3.11+`, `>= 3.11`, `3.11 or later`. */
const isFloor = (text: string, from: number, to: number): boolean => /^\+|^\s+(?:or|and)\s+(?:later|newer|above|higher|up)\b/i.test(text.slice(to)) || /(?:>=|≥|\bat least|\bminimum(?: of)?)\s*$/i.test(text.slice(0, from)) || />=|≥/.test(text.slice(from, to));

/** Latest forecast finish plus a year of use; without a plan a year from today. */
function horizon(run: Run): string {
  const finishes = [...run.plans.values()].map(plan => plan.schedule.finish.p80);
  const last = finishes.toSorted().at(-1) ?? run.today;
  return `${Number(last.slice(0, 4)) + 1}${last.slice(4)}`;
}

/** `version` is empty for a component that ends as a whole. */
type Release = { name: string; version: number[]; ends: string; replacement: string | undefined };
type Component = { /** First word of its name, in small letters. */ start: string; pattern: RegExp; releases: Release[] };

const cache = new WeakMap<Run['facts'], { last: string; components: Component[] }>();

/** Components with a dated end inside the horizon, their releases oldest first; made once for all documents of a run. */
function componentsOf(run: Run): Component[] {
  const last = horizon(run);
  const known = cache.get(run.facts);
  if (known?.last === last) return known.components;
  const components = componentsUntil(run, last);
  cache.set(run.facts, { last, components });
  return components;
}

function componentsUntil(run: Run, last: string): Component[] {
  const byName = new Map<string, Release[]>();
  for (const { component, ends, replacement } of run.facts) {
    if (component === undefined || ends === undefined || ends > last) continue;
    const numbered = /^(.*?)\s+(\d+(?:\.\d+)*)$/.exec(component.trim());
    const base = numbered?.[1] ?? component.trim();
    const version = numbered?.[2]?.split('.').map(Number) ?? [];
    byName.set(base, [...(byName.get(base) ?? []), { name: component, version, ends, replacement }]);
  }
  return [...byName].map(([base, releases]) => ({ start: base.toLowerCase().split(' ')[0] ?? '', pattern: patternOf(base, releases.some(release => release.version.length > 0)), releases: releases.toSorted((a, b) => compare(a.version, b.version)) }));
}

/** Any case where a version follows; a bare name such as "Motor" is an ordinary word too, so alone it needs its capital. */
function patternOf(base: string, numbered: boolean): RegExp {
  const escaped = base.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const anyCase = [...escaped].map(letter => (/[a-z]/i.test(letter) ? `[${letter.toLowerCase()}${letter.toUpperCase()}]` : letter === ' ' ? String.raw`[\s-]+` : letter)).join('');
  if (numbered) return new RegExp(String.raw`(?<![\w.-])${anyCase}(?:\.js)?[\s:-]*v?(\d+(?:\.\d+)*)(?!\w)`, 'g');
  if (/[\d-]/.test(base)) return new RegExp(String.raw`(?<![\w.-])${anyCase}(?![\w-]|\.\d)`, 'g');
  return new RegExp(String.raw`(?<![\w.-])(?:${escaped}(?![\w-]|\.\d)|${anyCase}(?=\s+v?\d))`, 'g');
}

/** `MongoDB 6` and `6.0.14` are release 6.0; what is older than the oldest release that ended has ended too. */
function judge(said: string | undefined, releases: readonly Release[]): { release: Release; older: boolean } | null {
  const [first] = releases;
  if (first === undefined) return null;
  if (said === undefined) return { release: first, older: false };
  const version = said.split('.').map(Number);
  const same = releases.find(release => release.version.every((part, index) => part === (version[index] ?? 0)) && (version.length >= release.version.length || release.version.slice(version.length).every(part => part === 0)));
  if (same !== undefined) return { release: same, older: false };
  // "Python 3" may be any of them.
  const shared = first.version.slice(0, version.length);
  return compare(version.slice(0, shared.length), shared) < 0 ? { release: first, older: true } : null;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? -1) - (b[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

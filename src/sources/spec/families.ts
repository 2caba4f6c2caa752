import type { Section, Unit } from './outline.ts';
import { flat, idKind, takeId } from './phrase.ts';
import type { Words } from './words.ts';

/** Fewest demands of a family of ids that make all of it demands. */
const enough = 2;
/** One in so many of them says so in words. */
const share = 5;

/** The letters before the number of an id: "R" of "R2.1.4"; null for a number alone. */
export const familyOf = (id: string | null): string | null => /^[A-Za-z]+(?=[-_.]?\d)/.exec(id ?? '')?.[0].toUpperCase() ?? null;

/** Families of ids that no list knows and that number demands: of the items that carry one, several demand in words. */
export function demandingFamilies(root: Section, words: Words): Set<string> {
  const found = new Map<string, { demands: number; all: number }>();
  const count = (unit: Unit): void => {
    const family = idKind(unit.id) === null ? familyOf(unit.id) : null;
    if (family !== null) {
      const tally = found.get(family) ?? { demands: 0, all: 0 };
      found.set(family, { demands: tally.demands + (words.modal.first(unit.text) === null ? 0 : 1), all: tally.all + 1 });
    }
    unit.children.forEach(count);
  };
  const walk = (section: Section): void => {
    section.units.forEach(count);
    section.sections.forEach(walk);
  };
  walk(root);
  return new Set([...found].flatMap(([family, { demands, all }]) => (demands >= enough && demands * share >= all ? [family] : [])));
}

/** How many different numbers a document gives to functional demands. */
export function numberedDemands(root: Section, families: ReadonlySet<string>): number {
  const found = new Set<string>();
  const count = (id: string | null): void => {
    if (id !== null && (idKind(id) === 'requirements' || families.has(familyOf(id) ?? ''))) found.add(id);
  };
  const unit = (each: Unit): void => {
    count(each.id);
    for (const row of each.table?.rows ?? []) count(takeId(`${flat(row.cells[0]?.text ?? '')} `, null).id);
    each.children.forEach(unit);
  };
  const walk = (section: Section): void => {
    count(section.id);
    section.units.forEach(unit);
    section.sections.forEach(walk);
  };
  walk(root);
  return found.size;
}

/** Longest title of a group of demands, in words. */
const longest = 8;

/** "R2.1 Skipper" over R2.1.1 and R2.1.2: a title of those that go on with its number. */
export function isNumberedTitle(unit: Unit, next: Unit | undefined, words: Words): boolean {
  const first = unit.children.find(child => child.id !== null) ?? next;
  // "**3.2.1 Voucher Module**" over bullets or a table with ids of their own.
  if (unit.shape === 'paragraph' && /^\d/.test(unit.id ?? '') && /^\s*(?:\*\*|__).*(?:\*\*|__)\s*[:：]?\s*$/s.test(unit.raw) && (next?.shape === 'item' || next?.shape === 'table')) return unit.text.split(' ').length <= longest && words.modal.first(unit.text) === null;
  return unit.id !== null && first?.id?.startsWith(`${unit.id}.`) === true && unit.text.split(' ').length <= longest && words.modal.first(unit.text) === null && words.capability.first(unit.text) === null;
}

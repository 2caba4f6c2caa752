import type { Table } from '../../model/document.ts';
import type { SpecField } from '../../model/spec.ts';
import { fieldOf, piecesOf, valuesIn } from './field.ts';
import { plain } from './matcher.ts';
import { deepText, type Unit } from './outline.ts';
import type { PartRole, PartWords } from './parts-words.ts';
import { flat } from './phrase.ts';
import type { Words } from './words.ts';

export interface Relation {
  text: string;
  fields: SpecField[];
}

/** What the lines below an entity say of it. */
export interface Parts {
  fields: SpecField[];
  /** Relations as written, one each: "belongs to one School", with the attributes that the words name where they reach no entity. */
  relations: Relation[];
  about: string[];
  /** What must hold of it: "Validation: the end is after the start". */
  rules: { text: string; unit: Unit }[];
  /** Lines that say neither what it is nor what it holds. */
  asides: Unit[];
  /** True when a label says what the lines are. */
  labelled: boolean;
  /** True when each line carries a label that speaks of the whole. */
  spoken: boolean;
}

interface Row {
  unit: Unit;
  name: string;
  rest: string;
  role: PartRole | null;
}

/** "Attributes: id, title", "**title** - shown in lists", "price": the name a line begins with and what is behind it. */
function rowOf(unit: Unit, words: PartWords): Row {
  const text = unit.text.replace(/^[_*]+|[_*]+$/gu, '');
  const split = /^(.{1,60}?)_?\s*(?:[:：]_?\s*|\s+[-–—]+\s+)(.*)$/su.exec(text);
  const open = (split?.[1] ?? '').search(/[(（][^)）]*$/u);
  const [name, rest] = split === null || open >= 0 ? [text, ''] : [split[1] ?? '', split[2] ?? ''];
  const label = plain(name.replace(/\s*[(（][^()（）]*[)）]\s*$/u, '').replace(/[*_`]/gu, '')).replace(/\s+(?:are|include|includes|incluyen|umfassen)$/u, '');
  const alone = unit.shape === 'paragraph' && unit.bold !== null && plain(unit.bold) === plain(unit.text);
  const role = split === null && unit.children.length === 0 && !alone ? null : (words.labels.get(label) ?? null);
  return { unit, name: flat(name), rest: flat(rest), role };
}

const isLabel = (row: Row, words: PartWords): boolean => row.role === 'attributes' || row.role === 'relations' || (row.role === 'states' && !words.valued.has(plain(row.name)));

/** True when lines below an entity carry a label that only such lines have: "Attributes:", "Relationships:". */
export function isLabelled(units: readonly Unit[], words: Words): boolean {
  return units.some(unit => unit.shape !== 'table' && unit.shape !== 'fence' && isLabel(rowOf(unit, words.parts), words.parts) && kindless(rowOf(unit, words.parts), words.parts));
}

/** "data: JSON" is an attribute, whatever its name opens elsewhere. */
function kindless(row: Row, words: PartWords): boolean {
  const first = fieldOf('x', row.rest.split(/[,;，、；]/u)[0] ?? '', words);
  return row.unit.children.length > 0 || (first?.kind ?? null) === null || row.rest.includes('(');
}

/** Reads the lines below an entity: labels with lists, bullets that each name an attribute, relations in words, tables of fields. */
export function partsOf(units: readonly Unit[], language: string, words: Words): Parts {
  const found: Parts = { fields: [], relations: [], about: [], rules: [], asides: [], labelled: isLabelled(units, words), spoken: units.every(unit => unit.table === null && unit.fence === null && rowOf(unit, words.parts).role !== null && kindless(rowOf(unit, words.parts), words.parts)) };
  let open: PartRole | null = null;
  for (const unit of units) {
    if (unit.table !== null) {
      found.fields.push(...rowFields(unit.table, words));
      continue;
    }
    if (unit.fence !== null) continue;
    const row = rowOf(unit, words.parts);
    // A label in a line of its own rules the bullets behind it.
    if (unit.shape !== 'item') open = row.role !== null && row.rest === '' ? row.role : null;
    if (open === 'rules' && unit.shape !== 'item' && unit.children.length === 0) continue;
    if (open !== null && row.role === null && unit.shape === 'item') place(found, { ...row, role: open, rest: deepText(unit) }, language, words, true);
    else place(found, row, language, words, false);
  }
  const seen = new Set<string>();
  found.fields = found.fields.filter(each => !seen.has(plain(each.name)) && seen.add(plain(each.name)));
  return found;
}

function place(found: Parts, row: Row, language: string, words: Words, below: boolean): void {
  const { unit, name, rest, role } = row;
  const parts = words.parts;
  const sure = role !== null && (found.labelled || found.spoken || (role !== 'asides' && role !== 'about' && role !== 'rules' && kindless(row, parts)) || (below && role === 'rules') || words.modal.first(rest) !== null);
  if (sure && !(role === 'states' && parts.valued.has(plain(name)))) {
    const inner = below ? [] : unit.children;
    switch (role) {
      case 'attributes':
        if (below) own(found, unit, words);
        else {
          found.fields.push(...listed(rest, parts));
          for (const child of inner) if (child.table === null) own(found, child, words);
          for (const child of inner) if (child.table !== null) found.fields.push(...rowFields(child.table, words));
        }
        return;
      case 'relations':
        // "Belongs to: Tutor" says in its label how it holds.
        found.relations.push(...[rest, ...inner.map(deepText)].flatMap(each => relationsIn(parts.one.first(name) !== null || parts.many.first(name) !== null ? `${name} ${each}` : each)));
        return;
      case 'states': {
        const values = [rest, ...inner.map(child => child.text)].flatMap(each => valuesIn(each.replace(/[:：].*$/su, '')));
        const status = parts.status.get(language) ?? '';
        if (values.length > 1 && status !== '') found.fields.push({ name: status, kind: null, values: [...new Set(values)], optional: false, unique: false, least: null, most: null });
        return;
      }
      case 'about':
        found.about.push([rest, ...inner.map(deepText)].filter(each => each !== '').join('; '));
        return;
      case 'rules':
        if (rest !== '') found.rules.push({ text: rest, unit });
        for (const child of inner) found.rules.push({ text: deepText(child), unit: child });
        return;
      default:
        found.asides.push(unit);
        return;
    }
  }
  // Beside "Attributes: …" other names with a colon say something about the whole.
  if (found.labelled && !below && rest !== '' && !(role === 'states')) {
    found.asides.push(unit);
    return;
  }
  own(found, unit, words);
}

/** A line that names one attribute, lists several, tells a relation, or says what the entity is. */
function own(found: Parts, unit: Unit, words: Words): void {
  const parts = words.parts;
  const row = rowOf(unit, parts);
  // "Has line items and a total", "Key attributes include token and device"
  const lead = row.rest === '' ? words.attributes.first(unit.text) : null;
  const leads = lead !== null && (lead.index === 0 || parts.labels.get(plain(unit.text.slice(0, lead.index))) === 'attributes');
  const behind = leads ? listed(unit.text.slice(lead.index + lead.word.length).replace(/^\s*[:：]?\s*/u, ''), parts) : [];
  if (row.rest === '' && isRelation(row.name, parts)) {
    const [first, ...others] = relationsIn(unit.text);
    if (first !== undefined) found.relations.push({ ...first, fields: behind }, ...others);
    return;
  }
  if (leads) {
    found.fields.push(...behind);
    return;
  }
  const several = row.rest === '' ? listed(row.name, parts) : [];
  const field = several.length > 1 ? null : fieldOf(row.name, [row.rest, ...unit.children.filter(child => child.table === null && child.fence === null).map(child => child.text)].filter(each => each !== '').join('; '), parts);
  if (several.length > 1 && several.length === piecesOf(row.name, separators).length) found.fields.push(...several);
  else if (field !== null && (unit.shape === 'item' || row.rest !== '')) found.fields.push(field);
  else if (unit.text !== '') {
    found.about.push(deepText(unit));
    // "Each session belongs to exactly one user" says both.
    if ([parts.both, parts.many, parts.one].some(each => each.all(unit.text).some(hit => tells(hit.word)))) found.relations.push(...relationsIn(unit.text));
  }
}

const separators = /[,;，、；]/u;

/** "has many Bookings", "belongs to a tutor", "多个课程", "講師に属する". */
function isRelation(text: string, words: PartWords): boolean {
  // "Related to User and Project"
  if ([...words.labels].some(([label, role]) => role === 'relations' && label.includes(' ') && plain(text).startsWith(`${label} `))) return true;
  const hit = [words.both.first(text), words.many.first(text), words.one.first(text)].find(each => each !== null && (each.index === 0 || each.index + each.word.length === text.length || (tells(each.word) && text.split(' ').length <= 8)));
  return hit !== undefined && hit !== null && hit.word.length > 3 && hit.word.length < text.length;
}

/** True for words that only a relation has: "belongs to", "属于", not "a" or "one". */
const tells = (word: string): boolean => word.length > 5 || /^\p{Script=Han}{2}|\p{Script=Hiragana}/u.test(word);

function relationsIn(text: string): Relation[] {
  return piecesOf(text.replace(/[.。]\s*$/u, ''), /[,;，、；.。]/u).map(each => ({ text: each, fields: [] }));
}

/** The attributes that a text lists: "id, title (string, max 80) and price". */
function listed(text: string, words: PartWords): SpecField[] {
  return piecesOf(text.replace(/[.。]\s*$/u, ''), separators).flatMap(piece => {
    const joined = /^([^()（）]+?)\s+(?:and|und|y|e)\s+([^()（）]+)$/i.exec(piece);
    const names = joined === null || (joined[1] ?? '').split(' ').length > 3 ? [piece.replace(/^(?:and|und|y|e)\s+/i, '')] : [joined[1] ?? '', joined[2] ?? ''];
    return names.flatMap(each => {
      const split = /^([^:：()（）]{1,40})[:：]\s*(.+)$/su.exec(each);
      const field = fieldOf(split?.[1] ?? each, split?.[2] ?? '', words);
      return field === null ? [] : [field];
    });
  });
}

const yes = /^(?:[✓✔✅☑x]\uFE0F?|yes|y|true|sí|si|ja|是|はい|○|必填|必須|required|mandatory)$/i;
const no = /^(?:[✗✘❌✖×-]\uFE0F?|–|—|no|n|false|nein|否|いいえ|任意|可选|optional)$/i;

/** The fields of a table with one row each: their name, and what the other columns say of kind, bounds and presence. */
export function rowFields(table: Table, words: Words): SpecField[] {
  const header = table.header.map(cell => plain(cell.text));
  const types = header.map((name, at) => ({ name, at })).filter(({ name, at }) => at > 0 && words.columns.get('type')?.has(name) === true);
  return table.rows.flatMap(row => {
    const cells = row.cells.map(cell => flat(cell.text));
    const field = fieldOf(cells[0] ?? '', '', words.parts);
    if (field === null) return [];
    const told = types.map(({ at }) => cells[at] ?? '').filter(cell => cell !== '' && !yes.test(cell) && !no.test(cell));
    const full = fieldOf(cells[0] ?? '', told.join('; '), words.parts) ?? field;
    const presence = types.some(({ name, at }) => {
      const nullable = words.parts.optional.first(name) !== null;
      return nullable ? yes.test(cells[at] ?? '') : words.parts.ignored.first(name) !== null && no.test(cells[at] ?? '');
    });
    return [presence ? { ...full, optional: true } : full];
  });
}

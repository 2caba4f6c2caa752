import type { Table } from '../../model/document.ts';
import { singular } from '../samples/names.ts';
import type { Collected } from './context.ts';
import { plain } from './matcher.ts';
import type { Unit } from './outline.ts';
import { flat } from './phrase.ts';
import type { Words } from './words.ts';

/** A table of columns or fields, one a row: its first column names them, another gives their type. */
export function isFieldTable(table: Table | null, words: Words): boolean {
  const [first = '', ...others] = (table?.header ?? []).map(cell => plain(cell.text));
  return words.parts.labels.get(first) === 'attributes' && others.some(name => words.columns.get('type')?.has(name) === true);
}

/** True for units that give the columns of one table. */
export const hasFieldTable = (units: readonly Unit[], words: Words): boolean => units.some(unit => isFieldTable(unit.table, words));

/** Fewest columns of a list of them. */
const columns = 3;

/** A list of columns in code, one of them a key: "- `id` (PK)", "- `room_id`: FK to rooms". */
export function listsColumns(units: readonly Unit[], words: Words): boolean {
  const from = units.findIndex(unit => unit.shape === 'item');
  const to = units.findIndex((unit, at) => at > from && unit.shape !== 'item');
  const items = from < 0 ? [] : units.slice(from, to < 0 ? undefined : to);
  const coded = items.filter(unit => /^\s*(?:(?:[-*+]|\d{1,3}[.)])\s+)?(?:\*\*)?`[A-Za-z_]\w*`/u.test(unit.raw));
  return coded.length >= columns && coded.length * 4 >= items.length * 3 && coded.some(unit => /^id\b/i.test(unit.text) || words.parts.keys.first(unit.text) !== null);
}

/** "Booking fields", "部门字段定义" over a table of fields: the record they are fields of; null for any other title. */
export function ownerOf(title: string, words: Words): string | null {
  const bare = title.replace(/\s*[(（][^)）]*[)）]\s*$/u, '').replace(/\s*(?:定义|说明|一覧|定義|列表|definitions?|list|overview)$/i, '');
  const tail = [...words.parts.labels].filter(([label, role]) => role === 'attributes' && label.length < bare.length && plain(bare).endsWith(label)).toSorted((a, b) => b[0].length - a[0].length)[0]?.[0];
  const owner = tail === undefined ? '' : flat(bare.slice(0, bare.length - tail.length)).replace(/[的のー-]$/u, '');
  return owner === '' || owner.split(' ').length > 3 ? null : owner;
}

/** True for a table that lists tables or entities by name, one a row. */
export function listsTables(table: Table | null, words: Words): boolean {
  const first = plain(table?.header[0]?.text ?? '');
  return words.tables.has(first) && words.parts.labels.get(first) !== 'attributes';
}

/** "Bookings table", "repair_orders", "tbl_members": the record that a table of this name holds. */
export function recordIn(title: string, words: Words): string {
  const said = flat(title).replace(/[`*"']/gu, '');
  // "Таблица Book", "テーブル orders": the word for a table in another script than the name.
  const bare = said.split(' ').filter(token => !words.tables.has(plain(token)) || /^\p{ASCII}+$/u.test(token)).join(' ') || said;
  if (/[^\p{ASCII}]/u.test(bare.replace(/\p{Script=Latin}/gu, ''))) return bare;
  const tokens = bare.replace(/\s*\([^)]*\)\s*$/u, '').replace(/^(?:\w+\.)+(?=\w)/u, '').replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2').split(/[\s_:]+/u).filter(token => token !== '' && !words.tables.has(plain(token)) && !/^(?:tbl|schema|collections?|models?)$/i.test(token));
  const last = tokens.at(-1);
  if (last === undefined) return bare;
  const name = [...tokens.slice(0, -1), singular(last.toLowerCase())].join(' ').toLowerCase();
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const turned = /^(?<sign>[A-Za-z]\w*)\s*[(（](?<noun>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+)[^()（）]*[)）]$/u;
const both = /^(?<noun>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+)\s*[(（\s]\s*(?<sign>[A-Za-z]\w*)\s*[)）]?$/u;

/**
 * "报修单表 repair_orders", "社員マスタ（employees）": a title that names a table in words and by its sign. The demands say which of them is the
 * entity: the words where one speaks of them, without the word for a table.
 */
export function settleNames(out: Collected): void {
  const texts = [...out.requirements.map(each => each.text), ...out.stories.map(each => each.want ?? each.title)];
  for (const entity of out.entities) {
    const { noun = '', sign = '' } = (both.exec(entity.name) ?? turned.exec(entity.name))?.groups ?? {};
    if (noun === '') continue;
    const tail = [...out.words.tables].filter(word => noun.length > word.length && noun.endsWith(word)).toSorted((a, b) => b.length - a.length)[0] ?? '';
    const bare = noun.slice(0, noun.length - tail.length);
    const name = texts.some(text => text.includes(bare)) || tail === '' ? bare : recordIn(sign, out.words);
    // A list of tables names it by its sign, a glossary explains what it holds.
    const listed = recordIn(sign, out.words);
    const twin = out.entities.find(other => other !== entity && (other.name === name || (other.name === listed && other.attributes.length === 0)));
    if (twin !== undefined && twin.name === name && !out.terms.has(twin)) continue;
    if (twin !== undefined) {
      entity.description = entity.description === '' ? twin.description : entity.description;
      out.entities = out.entities.filter(other => other !== twin);
      out.terms.delete(twin);
    }
    if (!entity.description.includes(sign)) entity.description = entity.description === '' ? sign : `${entity.description} (${sign})`;
    entity.name = name;
  }
}

import type { Line } from '../../edits.ts';
import { prefixOf } from '../../ids.ts';
import { knownOf } from '../../known.ts';
import { editedIn, renderOf } from '../../rendered.ts';
import { atLine, defineRule } from '../../rule.ts';
import type { Group, Run } from '../../run.ts';
import { escape, wordsOf } from '../../words.ts';

export default defineRule({
  id: 'ids/unknown-name',
  about: 'A sentence somebody added that names a service, route, error, model or field the plan does not have promises what nobody will build.',
  fix: 'Use the name the plan has, or write the requirement that needs it into the spec and run plan render.',
  bad: 'The LedgerService keeps these rows. (no such service)',
  good: 'The BookingService keeps these rows.',
  severity: 'warning',
  set: 'recommended',
  yields: true,
  *group(group, run) {
    if (group.plan === null) return;
    let known: Names | null = null;
    for (const { sheet, edits } of editedIn(group, run)) {
      for (const line of edits === null ? [] : [...edits.added, ...edits.changed.map(({ after }) => after)]) {
        if (line.fence !== null) continue;
        known ??= namesOf(group, run);
        for (const { name, what } of unknownIn(line, known)) {
          const row = Math.max(0, line.rows.findIndex(text => text.includes(name)));
          const column = Math.max(0, line.rows[row]?.indexOf(name) ?? 0);
          yield { ...atLine(sheet, line.number + row, `No ${what} of this plan is called "${name}".`), column: column + 1, endColumn: column + 1 + name.length };
        }
      }
    }
  },
});

type Names = { /** Whether some document was rendered with that word, or somebody declares it. */ holds: (word: string) => boolean; /** Whether some document was rendered with that word as the name of a model. */ tells: (name: string) => boolean; routes: ReadonlySet<string>; models: ReadonlySet<string>; fields: ReadonlySet<string>; prefixes: ReadonlySet<string> };

/** Every name that the plan's documents were rendered with. A handful is asked for, so the documents are searched instead of cut into words. */
function namesOf(group: Group, run: Run): Names {
  const renders = group.sheets.map(sheet => (renderOf(run, sheet.document.path) ?? '').replaceAll(escape, '$1'));
  const known = new Map<string, boolean>();
  const holds = (word: string): boolean => {
    // What people declare themselves they may speak of.
    const found = known.get(word) ?? (knownOf(group).ids.has(word) || renders.some(text => holdsWord(text, word)));
    known.set(word, found);
    return found;
  };
  let told: Set<string> | null = null;
  const modelsIn = (text: string): string[] => [...text.matchAll(model)].map(([, before, after]) => before ?? after ?? '');
  const { plan } = group;
  return {
    holds,
    // A value of an enum may have the name of what could be a model.
    tells: name => knownOf(group).ids.has(name) || (told ??= new Set(renders.flatMap(modelsIn))).has(name),
    routes: new Set(plan?.routes.map(({ id }) => id)),
    models: new Set(plan?.models.map(({ id }) => id)),
    fields: new Set(plan?.fields.map(({ id }) => id)),
    prefixes: new Set(plan?.requirements.map(({ id }) => prefixOf(id))),
  };
}

function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = text.indexOf('\n', at);
    if (wordsOf(text.slice(text.lastIndexOf('\n', at) + 1, end < 0 ? text.length : end)).some(each => each.text === word)) return true;
  }
  return false;
}

const service = /(?<![\w.])[A-Z][A-Za-z0-9]*(?:Service|Gateway)(?:\.[a-z][A-Za-z0-9]*)?\b/g;
const route = /\b(?:GET|POST|PUT|PATCH|DELETE) \/[A-Za-z0-9_{}/.\u0080-\uffff-]*[A-Za-z0-9_}\u0080-\uffff]/g;
const field = /`([A-Z][A-Za-z0-9]*)\.[a-z_]\w*`/g;
/** A word in code beside what only a model has. */
const model = /`([A-Z][a-z][A-Za-z0-9]*)` (?:rows?|models?|records?|documents?|collections?|tables?|entit(?:y|ies))\b|\b(?:rows?|models?|records?|collections?|tables?|entity) `([A-Z][a-z][A-Za-z0-9]*)`/g;
/** What other systems offer is no promise of this one. */
const elsewhere = /\b(?:outside|upstream|provider|vendor|partner|legacy|third[- ]party|external|their|its own|another (?:service|system|team))\b|'s\b|https?:/i;

/** Ids that the author of the spec gave, and those that the plan gives. */
const id = /(?<![\w./#-])(?:[A-Z]{2,8}-\d{1,4}|REQ-[0-9a-z]{4,8}|(?:WF|NFR|RISK|DEC|PH|GATE|WP|CON|OBJ|CST|CUT|MET|REF|TEST|T)-[a-z0-9]+(?:-[a-z0-9]+)*)(?![\w-])/g;
const slugs = /^(?:REQ|WF|NFR|RISK|DEC|PH|GATE|WP|CON|OBJ|CST|CUT|MET|REF|TEST|T)-[a-z0-9]*[a-z]/;

/** A word in capitals behind a status or behind what raises it. */
const error = /\b(?:[45]\d\d|throws?|raises?|answers?|fails? with|returns?|error|code)(?: with)?(?: the)?(?: error)?(?: code)?[ :]+`?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/g;

/** The same in a row: the code, then its status. */
const coded = /\|\s*`?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)`?\s*\|\s*[45]\d\d\s*\|/g;

function* unknownIn({ text }: Line, known: Names): Generator<{ name: string; what: string }> {
  const outside = elsewhere.test(text);
  for (const [name] of text.matchAll(service)) if (!outside && !known.holds(name)) yield { name, what: name.includes('.') ? 'method' : 'service' };
  for (const [name] of text.matchAll(route)) if (!outside && !known.routes.has(name) && !known.holds(name.slice(name.indexOf('/')))) yield { name, what: 'route' };
  for (const [name] of text.matchAll(id)) if (!known.holds(name) && (slugs.test(name) || known.prefixes.has(prefixOf(name)))) yield { name, what: 'part' };
  for (const [, name = ''] of text.matchAll(error)) if (!outside && !known.holds(name)) yield { name, what: 'error' };
  for (const [, name = ''] of text.matchAll(coded)) if (!outside && !known.holds(name)) yield { name, what: 'error' };
  for (const [whole, of = ''] of text.matchAll(field)) {
    const name = whole.slice(1, -1);
    if (known.models.has(of) && !known.fields.has(name) && !known.holds(name)) yield { name, what: 'field' };
  }
  for (const [, before, after] of text.matchAll(model)) {
    const name = before ?? after ?? '';
    if (!known.models.has(name) && !known.tells(name)) yield { name, what: 'model' };
  }
}

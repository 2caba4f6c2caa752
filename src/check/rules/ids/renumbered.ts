import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'ids/renumbered',
  about: 'An id that now stands before what another id named at the last render turns every ticket, test and commit that speaks of it into a lie.',
  fix: 'Give the old ids back; a new item takes a number that nobody had.',
  bad: '| FR-002 | Export a list | (was FR-001 at the last render)',
  good: '| FR-001 | Export a list |',
  severity: 'error',
  set: 'recommended',
  *group(group, run) {
    if (group.feature === null || run.base === null) return;
    for (const sheet of group.sheets) {
      const base = run.base.get(sheet.document.path);
      if (base === undefined) continue;
      const before = namesIn(base.split('\n'));
      if (base !== sheet.document.text) for (const { id, was, line } of moves(before, namesIn(sheet.lines))) yield atLine(sheet, line, `"${id}" names here what was "${was}" at the last render.`);
      // The spec was renumbered and nothing rendered yet: said once, because one inserted line moves them all.
      const fresh = run.expected?.get(sheet.document.path);
      if (fresh === undefined || fresh === base) continue;
      const moved = moves(before, namesIn(fresh.split('\n')));
      const [first] = moved;
      if (first !== undefined) yield atLine(sheet, before.get(first.was)?.line ?? 1, `The spec now calls "${first.was}" "${first.id}"${moved.length > 1 ? `, and ${moved.length - 1} more of its ids moved` : ''}.`);
    }
  },
});

type Names = ReadonlyMap<string, { words: string; line: number }>;

/** Ids that now stand before the words of another; an item copied under a new id beside the old one is a duplicate, not a move. */
function moves(before: Names, after: Names): { id: string; was: string; line: number }[] {
  const owner = new Map<string, string>();
  for (const [id, { words }] of before) owner.set(words, owner.has(words) ? '' : id);
  return [...after].flatMap(([id, { words, line }]) => {
    const was = owner.get(words);
    return was === undefined || was === '' || was === id || after.get(was)?.words === words ? [] : [{ id, was, line }];
  });
}

/** Declared author ids of a document with the words behind each; too few words tell nothing. */
function namesIn(lines: readonly string[]): Names {
  const found = new Map<string, { words: string; line: number }>();
  for (const [index, text] of lines.entries()) {
    const row = /^\|\s*([A-Z][A-Z]*-\d+[A-Za-z]?)\s*\|(.*)$/.exec(text) ?? /^(?:[-*] \*\*|#{2,6} )([A-Z][A-Z]*-\d+[A-Za-z]?)\b(.*)$/.exec(text);
    const id = row?.[1];
    if (row === null || id === undefined || found.has(id)) continue;
    // Links, ids and numbers move with every render; the sentence is what an id stands for.
    const words = (row[2] ?? '').replace(/<- .*$/, '').replace(/\[[^\]]*\]\([^)]*\)/g, ' ').replace(/\b[A-Z]+-[\w/-]+/g, ' ').toLowerCase().match(/\p{L}{2,}/gu) ?? [];
    if (words.length >= 4) found.set(id, { words: words.join(' '), line: index + 1 });
  }
  return found;
}

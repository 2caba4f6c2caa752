import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'wbs/parallel-file',
  about: 'Two tasks marked as parallel that change one file end in a merge conflict.',
  fix: 'Take the mark off one of them, or split the file.',
  bad: '- [ ] T004 [P] Add login to src/auth.ts\n- [ ] T005 [P] Add logout to src/auth.ts',
  good: '- [ ] T004 [P] Add login to src/auth.ts\n- [ ] T005 Add logout to src/auth.ts',
  severity: 'warning',
  set: 'start',
  *document(sheet) {
    if (sheet.own !== null) return;
    const seen = new Map<string, { line: number; section: unknown }>();
    for (const box of sheet.boxes) {
      if (!(box.title.includes('[P]') || box.title.includes('(P)')) || !/^(?:T\d+|\d+(?:\.\d+)*)?\.?\s*(?:\[US\d+\]\s*)?(?:\[P\]|\(P\))/.test(box.title)) continue;
      const files = new Set([...box.title.replaceAll('`', '').matchAll(/(?<![\w/.:-])(?:[\w@.-]+\/)+[\w.-]+\.[A-Za-z]{1,5}\b/g)].map(match => match[0]));
      // A task that names several files reads some of them; which one it changes nobody can tell.
      const [file] = files;
      if (file === undefined || files.size > 1) continue;
      const first = seen.get(file);
      if (first !== undefined && first.section === box.section) yield atLine(sheet, box.line, `This task and the one on line ${first.line} are both marked as parallel and change "${file}".`);
      else seen.set(file, { line: box.line, section: box.section });
    }
  },
});

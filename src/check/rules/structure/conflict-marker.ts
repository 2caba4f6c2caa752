import { atLine, defineRule } from '../../rule.ts';

const marks = ['<<<<<<<', '>>>>>>>', '|||||||'];

export default defineRule({
  id: 'structure/conflict-marker',
  about: 'A conflict marker means that a merge was never decided.',
  fix: 'Keep one side and delete the markers.',
  bad: '<<<<<<< ours\n- a\n=======\n- b\n>>>>>>> theirs',
  good: '- a',
  severity: 'error',
  set: 'start',
  *document(sheet) {
    if (!marks.some(mark => sheet.document.text.includes(mark))) return;
    for (const [index, line] of sheet.lines.entries()) if (/^(?:<{7}|>{7}|\|{7})(?: |$)/.test(line)) yield atLine(sheet, index + 1, 'A merge conflict was left here.');
  },
});

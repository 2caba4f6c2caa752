import { holding } from '../../../text/holding.ts';
import { holdsRun } from '../../../text/run.ts';
import { atLine, defineRule } from '../../rule.ts';

/** Tables are full of pipes, seven of which in a row are told sooner by looking at every seventh character. */
const marks = [holding('<<<<<<<'), holding('>>>>>>>'), (text: string): boolean => holdsRun(text, 7, code => code === 124)];

export default defineRule({
  id: 'structure/conflict-marker',
  about: 'A conflict marker means that a merge was never decided.',
  fix: 'Keep one side and delete the markers.',
  bad: '<<<<<<< ours\n- a\n=======\n- b\n>>>>>>> theirs',
  good: '- a',
  severity: 'error',
  set: 'start',
  *document(sheet) {
    if (!marks.some(holds => holds(sheet.document.text))) return;
    for (const [index, line] of sheet.lines.entries()) if (/^(?:<{7}|>{7}|\|{7})(?: |$)/.test(line)) yield atLine(sheet, index + 1, 'A merge conflict was left here.');
  },
});

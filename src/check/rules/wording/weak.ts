import { placeAt, piecesOf, sentencesOf } from '../../prose.ts';
import { at, defineRule } from '../../rule.ts';
import { asksNothing, isNamed, wordingOf } from '../../wording.ts';

export default defineRule({
  id: 'wording/weak',
  about: 'Words such as "various" or "handles" leave open what is meant; in a plan each of them hides a decision.',
  fix: 'Name the things, or say what happens.',
  bad: '- The service handles various errors.',
  good: '- The service maps 400, 403 and 5xx to three errors.',
  severity: 'info',
  set: 'all',
  *document(sheet, run) {
    const { weak: pattern, ordinary } = wordingOf(run.wording, run.vagueWords);
    for (const piece of piecesOf(sheet)) {
      if (!pattern.test(piece.raw) || asksNothing(sheet, piece)) continue;
      for (const sentence of sentencesOf(piece)) {
        // Items in a sentence say what is meant, but for a word that leaves the list itself open.
        const match = (lists.test(sentence.text) ? open : pattern).exec(sentence.text);
        if (match === null || /\d|\?\W*$/.test(sentence.text) || ordinary.test(sentence.text.slice(match.index)) || isNamed(sentence.text, match.index, match[0])) continue;
        const start = placeAt(piece, sentence.index + match.index);
        yield at(sheet, { start, end: { line: start.line, column: start.column + match[0].length } }, `"${match[0]}" leaves open what is meant.`);
      }
    }
  },
});

const lists = /\([^)]*[,/][^)]*\)|,[^,]*,/;
const open = /(?<![\w-])(?:etc\.|and\/or|various|some|several|many)(?![\w-])/i;

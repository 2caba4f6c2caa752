import { placeAt, piecesOf, sentencesOf } from '../../prose.ts';
import { at, defineRule } from '../../rule.ts';

const pattern = /(?<![\w-])(flexible|easy|easily|simple|secure|proper|properly|large|many|several|various|some|most|etc\.|and\/or|supports?|handles?|minimi[sz]e|maximi[sz]e|improve|better)(?![\w-])/i;

export default defineRule({
  id: 'wording/weak',
  about: 'Words such as "various" or "handles" leave open what is meant; in a plan each of them hides a decision.',
  fix: 'Name the things, or say what happens.',
  bad: '- The service handles various errors.',
  good: '- The service maps 400, 403 and 5xx to three errors.',
  severity: 'info',
  set: 'all',
  *document(sheet) {
    for (const piece of piecesOf(sheet)) {
      if (!pattern.test(piece.raw)) continue;
      for (const sentence of sentencesOf(piece)) {
        const match = pattern.exec(sentence.text);
        if (match === null || /\d/.test(sentence.text)) continue;
        const start = placeAt(piece, sentence.index + match.index);
        yield at(sheet, { start, end: { line: start.line, column: start.column + match[0].length } }, `"${match[0]}" leaves open what is meant.`);
      }
    }
  },
});

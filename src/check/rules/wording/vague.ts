import { placeAt, piecesOf, sentencesOf } from '../../prose.ts';
import { at, defineRule } from '../../rule.ts';
import { asksNothing, isNamed, wordingOf } from '../../wording.ts';

/** The id or number of a task at its head measures nothing. */
const ownId = /^\W*(?:T-\w+|T\d{2,4}|\d+\.\d+(?:\.\d+)*)(?:\s+\[(?:P|US\d+)\])*\W+/;

export default defineRule({
  id: 'wording/vague',
  about: 'A word such as "fast" or "robust" means something else to each reader; nobody can test it.',
  fix: 'Say how much: a number with its unit, a list, or the id of the target that holds it.',
  bad: '- The summary is computed in real-time.',
  good: '- The summary is at most 60 s old (`NFR-summary-age`).',
  severity: 'warning',
  set: 'recommended',
  *document(sheet, run) {
    const { vague: pattern, ordinary } = wordingOf(run.wording, run.vagueWords);
    for (const piece of piecesOf(sheet)) {
      if (asksNothing(sheet, piece) || !pattern.test(piece.raw) || isQuotedStatement(piece.text)) continue;
      // A piece that a list follows is made precise by it.
      const introduces = sheet.own === null && !/\w/.test(piece.raw.slice(piece.raw.lastIndexOf(':') + 1)) && piece.raw.includes(':');
      for (const sentence of sentencesOf(piece)) {
        const match = pattern.exec(sentence.text);
        // A number, an id or a list in the same sentence says how much.
        if (match === null || ordinary.test(sentence.text.slice(match.index)) || isNamed(sentence.text, match.index, match[0]) || /\d/.test(sentence.text.replace(ownId, '')) || (sentence.text.match(/,/g)?.length ?? 0) >= 2) continue;
        // A reason and a role ask for nothing.
        if (introduces || (sheet.own === null && (/\bso that\b/i.test(sentence.text.slice(0, match.index)) || /^Your? (?:are|output|task|response|answer)\b/.test(sentence.text)))) continue;
        const index = sentence.index + match.index;
        const start = placeAt(piece, index);
        yield at(sheet, { start, end: { line: start.line, column: start.column + match[0].length } }, `"${match[0]}" stands without a number.`);
      }
    }
  },
});

/** Criteria and questions are the words of the source. */
const isQuotedStatement = (text: string): boolean => /^[A-Z][\w-]*\/AC-\d+ |^Q-[\w-]+ /.test(text);

import { piecesOf } from '../../prose.ts';
import { at, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'wording/repeated-sentence',
  about: 'The same sentence twice is twice the reading, and one copy will be wrong first.',
  fix: 'Keep it in one place and link to it.',
  bad: 'Tokens are stored encrypted, one key id a row. ... Tokens are stored encrypted, one key id a row.',
  good: 'Tokens: see [Authentication](#authentication).',
  severity: 'info',
  set: 'all',
  *document(sheet) {
    const seen = new Map<string, number>();
    for (const piece of piecesOf(sheet)) {
      // Boxes in a line are a form that is filled in, not a sentence.
      if (piece.kind === 'cell' || /\[[ xX]\] .*\[[ xX]\] /.test(piece.raw) || piece.text.split(/\s+/).length < 12) continue;
      const key = piece.text.toLowerCase().replace(/\s+/g, ' ');
      const first = seen.get(key);
      if (first === undefined) seen.set(key, piece.span.start.line);
      else yield at(sheet, piece.span, `This stands on line ${first} already.`);
    }
  },
});

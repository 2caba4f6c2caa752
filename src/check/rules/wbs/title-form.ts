import { atLine, defineRule } from '../../rule.ts';

const weak = /\b(?:comprehensive|proper|various|appropriate|etc\.?|and so on)\b/i;

export default defineRule({
  id: 'wbs/title-form',
  about: 'A task that does two things, or things nobody can count, is never quite done.',
  fix: 'One verb, one artefact; split at "and".',
  bad: '- [ ] **T-k7f2** Write the model and add various tests',
  good: '- [ ] **T-k7f2** Write the model in `app/models/booking.py`',
  severity: 'warning',
  set: 'recommended',
  *document(sheet) {
    if (sheet.own === null) return;
    for (const box of sheet.boxes) {
      if (box.id === null || !box.id.startsWith('T-')) continue;
      const word = weak.exec(box.title)?.[0] ?? null;
      if (word !== null) yield atLine(sheet, box.line, `The title of "${box.id}" holds "${word}".`);
      const bare = box.item.raw.split('\n')[0]?.replace(/ · verify: .*$/, '').replace(/`[^`]*`/g, '').replace(/"[^"]*"/g, '') ?? '';
      if (/\band then\b|;\s/i.test(bare)) yield atLine(sheet, box.line, `"${box.id}" holds more than one task.`);
    }
  },
});

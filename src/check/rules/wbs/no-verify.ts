import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'wbs/no-verify',
  about: 'A task without a check is ticked by feeling (SEED-004-1: verify each step for real).',
  fix: 'Add "verify: `command` => expected result".',
  bad: '- [ ] **T-k7f2** Add the index\n      hours: 0.5/1/2',
  good: '- [ ] **T-k7f2** Add the index\n      verify: `uv run pytest -k index` => 1 passed\n      hours: 0.5/1/2',
  severity: 'error',
  set: 'recommended',
  *document(sheet) {
    if (sheet.own === null) return;
    for (const box of sheet.boxes) {
      if (box.id === null || !box.id.startsWith('T-')) continue;
      if (box.verify === null || box.verify.text === '' || /^`{1,2}\s*`{1,2}(?!`)|^=>/.test(box.verify.text)) yield atLine(sheet, box.line, `"${box.id}" does not say how it is verified.`);
      else if (!/=>\s*\S/.test(box.verify.text)) yield atLine(sheet, box.verify.line, `The check of "${box.id}" names no expected result.`);
    }
  },
});

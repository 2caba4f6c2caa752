import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'architecture/error-unused',
  about: 'An error that no route, job or service can raise is dead text; one of them has lost its error.',
  fix: 'Name it where it is raised, or remove it from the catalogue.',
  bad: 'ERROR_X in the catalogue and nowhere else',
  good: 'ERROR_X in the Errors line of a route',
  severity: 'warning',
  set: 'recommended',
  *group(group) {
    if (group.feature === null) return;
    const texts = group.sheets.map(sheet => sheet.document.text);
    for (const { sheet, declaration } of group.declared.values()) {
      if (declaration.how !== 'cell' || declaration.row === null || !declaration.row.header.includes('what the caller can do')) continue;
      const word = new RegExp(String.raw`(?<![A-Z0-9_])${declaration.id.replace(/\W/g, '')}(?![A-Z0-9_])`, 'g');
      let uses = 0;
      for (const text of texts) uses += text.match(word)?.length ?? 0;
      if (uses <= 1) yield atLine(sheet, declaration.line, `Nothing raises "${declaration.id}".`);
    }
  },
});

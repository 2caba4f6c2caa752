import { Ksuid, Slug } from '../../../model/ids.ts';
import { atLine, defineRule } from '../../rule.ts';
import { specOf } from '../../run.ts';
import type { Sheet } from '../../sheet.ts';

export default defineRule({
  id: 'structure/front-matter',
  about: 'The front matter says which document this is; when it cannot be read, nothing else can be judged.',
  fix: 'Mend the YAML between the two "---" lines: generated-by, doc, feature, plan.',
  bad: '---\ndoc: [prd\n---',
  good: '---\ngenerated-by: planwright\ndoc: prd\nfeature: bookings\nplan: 2Nd4f1aQm0V8yq3T6u7WbXcEhKz\n---',
  severity: 'error',
  set: 'start',
  *document(sheet, run) {
    const matter = sheet.document.frontMatter;
    if (matter === null) return;
    if (matter.error !== null) {
      yield atLine(sheet, 1, `The front matter cannot be read: ${matter.error.split('\n')[0] ?? ''}.`);
      return;
    }
    if (matter.data['generated-by'] !== 'planwright') return;
    for (const key of ['doc', 'feature', 'plan']) {
      if (typeof matter.data[key] !== 'string') yield atLine(sheet, lineOf(sheet, key), `The front matter lacks "${key}".`);
    }
    if (sheet.own === null) return;
    if (run.catalogue.documents.length > 0 && specOf(run, sheet) === null) yield atLine(sheet, lineOf(sheet, 'doc'), `"${sheet.own.doc}" is no document of the catalogue.`);
    if (!Slug.safeParse(sheet.own.feature).success) yield atLine(sheet, lineOf(sheet, 'feature'), `"${sheet.own.feature}" is no feature name.`);
    if (sheet.own.plan !== null && !Ksuid.safeParse(sheet.own.plan).success) yield atLine(sheet, lineOf(sheet, 'plan'), 'The plan id is no KSUID (27 letters and digits).');
  },
  *group(group) {
    if (group.feature === null) return;
    const first = group.sheets.find(sheet => sheet.own?.plan !== null && sheet.own?.plan !== undefined);
    const wanted = group.plan?.plan ?? first?.own?.plan;
    for (const sheet of group.sheets) {
      const plan = sheet.own?.plan;
      if (plan !== null && plan !== undefined && plan !== wanted) yield atLine(sheet, lineOf(sheet, 'plan'), `This document belongs to plan ${plan}, the others of "${group.feature}" to ${wanted ?? 'none'}.`);
    }
  },
});

/** The line of a key, or the first one where the front matter is written in one line. */
function lineOf(sheet: Sheet, key: string): number {
  const end = sheet.document.frontMatter?.span.end.line ?? 0;
  return Math.max(1, sheet.lines.slice(0, end).findIndex(line => line.startsWith(`${key}:`)) + 1);
}

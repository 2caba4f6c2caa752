import type { Block } from '../../../model/document.ts';
import { at, defineRule } from '../../rule.ts';

const numbered = /^\d+(?:\.\d+)*[.)]?\s/;

export default defineRule({
  id: 'structure/section-empty',
  about: 'A heading with nothing under it promises text that is not there.',
  fix: 'Write the section, remove the heading, or say "None: <reason>".',
  bad: '## Risks\n\n## Timeline',
  good: '## Risks\nNone: nothing leaves the host.\n\n## Timeline',
  severity: 'warning',
  set: 'start',
  *document(sheet) {
    for (const section of sheet.sections) {
      // A title heading may stand alone; so may one that only holds an id or a date.
      if (section.heading.depth === 1) continue;
      // A heading that is a link leads to its text.
      if (sheet.own === null && section.heading.inlines.some(inline => inline.kind === 'link')) continue;
      if (holdsText(sheet.document.blocks, section.start, section.end)) continue;
      // Where whole sentences are set as headings, the next one is the text of this one.
      const next = sheet.document.blocks[section.end];
      if (sheet.own === null && next?.type === 'heading' && next.text.length > 100 && next.text.split(/\s+/).length > 15) continue;
      // A numbered heading before one of its depth without a number: its parts follow, set one level too high.
      if (sheet.own === null && next?.type === 'heading' && next.depth === section.heading.depth && numbered.test(section.heading.text) && !numbered.test(next.text)) continue;
      yield at(sheet, section.heading.span, `Nothing stands under "${section.heading.text}".`);
    }
  },
});

/** Whether any block from `start` up to `end` is more than a line across the page or a comment. */
function holdsText(blocks: readonly Block[], start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const block = blocks[at];
    if (block !== undefined && block.type !== 'rule' && !(block.type === 'html' && block.comment)) return true;
  }
  return false;
}

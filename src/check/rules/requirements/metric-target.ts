import { atLine, defineRule } from '../../rule.ts';
import { isNothing } from '../../tables.ts';

/** Headings of the part that says by what success is told. */
const measures = /\b(?:success (?:criteria|metrics?|measures?|indicators?)|measures? of success|kpis?|key (?:results?|performance indicators?)|measurable outcomes|erfolgs(?:kriterien|metriken|kennzahlen))\b|métricas de éxito|criterios de éxito|成功(?:基準|指標|指标|标准)/i;
/** What counts as an amount without a digit. */
const amount = /\d|\b(?:zero|none|no|all|every|each|any|one|two|three|half|double|twice|never|always|100)\b|[零一二三四五六七八九十全]/i;
const open = /^(?:tbd|todo|\?+|to be (?:defined|decided|determined))$/i;

export default defineRule({
  id: 'requirements/metric-target',
  about: 'A measure of success without a target, or a target without the value of today, is met by any outcome.',
  fix: 'Write the number that counts as success, and what it is now: "from 40 % to 60 % by March".',
  bad: '## Success Criteria\n- Users are happier with the checkout',
  good: '## Success Criteria\n- 60 % of started checkouts are paid (40 % in January)',
  severity: 'warning',
  set: 'recommended',
  *document(sheet) {
    if (sheet.own !== null) return;
    for (const section of sheet.sections) {
      if (!measures.test(section.heading.text)) continue;
      const blocks = sheet.document.blocks.slice(section.start, section.ownEnd);
      for (const [index, block] of blocks.entries()) {
        if (block.type === 'item' && block.depth === 0 && block.checked === null) {
          // What stands indented below belongs to the item and may hold its number.
          const below = blocks.slice(index + 1).findIndex(next => next.type !== 'item' || next.depth === 0);
          const whole = [block, ...blocks.slice(index + 1, below < 0 ? blocks.length : index + 1 + below)].map(each => ('text' in each ? each.text : '')).join(' ');
          if (!amount.test(whole) && /\p{L}/u.test(whole)) yield atLine(sheet, block.span.start.line, `"${block.text.split('\n')[0]?.slice(0, 80) ?? ''}" says no number that counts as success.`);
        }
        if (block.type !== 'table') continue;
        const header = block.header.map(cell => cell.text.trim().toLowerCase());
        for (const [column, name] of header.entries()) {
          const what = /^(?:target|goal|threshold|ziel|objetivo|目標|目标)\b/.test(name) ? 'target' : /^(?:baseline|current|today|now)\b/.test(name) ? 'baseline' : null;
          if (what === null) continue;
          for (const row of block.rows) {
            const text = row.cells[column]?.text.trim() ?? '';
            // What is new has no value of today, and says so.
            if (what === 'baseline' && /^(?:n\/a|none|new|not applicable)$/i.test(text)) continue;
            if (isNothing(text) || open.test(text) || (what === 'target' && !amount.test(text) && !/^(?:yes|pass(?:ed)?|done|✅)$/i.test(text))) yield atLine(sheet, row.span.start.line, `"${row.cells[0]?.text.trim().slice(0, 60) ?? ''}" has no ${what}${isNothing(text) || open.test(text) ? '' : ' with a number'}.`);
          }
        }
      }
    }
  },
});

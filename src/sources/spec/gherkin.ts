import type { Collected, Context } from './context.ts';
import { stepOf } from './criteria.ts';
import { announced, flat, idKind, takeId, type Identified } from './phrase.ts';
import { pushScenario, stepsOf } from './requirements.ts';

/** Scenarios of a Gherkin fence; the steps of its background come first in each, and rows of examples are values of its steps. */
export function readGherkin(out: Collected, content: string, firstLine: number, context: Context): void {
  let open: { title: string; lines: string[]; line: number; endLine: number; background: boolean } | null = null;
  let background: string[] = [];
  // "FR-8: Two at once" over Given, When and Then says what they prove.
  let above: Identified = { id: null, text: '' };
  const flush = (): void => {
    if (open?.background === true) background = open.lines;
    else if (open !== null && open.lines.length > 0) pushScenario(out, stepsOf([...background, ...open.lines], out.words), open.title === '' ? open.lines.join(' ') : open.title, context.story, above.id ?? context.requirement, open);
    if (open !== null) above = { id: null, text: '' };
    open = null;
  };
  for (const [index, line] of content.split('\n').entries()) {
    const text = flat(line);
    if (text.startsWith('|')) continue;
    const named = /^[^:：]{1,30}[:：]/.exec(text) === null ? null : announced(text, out.words);
    if (named !== null && out.words.example.first(text)?.index === 0 && open !== null && named.item?.name !== '') continue;
    if (named?.kind === 'acceptance' || (named?.kind === 'context' && named.exact)) {
      flush();
      open = { title: named.item?.name ?? '', lines: [], line: firstLine + index, endLine: firstLine + index, background: named.kind === 'context' };
    } else if (open !== null && text !== '' && !text.startsWith('#') && !text.startsWith('@')) {
      open.lines.push(text);
      open.endLine = firstLine + index;
    } else if (open === null && stepOf(text, null, out.words) !== null) open = { title: above.text, lines: [text], line: firstLine + index, endLine: firstLine + index, background: false };
    else if (open === null && text !== '' && idKind(takeId(text, null).id) === 'requirements') above = titleBehind(text);
  }
  flush();
}

/** "FR-8 / FR-9: Two at once": the first id, and the title behind all of them. */
function titleBehind(text: string): Identified {
  const { id, text: rest } = takeId(text, null);
  return { id, text: rest.replace(/^[\s/,&:–—-]*(?:[A-Z]{1,6}-?\d{1,4}[\s/,&:–—-]+)*/u, '') };
}

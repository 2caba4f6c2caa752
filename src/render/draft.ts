import type { Statement, TakenWords } from '../model/words.ts';
import type { Page } from './site.ts';
import { quoted, sentence } from './text.ts';

/** The accepted draft of one slot, marked as what it is; null when nothing was accepted for the text that stands there now. */
export function draftOf(page: Page, slot: string): string | null {
  const taken = page.site.plan.words.find(words => words.slot === slot)?.taken ?? null;
  return taken === null ? null : marked(taken);
}

function marked(taken: TakenWords): string {
  return `AI draft (${quoted(taken.model)}, ${taken.at}${taken.state === 'edited' ? ', edited' : ''}): ${sentence(quoted(taken.text))}`;
}

/** A sentence of a person for the charter, or of a language model that a person let stand. */
export function statementLine(statement: Statement): string {
  const mark = statement.model === null ? '' : ` (AI draft, ${quoted(statement.model)}${statement.at === null ? '' : `, ${statement.at}`})`;
  return `${statement.label}${mark}: ${sentence(quoted(statement.text))} <- answer:${statement.question}`;
}

import type { TakenWords } from '../model/words.ts';
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

/** Sentences of a person for the charter, or of a language model that a person let stand, and the draft beside them; null when there is nothing. */
export function opening(page: Page): string | null {
  const { statements } = page.site.plan;
  const said = statements.map(({ label, text, model, at }) => `${label}${model === null ? '' : ` (AI draft, ${quoted(model)}${at === null ? '' : `, ${at}`})`}: ${sentence(quoted(text))}`);
  const parts = [...said, draftOf(page, 'summary')].filter(part => part !== null);
  if (parts.length === 0) return null;
  return parts.join(' ') + (statements.length === 0 ? '' : ` <- ${statements.map(statement => `answer:${statement.question}`).join(', ')}`);
}

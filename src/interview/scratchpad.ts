import type { AnswerValue } from '../model/answers.ts';
import { shownValue } from './parse-answer.ts';
import type { Feed, Question } from './question.ts';

const pads: Record<Feed, string> = {
  charter: 'backend_project_charter_scratchpad.md',
  prd: 'backend_prd_scratchpad.md',
  add: 'backend_add_scratchpad.md',
  wbs: 'backend_wbs_scratchpad.md',
  workflows: 'backend_add_scratchpad.md',
  execution: 'backend_wbs_scratchpad.md',
};

/** Folder of the scratchpads of one feature (SEED-002-9). */
export const scratchpadFolder = (feature: string): string => `ai_docs/_scratchpad/backend/${feature}`;

/** One exchange as a note, and the scratchpads it belongs to (SEED-002-8). */
export function note(question: Question, prompt: string, answer: { value: AnswerValue; state: 'answered' | 'default' | 'open' }, by: string | null, at: string): { names: string[]; text: string } {
  const said = { answered: `answered by ${by ?? 'a person'}`, default: 'default taken', open: 'left open' }[answer.state];
  return {
    names: [...new Set(question.feeds.map(feed => pads[feed]))],
    text: `- **${question.catalogue} ${question.key}** ${prompt}\n  -> ${shownValue(answer.value)} (${said}, ${at}). ${question.why}\n`,
  };
}

export function scratchpadHead(feature: string, name: string): string {
  const title = name.replace(/^backend_|_scratchpad\.md$/g, '').replaceAll('_', ' ');
  return `# ${feature}: notes for the ${title}\n\nOne entry an exchange, newest last.\n\n`;
}

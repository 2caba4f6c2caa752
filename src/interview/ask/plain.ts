import { UserError } from '../../model/errors.ts';
import { wrapText } from '../../text/wrap.ts';
import type { Ask, Prompt, Reply, Review, ReviewReply } from '../loop.ts';
import { parseAnswer, printAnswer } from '../parse-answer.ts';
import type { Situation } from '../question.ts';
import { reviewPage, reviewReply } from '../review.ts';
import { inWordsOf } from '../words.ts';

/** The input ended, or never came, while questions were open; the shell names the unanswered keys (exit 2). */
export class EndOfAnswers extends Error {
  constructor() {
    super('the input ended before every question was answered');
    this.name = 'EndOfAnswers';
  }
}

export type Lines = {
  /** The next line, null at the end of the input, `interrupted` when the person pressed Ctrl-C. */
  readonly next: () => Promise<string | null | 'interrupted'>;
  readonly write: (text: string) => void;
  /** Lines from a pipe are shown beside their prompt, so that a log reads like a conversation. */
  readonly echo: boolean;
  readonly columns: number;
};

/**
 * Numbered text prompts, one answer a line, no repaint: for pipes, screen readers and plain terminals. Lines `:?` help, `:b` back,
 * `:s` leave open, `:w` write now, `:q` save and quit (Keys in the interview). An empty line accepts the default.
 */
export function askPlainly(lines: Lines, situation: () => Situation): { ask: Ask; review: (review: Review) => Promise<ReviewReply> } {
  const line = async (): Promise<string | null> => {
    lines.write('> ');
    const next = await lines.next();
    if (next === null) throw new EndOfAnswers();
    if (next === 'interrupted') return null;
    const typed = next.trim();
    if (lines.echo) lines.write(`${typed}\n`);
    return typed;
  };
  return {
    ask: async prompt => {
      lines.write(wrapText(page(prompt, situation().role), lines.columns));
      for (;;) {
        const typed = await line();
        if (typed === null) return { kind: 'quit' };
        const reply = command(typed);
        if (reply !== null) return reply;
        if (typed === ':?' || typed === '?') {
          lines.write(wrapText(`${prompt.question.help}\nExample: ${prompt.question.example}\nWhy it matters: ${prompt.question.why}\n`, lines.columns));
          continue;
        }
        if (typed === '') return { kind: 'accept' };
        try {
          return { kind: 'value', value: parseAnswer(prompt.question, typed, situation()) };
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          lines.write(wrapText(`${error.message}. ${error.hint}\n`, lines.columns));
        }
      }
    },
    review: async review => {
      lines.write(reviewPage(review, lines.columns));
      for (;;) {
        const typed = await line();
        if (typed === null) return { kind: 'quit' };
        try {
          const reply = reviewReply(typed, review);
          if (reply !== 'diff') return reply;
          lines.write(review.preview.diff());
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          lines.write(wrapText(`${error.message}. ${error.hint}\n`, lines.columns));
        }
      }
    },
  };
}

function command(line: string): Reply | null {
  switch (line) {
    case ':b':
      return { kind: 'back' };
    case ':s':
      return { kind: 'open' };
    case ':w':
      return { kind: 'enough' };
    case ':q':
      return { kind: 'quit' };
    default:
      return null;
  }
}

/** The prompt as text: progress, question, options with their effects, default with its origin. */
export function page(prompt: Prompt, role?: Situation['role']): string {
  const { progress, question, fallback, previous, complaint } = prompt;
  const lines = ['', `${progress.step}, question ${progress.number} of ${progress.of}, about ${progress.minutesLeft} min left`, `${prompt.text} (${question.key})`];
  if (complaint !== null) lines.push(complaint);
  for (const [index, choice] of prompt.choices.entries()) lines.push(`  ${index + 1}. ${optionText(choice)}${choice.effect === '' ? '' : ` [${choice.effect}]`}`);
  if (previous !== undefined) lines.push(`Your answer so far, kept with Enter: ${printAnswer(previous)}`);
  else lines.push(fallback === null ? 'No default: please answer.' : `Enter takes: ${printAnswer(fallback.value)} (${fallback.from}; ${sureness(fallback.confidence)})`);
  return `${lines.map(line => inWordsOf(role, line)).join('\n')}\n`;
}

/** `passkey: link by ...`, without saying the value twice. */
export function optionText(choice: { value: string; text: string }): string {
  return choice.text.toLowerCase().startsWith(choice.value.toLowerCase()) ? choice.text : `${choice.value}: ${choice.text}`;
}

/** Confidence in words. */
export function sureness(confidence: number): string {
  if (confidence >= 0.9) return 'read from your files';
  if (confidence >= 0.7) return 'by rule';
  return 'assumed, please check';
}

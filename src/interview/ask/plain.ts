import { UserError } from '../../model/errors.ts';
import type { Ask, Prompt, Reply } from '../loop.ts';
import { parseAnswer, printAnswer } from '../parse-answer.ts';
import type { Situation } from '../question.ts';

/** The input ended while questions were open; the shell names the unanswered keys (exit 2). */
export class EndOfAnswers extends Error {
  constructor() {
    super('the input ended before every question was answered');
    this.name = 'EndOfAnswers';
  }
}

/**
 * Numbered text prompts, one answer a line, no repaint: for pipes, screen readers and plain terminals. Lines `:?` help, `:b` back,
 * `:s` leave open, `:w` write now, `:q` save and quit (Keys in the interview). An empty line accepts the default.
 */
export function askPlainly(lines: AsyncIterator<string>, write: (text: string) => void, situation: () => Situation, echo: boolean): Ask {
  return async prompt => {
    write(page(prompt));
    for (;;) {
      write('> ');
      const next = await lines.next();
      if (next.done === true) throw new EndOfAnswers();
      const line = next.value.trim();
      if (echo) write(`${line}\n`);
      const reply = command(line);
      if (reply !== null) return reply;
      if (line === ':?') {
        write(`${prompt.question.help}\nExample: ${prompt.question.example}\nWhy it matters: ${prompt.question.why}\n`);
        continue;
      }
      if (line === '') return { kind: 'accept' };
      try {
        return { kind: 'value', value: parseAnswer(prompt.question, line, situation()) };
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        write(`${error.message}. ${error.hint}\n`);
      }
    }
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
export function page(prompt: Prompt): string {
  const { progress, question, fallback, previous, complaint } = prompt;
  const lines = ['', `${progress.step}, question ${progress.number} of ${progress.of}, about ${progress.minutesLeft} min left`, `${prompt.text} (${question.key})`];
  if (complaint !== null) lines.push(complaint);
  for (const [index, choice] of prompt.choices.entries()) lines.push(`  ${index + 1}. ${choice.value}: ${choice.text}${choice.effect === '' ? '' : ` [${choice.effect}]`}`);
  if (previous !== undefined) lines.push(`Your answer so far: ${printAnswer(previous)}`);
  lines.push(fallback === null ? 'No default: please answer.' : `Enter takes: ${printAnswer(fallback.value)} (${fallback.from}; ${sureness(fallback.confidence)})`);
  return `${lines.join('\n')}\n`;
}

/** Confidence in words. */
export function sureness(confidence: number): string {
  if (confidence >= 0.9) return 'read from your files';
  if (confidence >= 0.7) return 'by rule';
  return 'assumed, please check';
}

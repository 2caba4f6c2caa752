import { checkbox, confirm, input, select } from '@inquirer/prompts';
import type { AnswerValue } from '../../model/answers.ts';
import { UserError } from '../../model/errors.ts';
import { wrapText } from '../../text/wrap.ts';
import type { Ask, Prompt, Reply, Review, ReviewReply } from '../loop.ts';
import { parseAnswer, printAnswer } from '../parse-answer.ts';
import type { Situation } from '../question.ts';
import { reviewPage, reviewReply } from '../review.ts';
import { inWordsOf } from '../words.ts';
import { optionText, sureness } from './plain.ts';

type Streams = { input: NodeJS.ReadableStream; output: NodeJS.WritableStream };
type Shown = { write: (text: string) => void; columns: number };
type Key = { name?: string; ctrl?: boolean; sequence?: string };

/**
 * Prompts on a real terminal. Enter accepts, `?` helps, Esc or Ctrl-B goes back, Ctrl-S leaves open, Ctrl-G writes now, Ctrl-C saves and quits
 * (Keys in the interview). Keys that the prompt library does not know abort the prompt with their meaning.
 */
export function askOnTerminal(streams: Streams, shown: Shown, situation: () => Situation): { ask: Ask; review: (review: Review) => Promise<ReviewReply> } {
  let introduced = false;
  const say = (text: string): void => shown.write(wrapText(text, shown.columns));
  return {
    ask: async prompt => {
      if (!introduced) say('Enter accepts, ? helps, Esc or Ctrl-B goes back, Ctrl-S leaves open, Ctrl-G writes the plan now, Ctrl-C saves and quits.\n');
      introduced = true;
      for (;;) {
        const reply = await once(prompt, streams, say, situation);
        if (reply !== 'help') return reply;
        say(`  ${prompt.question.help}\n  Example: ${prompt.question.example}\n  Why it matters: ${prompt.question.why}\n`);
      }
    },
    review: async review => {
      shown.write(reviewPage(review, shown.columns));
      for (;;) {
        const typed = await reviewLine(review, streams);
        if (typed !== 'diff') return typed;
        shown.write(review.preview.diff());
      }
    },
  };
}

async function reviewLine(review: Review, streams: Streams): Promise<ReviewReply | 'diff'> {
  const abort = new AbortController();
  const onKey = (_text: string | undefined, key: Key): void => {
    if (key.name === 'escape' || (key.ctrl === true && key.name === 'b')) abort.abort();
  };
  streams.input.on('keypress', onKey);
  try {
    const typed = await input({ message: 'Write it?', validate: given => complaint(() => void reviewReply(given, review)) }, { ...streams, signal: abort.signal });
    return reviewReply(typed, review);
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortPromptError') return { kind: 'back' };
    if (error instanceof Error && error.name === 'ExitPromptError') return { kind: 'quit' };
    throw error;
  } finally {
    streams.input.removeListener('keypress', onKey);
  }
}

async function once(prompt: Prompt, streams: Streams, write: (text: string) => void, situation: () => Situation): Promise<Reply | 'help'> {
  const { progress, fallback, previous, complaint: why } = prompt;
  write(`\n${progress.step} · ${progress.number}/${progress.of} · about ${progress.minutesLeft} min left\n`);
  if (why !== null) write(`${why}\n`);
  if (fallback !== null && previous === undefined) write(inWordsOf(situation().role, `Default: ${printAnswer(fallback.value)} (${fallback.from}; ${sureness(fallback.confidence)})\n`));
  const abort = new AbortController();
  let meaning: Reply | 'help' = { kind: 'back' };
  const typing = prompt.question.form === 'text' || prompt.question.form === 'list' || prompt.question.form === 'number' || prompt.question.form === 'date';
  const onKey = (_text: string | undefined, key: Key): void => {
    const special = keyMeaning(key, typing);
    if (special === null) return;
    meaning = special;
    abort.abort();
  };
  streams.input.on('keypress', onKey);
  try {
    const value = await show(prompt, { ...streams, signal: abort.signal }, situation);
    if (value === 'help') return 'help';
    return previous === undefined && fallback !== null && JSON.stringify(value) === JSON.stringify(fallback.value) ? { kind: 'accept' } : { kind: 'value', value };
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortPromptError') return meaning;
    if (error instanceof Error && error.name === 'ExitPromptError') return { kind: 'quit' };
    throw error;
  } finally {
    streams.input.removeListener('keypress', onKey);
  }
}

function keyMeaning(key: Key, typing: boolean): Reply | 'help' | null {
  if (key.name === 'escape' || (key.ctrl === true && key.name === 'b')) return { kind: 'back' };
  if (key.ctrl === true && key.name === 's') return { kind: 'open' };
  if (key.ctrl === true && key.name === 'g') return { kind: 'enough' };
  // While text is typed a question mark may belong to the answer: there it is asked for by "?" and Enter.
  if (!typing && key.sequence === '?') return 'help';
  return null;
}

async function show(prompt: Prompt, context: Streams & { signal: AbortSignal }, situation: () => Situation): Promise<AnswerValue | 'help'> {
  const { question, text, choices } = prompt;
  const start = prompt.previous ?? prompt.fallback?.value ?? null;
  const options = choices.map(choice => ({ value: choice.value, name: inWordsOf(situation().role, `${optionText(choice)}${choice.effect === '' ? '' : `  [${choice.effect}]`}`), short: choice.value }));
  switch (question.form) {
    case 'one':
      return select({ message: text, choices: options, loop: false, pageSize: 10, ...(typeof start === 'string' ? { default: start } : {}) }, context);
    case 'many': {
      const ticked = Array.isArray(start) ? start : [];
      return checkbox({ message: text, choices: options.map(option => ({ ...option, checked: ticked.includes(option.value) })), loop: false, pageSize: 10 }, context);
    }
    case 'yes-no':
      if (options.length === 0) return confirm({ message: text, default: start !== false }, context);
      return (await select({ message: text, choices: options, loop: false, default: start === false ? 'no' : 'yes' }, context)) === 'yes';
    default: {
      const typed = await input(
        {
          message: text,
          ...(start === null ? {} : { default: printAnswer(start) }),
          ...(prompt.previous === undefined ? {} : { prefill: 'editable' as const }),
          validate: given => complaintAbout(prompt, given, situation),
        },
        context,
      );
      return typed.trim() === '?' ? 'help' : parseAnswer(question, typed, situation());
    }
  }
}

function complaintAbout(prompt: Prompt, given: string, situation: () => Situation): true | string {
  return given.trim() === '?' ? true : complaint(() => void parseAnswer(prompt.question, given, situation()));
}

/** True when `act` takes the input, else what is wrong with it. */
function complaint(act: () => void): true | string {
  try {
    act();
    return true;
  } catch (error) {
    if (error instanceof UserError) return `${error.message}. ${error.hint}`;
    throw error;
  }
}

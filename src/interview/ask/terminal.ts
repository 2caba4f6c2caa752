import { checkbox, confirm, input, select } from '@inquirer/prompts';
import type { AnswerValue } from '../../model/answers.ts';
import { UserError } from '../../model/errors.ts';
import type { Ask, Prompt, Reply } from '../loop.ts';
import { parseAnswer, printAnswer } from '../parse-answer.ts';
import type { Situation } from '../question.ts';
import { sureness } from './plain.ts';

type Streams = { input: NodeJS.ReadableStream; output: NodeJS.WritableStream };
type Key = { name?: string; ctrl?: boolean; sequence?: string };

/**
 * Prompts on a real terminal. Enter accepts, `?` helps, Esc or Ctrl-B goes back, Ctrl-S leaves open, Ctrl-G writes now, Ctrl-C saves and quits
 * (Keys in the interview). Keys that the prompt library does not know abort the prompt with their meaning.
 */
export function askOnTerminal(streams: Streams, write: (text: string) => void, situation: () => Situation): Ask {
  let introduced = false;
  return async prompt => {
    if (!introduced) write('Enter accepts, ? helps, Esc or Ctrl-B goes back, Ctrl-S leaves open,\nCtrl-G writes the plan now, Ctrl-C saves and quits.\n');
    introduced = true;
    for (;;) {
      const reply = await once(prompt, streams, write, situation);
      if (reply !== 'help') return reply;
      write(`  ${prompt.question.help}\n  Example: ${prompt.question.example}\n  Why it matters: ${prompt.question.why}\n`);
    }
  };
}

async function once(prompt: Prompt, streams: Streams, write: (text: string) => void, situation: () => Situation): Promise<Reply | 'help'> {
  const { progress, fallback, previous, complaint } = prompt;
  write(`\n${progress.step} · ${progress.number}/${progress.of} · about ${progress.minutesLeft} min left\n`);
  if (complaint !== null) write(`${complaint}\n`);
  if (fallback !== null) write(`Default: ${printAnswer(fallback.value)} (${fallback.from}; ${sureness(fallback.confidence)})\n`);
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
  const options = choices.map(choice => ({ value: choice.value, name: `${choice.text.toLowerCase().startsWith(choice.value.toLowerCase()) ? '' : `${choice.value}: `}${choice.text}${choice.effect === '' ? '' : `  [${choice.effect}]`}`, short: choice.value }));
  switch (question.form) {
    case 'one':
      return select({ message: text, choices: options, loop: false, pageSize: 10, ...(typeof start === 'string' ? { default: start } : {}) }, context);
    case 'many': {
      const ticked = Array.isArray(start) ? start : [];
      return checkbox({ message: text, choices: options.map(option => ({ ...option, checked: ticked.includes(option.value) })), loop: false, pageSize: 10 }, context);
    }
    case 'yes-no':
      return confirm({ message: text, default: start !== false }, context);
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
  if (given.trim() === '?') return true;
  try {
    parseAnswer(prompt.question, given, situation());
    return true;
  } catch (error) {
    if (error instanceof UserError) return `${error.message}. ${error.hint}`;
    throw error;
  }
}

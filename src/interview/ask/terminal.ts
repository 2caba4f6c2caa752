import { checkbox, confirm, input, select } from '@inquirer/prompts';
import type { AnswerValue } from '../../model/answers.ts';
import { UserError } from '../../model/errors.ts';
import { wrap, wrapText } from '../../text/wrap.ts';
import { clean } from '../../text/clean.ts';
import { draftLabel, draftValue, type PlacePrompt, type PlaceReply } from '../desk.ts';
import type { Prompt, Reply, Review, ReviewReply } from '../exchange.ts';
import { parseAnswer, printAnswer, shownValue } from '../parse-answer.ts';
import type { Situation } from '../question.ts';
import { reviewPage, reviewReply } from '../review.ts';
import { inWordsOf } from '../words.ts';
import { optionText, placeText, sureness, type Asker } from './plain.ts';

/** `ended` is aborted when the run is told to end from outside (SIGINT): in a prompt that is what Ctrl-C says. */
type Streams = { input: NodeJS.ReadableStream; output: NodeJS.WritableStream; ended: AbortSignal };
type Shown = { write: (text: string) => void; columns: number; rows: number };
type Key = { name?: string; ctrl?: boolean; sequence?: string };

/**
 * Prompts on a real terminal. Enter accepts, `?` helps, Esc or Ctrl-B goes back, Ctrl-S leaves open, Ctrl-G writes now, Ctrl-C saves and quits
 * (Keys in the interview). Keys that the prompt library does not know abort the prompt with their meaning.
 */
export function askOnTerminal(streams: Streams, shown: Shown, situation: () => Situation): Asker {
  let introduced = false;
  const say = (text: string): void => shown.write(wrapText(text, shown.columns));
  const introduce = (): void => {
    if (!introduced) say('Enter accepts, ? helps, Esc or Ctrl-B goes back, Ctrl-S leaves open, Ctrl-G writes the plan now, Ctrl-C saves and quits.\n');
    introduced = true;
  };
  return {
    place: async prompt => {
      introduce();
      say(placeText(prompt));
      return onPlace(prompt, streams);
    },
    ask: async prompt => {
      introduce();
      for (;;) {
        const reply = await once(prompt, streams, { write: say, columns: shown.columns, rows: shown.rows }, situation);
        if (reply !== 'help') return reply;
        say(`  ${prompt.question.help}\n  Example: ${prompt.question.example}\n  Why it matters: ${prompt.question.why}\n`);
      }
    },
    review: async review => {
      shown.write(reviewPage(review, shown.columns, 'Esc or Ctrl-B goes back, Ctrl-C saves and quits'));
      for (;;) {
        const typed = await reviewLine(review, streams);
        if (typed !== 'diff') return typed;
        shown.write(review.preview.diff());
      }
    },
  };
}

async function reviewLine(review: Review, streams: Streams): Promise<ReviewReply | 'diff'> {
  return hearing<ReviewReply | 'diff', { kind: 'back' }>(streams, key => (isBack(key) ? { kind: 'back' } : null), async context =>
    reviewReply(await input({ message: 'Write it?', validate: given => complaint(() => void reviewReply(given, review)) }, context), review));
}

async function once(prompt: Prompt, streams: Streams, shown: Shown, situation: () => Situation): Promise<Reply | 'help'> {
  const { write } = shown;
  const { progress, fallback, previous, draft, complaint: why } = prompt;
  write(`\n${progress.step} · ${progress.number}/${progress.of} · about ${progress.minutesLeft} min left\n`);
  if (why !== null) write(`${why}\n`);
  if (fallback !== null && previous === undefined) write(inWordsOf(situation().role, `Default: ${shownValue(fallback.value)} (${fallback.from}; ${sureness(fallback.confidence)})\n`));
  if (draft !== null) write(inWordsOf(situation().role, `${draftLabel(draft)}: ${clean(draft.text)}\n`));
  const mode: Mode = { typing: isTyped(prompt) && draft === null, untouched: true };
  if (mode.typing && previous === undefined && !saysSomething(fallback?.value)) write(`Example: ${prompt.question.example}\n`);
  const reply = await listening(streams, mode, context => show(prompt, context, situation, mode, shown));
  if (reply.kind !== 'value') return reply.kind === 'help' ? 'help' : reply;
  return previous === undefined && fallback !== null && reply.edited !== true && JSON.stringify(reply.value) === JSON.stringify(fallback.value) ? { kind: 'accept' } : reply;
}

const isTyped = ({ question }: Prompt): boolean => question.form === 'text' || question.form === 'list' || question.form === 'number' || question.form === 'date';

/** Without a default that says something, an example shows what is asked for. */
const saysSomething = (value: AnswerValue | undefined): boolean => value !== undefined && value !== null && printAnswer(value) !== '';

/** While text is typed a question mark may belong to the answer: there it asks for help as the first key, or alone with Enter. */
type Mode = { typing: boolean; untouched: boolean };

/** A prompt that also hears the keys it does not know: they end it with their meaning. */
async function listening<T>(streams: Streams, mode: Mode, act: (context: Context) => Promise<T>): Promise<T | Special> {
  return hearing(streams, key => {
    const meaning = keyMeaning(key, mode.typing && !mode.untouched);
    mode.untouched = false;
    return meaning;
  }, act);
}

type Context = { input: NodeJS.ReadableStream; output: NodeJS.WritableStream; signal: AbortSignal };

/** Runs a prompt until it is answered, or a key or the end of the run gives it another meaning. */
async function hearing<T, S>({ input: from, output, ended }: Streams, meaningOf: (key: Key) => S | null, act: (context: Context) => Promise<T>): Promise<T | S | { kind: 'quit' }> {
  const abort = new AbortController();
  let meaning: S | null = null;
  const onKey = (_text: string | undefined, key: Key): void => {
    meaning = meaningOf(key);
    if (meaning !== null) abort.abort();
  };
  const onEnd = (): void => abort.abort();
  from.on('keypress', onKey);
  ended.addEventListener('abort', onEnd);
  if (ended.aborted) onEnd();
  try {
    return await act({ input: from, output, signal: abort.signal });
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortPromptError') return meaning ?? { kind: 'quit' };
    if (error instanceof Error && error.name === 'ExitPromptError') return { kind: 'quit' };
    throw error;
  } finally {
    from.removeListener('keypress', onKey);
    ended.removeEventListener('abort', onEnd);
  }
}

/** A draft for a place of the documents: a menu, in which Enter decides later, never takes the draft; then a line where it is written over. */
async function onPlace(prompt: PlacePrompt, streams: Streams): Promise<PlaceReply> {
  const { draft, complaint: wrong } = prompt;
  for (;;) {
    const reply = await listening(streams, { typing: true, untouched: false }, async (context): Promise<PlaceReply> => {
      const kind = await select({ message: 'Take this draft?', choices: [{ value: 'accept', name: 'Accept, marked as AI draft' }, { value: 'edit', name: 'Edit' }, { value: 'refuse', name: 'Refuse' }, { value: 'later', name: 'Decide later' }, { value: 'stop', name: 'Leave the rest for later' }] as const, default: 'later', loop: false }, context);
      if (kind !== 'edit') return { kind };
      const text = (await input({ message: 'Your text', default: draft.text, prefill: 'editable', validate: given => wrong(given.trim()) ?? true }, context)).trim();
      return text === draft.text ? { kind: 'accept' } : { kind: 'edit', text };
    });
    if (reply.kind === 'open') return { kind: 'later' };
    if (reply.kind !== 'help') return reply;
  }
}

type Special = { kind: 'back' } | { kind: 'open' } | { kind: 'enough' } | { kind: 'quit' } | { kind: 'help' };

const isBack = (key: Key): boolean => key.name === 'escape' || (key.ctrl === true && key.name === 'b');

function keyMeaning(key: Key, typing: boolean): Special | null {
  if (isBack(key)) return { kind: 'back' };
  if (key.ctrl === true && key.name === 's') return { kind: 'open' };
  if (key.ctrl === true && key.name === 'g') return { kind: 'enough' };
  if (!typing && key.sequence === '?') return { kind: 'help' };
  return null;
}

type Given = { kind: 'value'; value: AnswerValue; edited?: true } | { kind: 'help' } | { kind: 'take' } | { kind: 'refuse' } | { kind: 'accept' };

async function show(prompt: Prompt, context: Context, situation: () => Situation, mode: Mode, shown: Shown): Promise<Given> {
  const { question, choices, draft } = prompt;
  const start = prompt.previous ?? prompt.fallback?.value ?? null;
  const value = (answer: AnswerValue): Given => ({ kind: 'value', value: answer });
  const drafted = draft === null ? null : printAnswer(draftValue(question, draft));
  const options = choices.map(choice => ({ value: choice.value, name: inWordsOf(situation().role, `${optionText(choice)}${choice.effect === '' ? '' : `  [${choice.effect}]`}${choice.value === drafted ? '  (AI draft)' : ''}`), short: choice.value }));
  const message = messageOf(prompt.text, 0, shown);
  switch (question.form) {
    case 'one': {
      const listed = laidOut(options, 2, message, shown);
      return value(await select({ message, ...listed, loop: false, ...(typeof start === 'string' ? { default: start } : {}) }, context));
    }
    case 'many': {
      const ticked = Array.isArray(start) ? start : [];
      const listed = laidOut(options, 3, message, shown);
      return value(await checkbox({ message, ...listed, choices: listed.choices.map(option => ({ ...option, checked: ticked.includes(option.value) })), loop: false }, context));
    }
    case 'yes-no':
      if (options.length === 0) return value(await confirm({ message, default: start !== false }, context));
      return value((await select({ message, ...laidOut(options, 2, message, shown), loop: false, default: start === false ? 'no' : 'yes' }, context)) === 'yes');
    default: {
      let given = start === null ? null : printAnswer(start);
      let edited = false;
      if (draft !== null) {
        const chosen = await select({ message, choices: besideDraft(given, prompt.previous !== undefined), loop: false }, context);
        if (chosen === 'take' || chosen === 'refuse' || chosen === 'accept') return { kind: chosen };
        edited = chosen === 'edit';
        if (edited) given = draft.text;
      }
      mode.typing = true;
      const typed = await input(
        {
          message: messageOf(prompt.text, given === null || prompt.previous !== undefined || edited ? 0 : given.length + 3, shown),
          ...(given === null ? {} : { default: given }),
          ...(prompt.previous === undefined && !edited ? {} : { prefill: 'editable' as const }),
          validate: typing => complaintAbout(prompt, typing, situation),
        },
        context,
      );
      return typed.trim() === '?' ? { kind: 'help' } : { ...value(parseAnswer(question, typed, situation())), ...(edited ? { edited: true as const } : {}) };
    }
  }
}

/** The question as the prompt shows it behind its sign, broken at spaces; what follows it, `tail` wide, goes to the next line where it does not fit. */
function messageOf(text: string, tail: number, { columns }: Shown): string {
  const message = wrap(text, columns - 2);
  const last = message.split('\n').at(-1) ?? '';
  const taken = last.length + (last === message ? 2 : 0);
  return tail > 0 && taken + tail > columns ? `${message}\n ` : message;
}

/** Options broken at spaces behind their signs, `sign` wide, and how many lines of them fit below the question with the line of keys. */
function laidOut<T extends { name: string }>(options: readonly T[], sign: number, message: string, { columns, rows }: Shown): { choices: T[]; pageSize: number } {
  const choices = options.map(option => ({ ...option, name: wrap(option.name, columns - sign - 2).split('\n').join(`\n${' '.repeat(sign)}`) }));
  const lines = choices.reduce((sum, choice) => sum + choice.name.split('\n').length, 0);
  return { choices, pageSize: Math.max(3, Math.min(lines, rows - message.split('\n').length - 4)) };
}

/** What can be done where a draft stands beside a default. The default, or the answer given before, comes first: Enter never takes a draft. */
function besideDraft(given: string | null, before: boolean): { value: 'accept' | 'take' | 'edit' | 'own' | 'refuse'; name: string }[] {
  return [
    ...(given === null ? [] : [{ value: 'accept' as const, name: before ? 'Keep your answer' : 'Take the default' }]),
    { value: 'take', name: 'Take the AI draft' },
    { value: 'edit', name: 'Edit the AI draft' },
    { value: 'own', name: 'Write your own' },
    { value: 'refuse', name: 'Refuse the AI draft' },
  ];
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

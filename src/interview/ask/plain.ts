import { UserError } from '../../model/errors.ts';
import { wrapText } from '../../text/wrap.ts';
import { clean } from '../../text/clean.ts';
import { draftLabel, type PlacePrompt, type PlaceReply } from '../desk.ts';
import type { Ask, Prompt, Reply, Review, ReviewReply } from '../exchange.ts';
import { parseAnswer, shownValue } from '../parse-answer.ts';
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

/** Who answers on one kind of screen: questions, drafts for places of the documents, the review page. */
export type Asker = { ask: Ask; place: (prompt: PlacePrompt) => Promise<PlaceReply>; review: (review: Review) => Promise<ReviewReply> };

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
 * `:s` leave open, `:w` write now, `:q` save and quit (Keys in the interview). An empty line accepts the default. Beside a draft `:a` takes it,
 * `:e TEXT` takes what the person made of it, `:r` refuses it.
 */
export function askPlainly(lines: Lines, situation: () => Situation): Asker {
  const line = async (): Promise<string | null> => {
    lines.write('> ');
    const next = await lines.next();
    if (next === null) throw new EndOfAnswers();
    if (next === 'interrupted') return null;
    const typed = next.trim();
    if (lines.echo) lines.write(`${typed}\n`);
    return typed;
  };
  let introduced = false;
  const introduce = (): void => {
    if (!introduced) lines.write(wrapText(`\n${keys}\n`, lines.columns));
    introduced = true;
  };
  return {
    ask: async prompt => {
      introduce();
      lines.write(wrapText(page(prompt, situation().role), lines.columns));
      for (;;) {
        const typed = await line();
        if (typed === null) return { kind: 'quit' };
        const reply = command(typed) ?? (prompt.draft === null ? null : aboutDraft(typed));
        if (reply !== null) return reply;
        if (typed === ':?' || typed === '?') {
          lines.write(wrapText(`${prompt.question.help}\nExample: ${prompt.question.example}\nWhy it matters: ${prompt.question.why}\n`, lines.columns));
          continue;
        }
        if (typed === '') return { kind: 'accept' };
        try {
          const own = prompt.draft === null ? null : overDraft(typed);
          return { kind: 'value', value: parseAnswer(prompt.question, own ?? typed, situation()), ...(own === null ? {} : { edited: true }) };
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          lines.write(wrapText(`${error.message}. ${error.hint}\n`, lines.columns));
        }
      }
    },
    place: async prompt => {
      introduce();
      lines.write(wrapText(placePage(prompt), lines.columns));
      for (;;) {
        const typed = await line();
        if (typed === null) return { kind: 'quit' };
        const reply = commandOnPlace(typed);
        if (reply !== null) return reply;
        const text = overDraft(typed) ?? typed;
        const wrong = prompt.complaint(text);
        if (wrong === null) return text === prompt.draft.text ? { kind: 'accept' } : { kind: 'edit', text };
        lines.write(wrapText(`${wrong}\n`, lines.columns));
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

/** Said once, before the first prompt. */
const keys = 'Enter accepts, :? helps, :b goes back, :s leaves open, :w writes the plan now, :q saves and quits.';

const command = (line: string): Reply | null => (line === ':s' ? { kind: 'open' } : elsewhere(line));

/** What leads away from any prompt. */
function elsewhere(line: string): { kind: 'back' } | { kind: 'enough' } | { kind: 'quit' } | null {
  switch (line) {
    case ':b':
      return { kind: 'back' };
    case ':w':
      return { kind: 'enough' };
    case ':q':
      return { kind: 'quit' };
    default:
      return null;
  }
}

/** What is done with a draft beside a default, and with the text typed over it. */
const aboutDraft = (line: string): Reply | null => (line === ':a' ? { kind: 'take' } : line === ':r' ? { kind: 'refuse' } : null);
const overDraft = (line: string): string | null => /^:e\s+(\S.*)$/.exec(line)?.[1] ?? null;

function commandOnPlace(line: string): PlaceReply | null {
  switch (line) {
    case ':a':
    case 'a':
      return { kind: 'accept' };
    case ':r':
    case 'r':
      return { kind: 'refuse' };
    case ':s':
    case '':
      return { kind: 'later' };
    case ':n':
      return { kind: 'stop' };
    default:
      return elsewhere(line);
  }
}

/** A draft for a place of the documents as text: the derived words and the draft, one under the other. */
export function placeText({ draft, step, number, of }: PlacePrompt): string {
  const { slot, text } = draft;
  const lines = ['', `${step}, AI draft ${number} of ${of}`, `${clean(slot.ask)} (${clean(slot.slot)})`, `Derived: ${slot.derived === '' ? 'nothing' : clean(slot.derived)}`, `${draftLabel(draft)}: ${clean(text)}`];
  if (slot.choices !== null) lines.push(`One of: ${slot.choices.map(clean).join(', ')}`);
  if (slot.decides) lines.push('Taking it changes what is planned.');
  return `${lines.join('\n')}\n`;
}

const placePage = (prompt: PlacePrompt): string => `${placeText(prompt)}:a takes the draft, :r refuses it, Enter decides later, :n leaves all that follow, or type your own text.\n`;

/** The prompt as text: progress, question, options with their effects, default with its origin. */
export function page(prompt: Prompt, role?: Situation['role']): string {
  const { progress, question, fallback, previous, complaint } = prompt;
  const lines = ['', `${progress.step}, question ${progress.number} of ${progress.of}, about ${progress.minutesLeft} min left`, `${prompt.text} (${question.key})`];
  if (complaint !== null) lines.push(complaint);
  for (const [index, choice] of prompt.choices.entries()) lines.push(`  ${index + 1}. ${optionText(choice)}${choice.effect === '' ? '' : ` [${choice.effect}]`}`);
  if (previous !== undefined) lines.push(`Your answer so far, kept with Enter: ${shownValue(previous)}`);
  else lines.push(fallback === null ? 'No default: please answer.' : `Enter takes: ${shownValue(fallback.value)} (${fallback.from}; ${sureness(fallback.confidence)})`);
  if (prompt.draft !== null) lines.push(`${draftLabel(prompt.draft)}: ${clean(prompt.draft.text)}`, ':a takes the draft, :e TEXT takes what you make of it, :r refuses it.');
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

import type { Verdict } from '../ai/take.ts';
import { refusalOfEdit } from '../ai/refuse.ts';
import type { Proposal } from '../model/proposal.ts';
import { clean } from '../text/clean.ts';
import { wrap } from '../text/wrap.ts';
import type { Context } from './context.ts';
import { cut } from './table.ts';

type Reviewer = (proposal: Proposal, number: number, of: number) => Promise<Verdict>;

/** Who decides on drafts: menus on a terminal, else one line a draft. */
export async function chooseReviewer(context: Context, plain: boolean): Promise<Reviewer> {
  const { io } = context;
  if (plain || (io.env['ACCESSIBLE'] ?? '') !== '' || !io.stdin.isTTY || !io.stderr.isTTY || io.env['TERM'] === 'dumb') return byLines(context);
  const { select, input } = await import('@inquirer/prompts');
  const streams = { input: io.stdin.stream, output: io.stderr.stream };
  return async (proposal, number, of) => {
    io.stderr.write(`\n${describe(proposal, number, of, io.stderr.columns)}\n`);
    try {
      const kind = await select({ message: 'Take this draft?', choices: [{ value: 'accept', name: 'Accept, marked as AI draft' }, { value: 'edit', name: 'Edit' }, { value: 'refuse', name: 'Refuse' }, { value: 'later', name: 'Decide later' }, { value: 'stop', name: 'Leave the rest for later' }] as const, loop: false }, streams);
      if (kind !== 'edit') return { kind };
      const text = await input({ message: 'Your text', default: proposal.text, prefill: 'editable', validate: given => complaint(proposal, given) ?? true }, streams);
      return text.trim() === proposal.text ? { kind: 'accept' } : { kind: 'edit', text: text.trim() };
    } catch (error) {
      if (error instanceof Error && error.name === 'ExitPromptError') return { kind: 'quit' };
      throw error;
    }
  };
}

/** `a` accepts, `r` refuses, an empty line decides later, `q` leaves the rest; any other line is the text to take instead. The input's end leaves the rest. */
function byLines(context: Context): Reviewer {
  const lines = context.io.stdin.lines()[Symbol.asyncIterator]();
  return async (proposal, number, of) => {
    context.io.stderr.write(`\n${describe(proposal, number, of, context.io.stderr.columns)}\n`);
    for (;;) {
      context.io.stderr.write('a accept, r refuse, q leave the rest, Enter later, or your own text > ');
      const next = await lines.next();
      if (next.done === true) return { kind: 'stop' };
      const line = next.value.trim();
      if (!context.io.stdin.isTTY) context.io.stderr.write(`${clean(line)}\n`);
      if (line === 'a') return { kind: 'accept' };
      if (line === 'r') return { kind: 'refuse' };
      if (line === 'q') return { kind: 'stop' };
      if (line === '') return { kind: 'later' };
      const wrong = complaint(proposal, line);
      if (wrong === null) return { kind: 'edit', text: line };
      context.io.stderr.write(`${wrong}\n`);
    }
  };
}

function complaint(proposal: Proposal, text: string): string | null {
  const reason = refusalOfEdit(proposal.slot, text);
  return reason === null ? null : `Your text ${reason}.`;
}

/** The derived text and the draft, one under the other. */
function describe({ slot, text, model, at }: Proposal, number: number, of: number, width: number): string {
  const lines = [`AI draft ${number} of ${of}, ${slot.slot} (${model}, ${at})`, cut(clean(slot.ask), 300), `Derived:  ${slot.derived === '' ? 'nothing' : clean(slot.derived)}`, `AI draft: ${clean(text)}`, ...(slot.decides ? ['Taking it changes what is planned.'] : [])];
  return lines.map(line => wrap(line, Math.max(30, width))).join('\n');
}

import { chooseFeature, isPlain, knownFeatures, type Context } from './context.ts';

/** The feature to plan: the one given, the only one there is, or on a terminal the one a person picks (Q0.1). */
export async function whichFeature(context: Context, given: string | undefined, plain: boolean): Promise<string> {
  const { io } = context;
  const known = given === undefined ? await knownFeatures(context) : [];
  if (known.length < 2 || !io.stdin.isTTY || !io.stderr.isTTY) return chooseFeature(context, given);
  if (plain || isPlain(io)) return pickByNumber(context, known);
  const { select } = await import('@inquirer/prompts');
  try {
    return await select({ message: 'Which feature are we planning?', choices: known.map(value => ({ value, name: value })), loop: false }, { input: io.stdin.stream, output: io.stderr.stream });
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') return chooseFeature(context, given);
    throw error;
  }
}

async function pickByNumber(context: Context, known: readonly string[]): Promise<string> {
  const lines = context.io.stdin.lines()[Symbol.asyncIterator]();
  context.io.stderr.write(`Which feature are we planning?\n${known.map((name, index) => `  ${index + 1}. ${name}`).join('\n')}\n`);
  for (;;) {
    context.io.stderr.write('> ');
    const next = await lines.next();
    const typed = next.done === true ? '' : next.value.trim();
    const found = known[Number(typed) - 1] ?? known.find(name => name === typed);
    if (found !== undefined) return found;
    // The input ended: the message names what there is.
    if (next.done === true) return chooseFeature(context, undefined);
    context.io.stderr.write(`Write a number from 1 to ${known.length}, or a name.\n`);
  }
}

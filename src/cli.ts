#!/usr/bin/env node
import { constants } from 'node:os';
import { buildProgram } from './commands/program.ts';
import { UserError } from './model/errors.ts';
import { processIo } from './io/process.ts';
import { clean } from './text/clean.ts';

/** argv to command, errors to messages; the only place that sets process.exitCode. */
const interrupt = new AbortController();
process.on('SIGINT', () => {
  if (interrupt.signal.aborted) process.exit(128 + constants.signals.SIGINT);
  interrupt.abort();
});
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
});

try {
  const io = await processIo(interrupt.signal);
  process.exitCode = await buildProgram(io)(process.argv.slice(2));
} catch (error) {
  if (error instanceof UserError) {
    process.stderr.write(`plan: ${clean(error.message)}\n  ${clean(error.hint)}\n`);
    process.exitCode = error.exitCode;
  } else {
    process.stderr.write(`plan: internal error, please report it\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 2;
  }
}

import { UserError } from '../../model/errors.ts';
import type { Finding, Severity } from '../../model/finding.ts';

/** A finding about a sample file. No message ever quotes the file: keys are named, values are not. */
export function sampleFinding(rule: string, severity: Severity, file: string, line: number, message: string, help: string): Finding {
  return { rule: `samples/${rule}`, severity, message, file, line, column: 1, endLine: line, endColumn: 1, help };
}

const bad: Record<'truncated' | 'too-large' | 'invalid-utf8' | 'too-deep' | 'invalid-json' | 'markup', { message: string; help: string }> = {
  truncated: { message: 'The JSON that starts here ends in the middle.', help: 'Save the response again; the records before it count.' },
  'too-large': { message: 'One JSON value that starts here is larger than 64 MB.', help: 'Split it into a list of records, one a line (NDJSON).' },
  'invalid-utf8': { message: 'The record that starts here is not valid UTF-8.', help: 'Save the file as UTF-8; the other records count.' },
  'too-deep': { message: 'The record that starts here is nested deeper than 200 levels.', help: 'Leave the record out; the other records count.' },
  markup: { message: 'This is a web page or XML, not JSON.', help: 'Save the body of a JSON response; a web page often says that the request failed.' },
  'invalid-json': { message: 'This is not valid JSON.', help: 'Mend or leave out the record; the other records count.' },
};

/** The finding for input that cannot be read; it quotes nothing of it. */
export function badInput(kind: keyof typeof bad, file: string, line: number): Finding {
  return sampleFinding(kind, 'error', file, line, bad[kind].message, bad[kind].help);
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'reading it is not permitted'], ['EPERM', 'reading it is not permitted'], ['EISDIR', 'it is a folder'], ['ELOOP', 'its links lead in a circle'], ['ENOENT', 'it is gone'], ['EIO', 'the disk failed'],
]);

/** The finding for an error of the operating system or a refusal, or null when `error` is anything else: then it is a bug, to be thrown on. */
export function unreadable(error: unknown, file: string): Finding | null {
  if (error instanceof UserError) return sampleFinding('unreadable', 'error', file, 1, `${error.message}.`, error.hint);
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
  const reason = code === null ? undefined : reasons.get(code);
  return reason === undefined ? null : sampleFinding('unreadable', 'error', file, 1, `The file cannot be read: ${reason}.`, 'Make it readable or take it out of the samples; the other files count.');
}

import { UserError } from '../model/errors.ts';
import { counted } from '../text/count.ts';
import { wrapText } from '../text/wrap.ts';
import type { Review, ReviewReply } from './exchange.ts';
import { shownValue } from './parse-answer.ts';

const shownFiles = 12;

/** The review page as text: numbered answers, then the files with lines added and removed, then what can be done; `leave` says how one gets off it. */
export function reviewPage(review: Review, columns: number, leave: string = ':b goes back, :q saves and quits'): string {
  const rows = review.answers.map((answer, index) => `  ${index + 1}. ${answer.key}: ${shownValue(answer.value)}${answer.state === 'open' ? ' (left open)' : ''}`);
  const files = review.preview.files;
  const listed = files.slice(0, shownFiles).map(file => `  ${file.path} +${file.added} -${file.removed}`);
  if (files.length > shownFiles) {
    const rest = files.slice(shownFiles);
    const sum = (of: (file: (typeof files)[number]) => number): number => rest.reduce((total, file) => total + of(file), 0);
    listed.push(`  and ${rest.length} more +${sum(file => file.added)} -${sum(file => file.removed)}`);
  }
  const lines = ['', 'Review: your answers', ...rows, files.length === 0 ? 'Nothing would be written: every document is current.' : `To be written: ${counted(files.length, 'file')}`, ...listed, review.verdict, `Enter writes, a number changes that answer, d shows the diff, ${leave}.`];
  return `${wrapText(lines.join('\n'), columns)}\n`;
}

/** One line typed on the review page. Throws UserError for what it does not know. */
export function reviewReply(line: string, review: Review): ReviewReply | 'diff' {
  const text = line.trim().toLowerCase();
  if (text === '' || text === 'y' || text === 'yes' || text === ':w') return { kind: 'write' };
  if (text === 'd' || text === ':d') return 'diff';
  if (text === ':b') return { kind: 'back' };
  if (text === ':q' || text === 'n' || text === 'no') return { kind: 'quit' };
  const key: string | undefined = review.answers[Number(text) - 1]?.key ?? review.answers.find(answer => answer.key === text)?.key;
  if (key === undefined) throw new UserError(`"${line.trim()}" is no number of an answer`, `Enter writes, 1 to ${review.answers.length} changes an answer, d shows the diff, :q saves and quits.`);
  return { kind: 'change', key };
}

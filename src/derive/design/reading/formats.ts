import type { Lexicon } from '../../../model/knowledge.ts';
import { oncePer } from '../../../text/once.ts';
import { anyOf, caseless } from '../../../text/regex.ts';

const patternOf = oncePer((lexicon: Lexicon) => lexicon.formats, ({ formats, files }) => caseless(`(?<!\\p{L})(?:${anyOf(formats)})(?:\\s*(?:,|/|,?\\s(?:or|and))\\s*(?:${anyOf(formats)}))*\\s+(?=(?:files?|${files.map((file) => `${file}s?`).join('|')})(?!\\p{L}))`, 'g'));

/** "PDF or JPEG files" are files: their format names no thing. */
export const withoutFormats = (text: string, lexicon: Lexicon): string => (/\bfile|\bdocument|\bimage|\bphoto|\bpicture|\bscan|\breceipt|\bvideo|\brecording|\battachment/i.test(text) ? text.replace(patternOf(lexicon), '') : text);

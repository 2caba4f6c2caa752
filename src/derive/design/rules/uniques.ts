import { caseless } from '../../../text/regex.ts';

/** "must not accept a bag number twice", "The licence plate must be unique", "no two vans may have the same plate". */
const onceOnly = caseless(String.raw`\b(?:accept|use|take|allow|store|assign|register|enter|save|reuse|issue)s?\s+(?:an?|the|one|any)\s+(?<said>[\p{L}-]+(?:\s[\p{L}-]+){0,2}?)\s+(?:twice|more than once|again|a second time)\b|^(?:the|an?|each|every|all)\s+(?<named>[\p{L}-]+(?:\s[\p{L}-]+){0,2}?)(?:\s+of\s+(?:an?|the|each|every)\s+[\p{L}-]+)?\s+(?:must|shall|should|has to|is)\s+(?:be\s+)?unique\b|^(?<many>[\p{L}-]+(?:\s[\p{L}-]+)?)s\s+(?:must|shall|should|have to|are)\s+(?:be\s+)?unique\b|\bno two\s+[\p{L}-]+\s+(?:(?:may|can|must|shall|should)\s+)?(?:have|share|carry|use)\s+the same\s+(?<same>[\p{L}-]+(?:\s[\p{L}-]+){0,2})`);

/** The value that a sentence lets only one row have; null for any other sentence. */
export function uniqueIn(sentence: string): string | null {
  const groups = onceOnly.exec(sentence.trim())?.groups;
  return (groups?.['said'] ?? groups?.['named'] ?? groups?.['many'] ?? groups?.['same'])?.toLowerCase() ?? null;
}

import type { Lexicon } from '../../../model/knowledge.ts';
import { oncePer } from '../../../text/once.ts';
import { anyOf, caseless } from '../../../text/regex.ts';
import { modal } from './predicates.ts';
import { plural } from './words.ts';

/** "Anyone can report a lost item". */
const anybody = /(^|[.;]\s+)(?:anyone|anybody|everyone|everybody)(?=\s+(?:can|may|must|should|shall|will|is able to|is allowed to)\s)/gi;

/** "Staff at the desk register an item": where the person of a subject is, up to the verb. */
const placed = oncePer((lexicon: Lexicon) => lexicon.people, (lexicon) => caseless(`(^|[.;]\\s+)((?:an?\\s+|the\\s+|each\\s+|every\\s+|all\\s+)?(?:${anyOf(lexicon.people.flatMap((person) => [person, plural(person, lexicon)]).toSorted((a, b) => b.length - a.length))}))\\s+(?:at|behind|from|in|on|of)\\s+(?:the|an?|our|their|each|every)\\s+[\\p{L}-]+\\s+(?=\\p{L}{3,}\\s+(?:an?|the|each|every|all|their|it|them|who|which|new)\\s)`, 'g'));

/** A sentence with the plain person as its subject: whoever "anyone" is, and without the place where somebody stands. */
export function plainSubject(sentence: string, lexicon: Lexicon): string {
  const named = sentence.replace(anybody, '$1A user');
  modal.lastIndex = 0;
  const asked = modal.test(named);
  modal.lastIndex = 0;
  return asked || !/\b(?:at|behind|from|in|on|of)\s/i.test(named) ? named : named.replace(placed(lexicon), '$1$2 ');
}

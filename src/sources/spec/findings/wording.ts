import type { Finding } from '../../../model/finding.ts';
import type { SpecRequirement, SpecSource } from '../../../model/spec.ts';
import { fold, patternLimit, type Words } from '../words.ts';
import { at, nameOf } from './at.ts';

const few = 3;

/** Wording that no test could tell from its opposite, after ISO 29148: vague, without actor, two demands, no outcome. */
export function wording(source: SpecSource, requirement: SpecRequirement, words: Words): Finding[] {
  return [vague(source, requirement, words), noActor(source, requirement, words), twoDemands(source, requirement, words), noOutcome(source, requirement, words)].filter(each => each !== null);
}

function sentences(text: string): string[] {
  return text.slice(0, patternLimit).split(/(?<=[.!?。！？])\s+|(?<=[。！？])/u);
}

/** Vague goals of a text that asks for little else: there is nothing more exact to fall back on. */
export function vagueGoals(source: SpecSource, words: Words): Finding[] {
  if (source.requirements.length + source.stories.length >= few) return [];
  return source.facts.filter(each => each.kind === 'goal').map(each => vague(source, { ...each, id: null }, words)).filter(each => each !== null);
}

/** `spec/vague-word`, unless the same sentence holds a number that says what it means. */
function vague(source: SpecSource, requirement: Pick<SpecRequirement, 'id' | 'text' | 'line' | 'endLine'>, words: Words): Finding | null {
  const hits = sentences(unquoted(requirement.text)).filter(each => !/\d/.test(each)).flatMap(each => words.vague.all(each).map(hit => hit.word));
  const unique = [...new Set(hits.map(word => fold(word)))];
  const [first] = unique;
  if (first === undefined) return null;
  const [instead = ''] = [source.language, 'en'].flatMap(language => [words.rewrites.get(`${language} ${first}`), words.rewrites.get(`${language} *`)]).filter(each => each !== undefined);
  return at(source, requirement, {
    rule: 'spec/vague-word', severity: 'info',
    message: `${nameOf(requirement)} says ${unique.map(word => `"${word}"`).join(', ')}, which no test can tell`,
    help: `In place of "${first}" say ${instead}.`,
  });
}

/** Quoted text is a label or message of the product, not a demand. */
function unquoted(text: string): string {
  return text.replace(/"[^"]{0,200}"|“[^”]{0,200}”|`[^`]{0,200}`|「[^」]{0,200}」/g, '""');
}

/** `spec/no-actor`: the sentence starts with its modal word, or with "it". */
function noActor(source: SpecSource, requirement: SpecRequirement, words: Words): Finding | null {
  const modal = words.modal.first(requirement.text.slice(0, patternLimit));
  if (modal === null || /[^\p{ASCII}]/u.test(modal.word)) return null;
  const subject = requirement.text.slice(0, modal.index).trim();
  const pronoun = words.pronouns.first(subject);
  if (subject !== '' && !(pronoun !== null && pronoun.index === 0 && pronoun.word.length === subject.length)) return null;
  const rest = requirement.text.slice(modal.index);
  return at(source, requirement, {
    rule: 'spec/no-actor', severity: 'info',
    message: `${nameOf(requirement)} does not say who acts`,
    help: `Name the actor, such as "The system ${rest.charAt(0).toLowerCase()}${rest.slice(1, 120)}"`,
  });
}

/** `spec/two-demands`: two modal words in one sentence outside a condition. */
function twoDemands(source: SpecSource, requirement: SpecRequirement, words: Words): Finding | null {
  for (const sentence of sentences(requirement.text)) {
    if (/[:：]/.test(sentence)) continue;
    const modals = words.modal.all(sentence).filter(hit => /^\p{ASCII}+$/u.test(hit.word));
    const [first, second] = modals;
    if (first === undefined || second === undefined) continue;
    const between = sentence.slice(first.index + first.word.length, second.index);
    const join = /[,;]?\s+(?:and|und|y)\s+|;\s+/iu.exec(between);
    if (join === null || words.when.first(between) !== null) continue;
    const cut = first.index + first.word.length + between.lastIndexOf(join[0]);
    const head = sentence.slice(0, cut).trim();
    const tail = sentence.slice(cut + join[0].length).trim();
    const subject = sentence.slice(0, first.index).trim();
    return at(source, requirement, {
      rule: 'spec/two-demands', severity: 'info',
      message: `${nameOf(requirement)} makes two demands in one sentence`,
      help: `Write two: "${head}." and "${words.modal.first(tail)?.index === 0 ? `${subject} ` : ''}${tail.replace(/\.$/, '')}."`,
    });
  }
  return null;
}

/** `spec/no-outcome`: the demand's verb is "support", "handle" ... and nothing says what can be observed. */
function noOutcome(source: SpecSource, requirement: SpecRequirement, words: Words): Finding | null {
  const text = unquoted(requirement.text).slice(0, patternLimit);
  const modal = words.modal.first(text);
  if (modal === null || /[\d":：(]/.test(text) || requirement.kind === 'non-functional') return null;
  const after = text.slice(modal.index + modal.word.length).trimStart();
  const verb = words.hollow.first(after);
  if (verb === null || verb.index !== 0 || after.split(' ').length > 14) return null;
  return at(source, requirement, {
    rule: 'spec/no-outcome', severity: 'info',
    message: `${nameOf(requirement)} says "${verb.word}", and not what can be observed`,
    help: `What does a caller send, and what comes back, when this is done? Write that in place of "${verb.word}".`,
  });
}

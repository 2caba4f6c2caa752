import type { Finding } from '../../../model/finding.ts';
import type { SpecRequirement, SpecSource } from '../../../model/spec.ts';
import { fold, unspaced, type Hit } from '../matcher.ts';
import { patternLimit, type Grammar, type Words } from '../words.ts';
import { at, nameOf } from './at.ts';

const few = 3;

/** Wording that no test could tell from its opposite, after ISO 29148: vague, without actor, two demands, no outcome. */
export function wording(source: SpecSource, requirement: SpecRequirement, words: Words): Finding[] {
  return [vague(source, requirement, words), noActor(source, requirement, words) ?? nobodyDecides(source, requirement, words), twoDemands(source, requirement, words), noOutcome(source, requirement, words)].filter(each => each !== null);
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
  const hits = sentences(unquoted(requirement.text)).filter(each => !/\d/.test(each)).flatMap(each => {
    const said = words.vague.all(each);
    const clear = said.length === 0 ? [] : words.clear.all(each);
    return said.filter(hit => !clear.some(one => one.index <= hit.index && hit.index < one.index + one.word.length)).map(hit => hit.word);
  });
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

/** Quoted text is a label or message of the product, and text in square brackets a question of the author; neither is a demand. */
function unquoted(text: string): string {
  return text.replace(/\[[^\]]{0,200}\]/g, '[]').replace(/"[^"]{0,200}"|“[^”]{0,200}”|`[^`]{0,200}`|「[^」]{0,200}」/g, '""');
}

/** How sentences with this modal word are built; a word of several languages is taken as the document's. */
function grammarOf(modal: Hit, source: SpecSource, words: Words): Grammar | null {
  const known = words.grammars.get(fold(modal.word)) ?? [];
  return known.find(each => each.language === source.language) ?? known[0] ?? null;
}

/** The first modal word of the document's language; one of another language where it has none: "Optional" opens a title in English. */
function modalOf(text: string, source: SpecSource, words: Words): Hit | null {
  const all = words.modal.all(text);
  return all.find(hit => words.grammars.get(fold(hit.word))?.some(each => each.language === source.language)) ?? (/^\p{Lu}/u.test(all[0]?.word ?? '') && all[0]?.index === 0 ? null : (all[0] ?? null));
}

/** True for a script that writes no spaces, where sentences and words are put together without one. */
function isUnspaced(grammar: Grammar): boolean {
  return unspaced.test(grammar.actor);
}

/** `spec/no-actor`: the sentence starts with its modal word, or with "it"; where the modal word ends it, nothing marks who acts. */
function noActor(source: SpecSource, requirement: SpecRequirement, words: Words): Finding | null {
  const text = requirement.text.slice(0, patternLimit);
  const modal = modalOf(text, source, words);
  const grammar = modal === null ? null : grammarOf(modal, source, words);
  // "Must 15, Should 5" counts demands.
  if (modal === null || grammar === null || words.forbids.first(modal.word) !== null || /^\s*[\d:：|]/.test(text.slice(modal.index + modal.word.length))) return null;
  const subject = text.slice(0, modal.index).trim();
  const pronoun = grammar.pronouns.first(subject);
  const marked = grammar.marked && grammar.subjects.first(withoutConditions(subject, words)) !== null;
  const named = grammar.marked ? marked || subject === '' : subject !== '' && !(pronoun !== null && pronoun.index === 0 && pronoun.word.length === subject.length);
  if (named || (subject === '' && isContinued(source, requirement, words))) return null;
  const rest = grammar.marked ? text : requirement.text.slice(modal.index);
  const proposed = isUnspaced(grammar) ? `${grammar.actor}${rest.slice(0, 120)}` : `${grammar.actor} ${rest.charAt(0).toLowerCase()}${rest.slice(1, 120)}`;
  return at(source, requirement, {
    rule: 'spec/no-actor', severity: 'info',
    message: `${nameOf(requirement)} does not say who acts`,
    help: `Name the actor, such as "${proposed}"`,
  });
}

/** Most demands looked back over for the one that names who acts. */
const reach = 20;

/** "The system must take orders" above "Must refuse empty ones": below one heading, line by line, the first names the actor of all. */
function isContinued(source: SpecSource, requirement: SpecRequirement, words: Words): boolean {
  const { requirements } = source;
  let [low, high] = [0, requirements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((requirements[middle]?.line ?? 0) < requirement.line) low = middle + 1;
    else high = middle;
  }
  for (let place = low - 1, line = requirement.line; place >= Math.max(0, low - reach); place--) {
    const before = requirements[place];
    if (before === undefined || before.group === null || before.group !== requirement.group || line - before.endLine > 1) return false;
    const modal = modalOf(before.text.slice(0, patternLimit), source, words);
    if (modal !== null && modal.index > 0) return true;
    line = before.line;
  }
  return false;
}

/** `spec/no-actor`: something is approved or assigned, and the sentence does not say by whom: a person decides it, and the role is open. */
function nobodyDecides(source: SpecSource, requirement: SpecRequirement, words: Words): Finding | null {
  const text = requirement.text.slice(0, patternLimit);
  if (words.decided.first(text) === null) return null;
  for (const { patterns, agents, say, place } of words.asked.toSorted((a, b) => Number(b.language === source.language) - Number(a.language === source.language))) {
    for (const pattern of patterns()) {
      const match = pattern.exec(text);
      const done = match?.indices?.groups?.['done'];
      if (done === undefined) continue;
      if (agents.first(text) !== null) return null;
      const gap = place === 'before' ? done[0] : done[1];
      const space = /\p{Script=Latin}/u.test(say) ? ' ' : '';
      const proposed = place === 'before' ? `${text.slice(0, gap)}${say}${space}${text.slice(gap)}` : `${text.slice(0, gap)}${space}${say}${text.slice(gap)}`;
      return at(source, requirement, {
        rule: 'spec/no-actor', severity: 'info',
        message: `${nameOf(requirement)} does not say who decides`,
        help: `By which role, or by which rule? Such as "${proposed.slice(0, 160)}"`,
      });
    }
  }
  return null;
}

/** The text behind its last condition, whose own subject acts in the condition alone. */
function withoutConditions(text: string, words: Words): string {
  const last = words.when.all(text).at(-1);
  return last === undefined ? text : text.slice(last.index + last.word.length).replace(/^(?:は|には|、)+/u, '');
}

/** `spec/two-demands`: two modal words in one sentence outside a condition, or one that a chaining form shares out to two verbs. */
function twoDemands(source: SpecSource, requirement: SpecRequirement, words: Words): Finding | null {
  for (const sentence of sentences(requirement.text)) {
    if (/[:：]/.test(sentence)) continue;
    const [head, tail] = chained(sentence, source, words) ?? joined(sentence, source, words) ?? twoActs(sentence, source, words) ?? [];
    if (head === undefined || tail === undefined) continue;
    return at(source, requirement, {
      rule: 'spec/two-demands', severity: 'info',
      message: `${nameOf(requirement)} makes two demands in one sentence`,
      help: `Write two: "${head}" and "${tail}"`,
    });
  }
  return null;
}

function joined(sentence: string, source: SpecSource, words: Words): [string, string] | null {
  const [first, ...more] = words.modal.all(sentence);
  const grammar = first === undefined ? null : grammarOf(first, source, words);
  // "Notes and optional photos": a modal word of another language is an adjective here.
  const second = more.find(hit => words.grammars.get(fold(hit.word))?.some(each => each.language === grammar?.language));
  if (first === undefined || second === undefined || grammar === null) return null;
  const from = first.index + first.word.length;
  const between = sentence.slice(from, second.index);
  // A semicolon parts two sentences, an "and" behind it joins what the second is about.
  const join = between.includes(';') ? { word: ';', index: between.lastIndexOf(';') } : grammar.joins.all(between).at(-1);
  if (join === undefined || words.when.first(between) !== null) return null;
  const stop = isUnspaced(grammar) ? '。' : '.';
  const space = isUnspaced(grammar) ? '' : ' ';
  const head = sentence.slice(0, from + join.index).trim().replace(/[,;，、；]$/u, '');
  const tail = sentence.slice(from + join.index + join.word.length).trim().replace(/[.。]$/u, '');
  const subject = sentence.slice(0, first.index).trim();
  return [head + stop, `${words.modal.first(tail)?.index === 0 && subject !== '' ? subject + space : ''}${tail}${stop}`];
}

/** "The system saves it and at once sends a mail", where one ending makes both verbs a demand. */
function chained(sentence: string, source: SpecSource, words: Words): [string, string] | null {
  const modal = words.modal.all(sentence).at(-1);
  const grammar = modal === undefined ? null : grammarOf(modal, source, words);
  const link = grammar?.chains.find.first(sentence) ?? null;
  if (modal === undefined || grammar === null || link === null || link.index > modal.index) return null;
  const before = sentence.slice(0, link.index);
  const subject = grammar.subjects.first(before);
  const lead = subject === null ? '' : before.slice(0, subject.index + subject.word.length);
  const tail = sentence.slice(link.index + link.word.length).replace(/[.。]$/u, '');
  return [`${before}${grammar.chains.ends.get(link.word) ?? ''}。`, `${grammar.subjects.first(tail) === null ? lead : ''}${tail}。`];
}

/**
 * Two deeds of different reach under one modal word: what is kept, who is told, what is paid. "Store the vote and send a mail" is tested and
 * may fail apart; "validate and store the vote" and "store the vote and return its id" are one step.
 */
function twoActs(sentence: string, source: SpecSource, words: Words): [string, string] | null {
  const modal = words.modal.first(sentence);
  for (const grammar of words.chaining.get(source.language) ?? []) {
    const hits = (['keep', 'tell', 'pay'] as const).flatMap(reach => grammar.acts[reach].all(sentence).map(hit => ({ ...hit, reach }))).toSorted((a, b) => a.index - b.index);
    for (const [place, second] of hits.entries()) {
      for (const first of hits.slice(0, place)) {
        const split = first.reach === second.reach ? null : grammar.split(sentence, first, second, modal);
        if (split !== null) return split;
      }
    }
  }
  return null;
}

/** `spec/no-outcome`: the demand's verb is "support", "handle" ... and nothing says what can be observed. */
function noOutcome(source: SpecSource, requirement: SpecRequirement, words: Words): Finding | null {
  const text = unquoted(requirement.text).slice(0, patternLimit);
  const modal = modalOf(text, source, words);
  const grammar = modal === null ? null : grammarOf(modal, source, words);
  // "Exports should support CSV and PDF": what is named can be asked for.
  if ((text.match(/(?<![\p{L}\p{N}])\p{Lu}[\p{Lu}\p{N}]+(?![\p{L}\p{N}])/gu) ?? []).length > 1) return null;
  if (modal === null || grammar === null || /[\d":：(（]/.test(text) || requirement.kind === 'non-functional') return null;
  // What can be observed is told by the scenarios of a requirement as well as by its own words.
  const own = [requirement.id, requirement.group].filter(each => each !== null);
  if (source.scenarios.some(each => each.requirement !== null && own.includes(each.requirement) && each.text !== requirement.text && (each.given.length > 0 || each.when.length > 0))) return null;
  const verb = hollowVerb(text, modal, grammar);
  const said = verb ?? mereState(text, modal, words);
  if (said === null) return null;
  return at(source, requirement, {
    rule: 'spec/no-outcome', severity: 'info',
    message: `${nameOf(requirement)} says "${said}", and not what can be observed`,
    help: verb === null ? `What would show that it is not "${said}"? Write the check that fails then, with its number or state.` : `What does a caller send, and what comes back, when this is done? Write that in place of "${said}".`,
  });
}

const longest = { words: 14, letters: 40 };

/** "must be secure": an adjective at the end of the sentence is all it asks for. */
function mereState(text: string, modal: Hit, words: Words): string | null {
  const after = text.slice(modal.index + modal.word.length);
  if (after.split(' ').length > 8) return null;
  const hit = words.states.all(after).at(-1);
  if (hit === undefined) return null;
  return /^[\s.!。]*(?:\p{L}{2,5}[.!]?)?$/u.test(after.slice(hit.index + hit.word.length)) ? hit.word : null;
}

function hollowVerb(text: string, modal: Hit, grammar: Grammar): string | null {
  const after = text.slice(modal.index + modal.word.length).trim();
  const said = grammar.verb === 'before' ? text.slice(0, modal.index).trim() : after;
  if (isUnspaced(grammar) ? said.length > longest.letters : said.split(' ').length > longest.words) return null;
  if (grammar.verb === 'after') {
    const verb = grammar.hollow.first(after);
    return verb?.index === 0 ? verb.word : null;
  }
  const tail = (part: string): string => grammar.tails.find(each => part.endsWith(each) && (isUnspaced(grammar) || part.endsWith(` ${each}`))) ?? '';
  const bare = said.replace(/[.。!]$/u, '');
  const stem = bare.slice(0, bare.length - tail(bare).length).trim();
  const last = grammar.hollow.all(stem).at(-1);
  return last !== undefined && last.index + last.word.length === stem.length ? last.word : null;
}

import type { SpecLine, SpecRequirement } from '../../model/spec.ts';
import type { Draft } from './context.ts';
import { plain } from './matcher.ts';
import { patternLimit, type Words } from './words.ts';

export type Backend = SpecRequirement['backend'];

/** What the whole document says about its product; decided once, since one sentence seldom names it. */
export interface Nature {
  /** What the product is when it is no backend, and the word that tells. */
  is: 'tool' | 'authoring' | 'screen' | 'local' | null;
  sign: string;
}

/** Share of the demands that may need a server although the document says it has none. */
const remoteShare = 0.2;

/**
 * What a document says by itself: that it runs without a server, and where it says so. Null where nothing says it, or where too many demands need a
 * server all the same.
 */
export function withoutServer(said: readonly SpecLine[], demands: readonly string[], words: Words): Nature | null {
  for (const { text, line } of said) {
    const hit = words.without.map(pattern => pattern.exec(plain(text.slice(0, patternLimit)))).find(each => each !== null);
    if (hit == null) continue;
    if (said.some(each => isServed(plain(each.text.slice(0, patternLimit)), words))) return null;
    const remote = demands.filter(each => isRemote(each, words)).length;
    return demands.length === 0 || remote > demands.length * remoteShare ? null : { is: 'local', sign: `${hit[0].trim()}", line ${line}` };
  }
  return null;
}

/** "Backend: Minimal APIs": a line that names a server, and does not say that there is none. */
function isServed(text: string, words: Words): boolean {
  return words.served.some(pattern => pattern.test(text)) && !words.without.some(pattern => pattern.test(text));
}

/** A demand that needs a server of the product: it speaks of one and does not deny it. */
function isRemote(demand: string, words: Words): boolean {
  const text = demand.slice(0, patternLimit);
  return words.remote.first(text) !== null && words.negations.first(text) === null && !words.without.some(pattern => pattern.test(plain(text)));
}

const share = 0.5;
/** The share where the title says it, too; then hardly any demand may speak of data. */
const titledShare = 0.25;
const stray = 0.2;

/**
 * A document is about a tool, about writing documents or about what a screen looks like when at least half of its demands speak of it, and
 * fewer of a backend; a quarter is enough where its title does as well.
 */
export function natureOf(texts: string[], title: string, words: Words): Nature {
  const count = (kind: 'tool' | 'authoring' | 'screen'): { kind: typeof kind; hits: number; sign: string } => {
    // Skills, templates and flags are things of many products: they tell only beside a sign that is none.
    if (![title, ...texts].some(text => words.clearly[kind].first(text.slice(0, patternLimit)) !== null)) return { kind, hits: 0, sign: '' };
    const hits = texts.map(text => words.backend[kind].first(text.slice(0, patternLimit))).filter(hit => hit !== null);
    return { kind, hits: hits.length, sign: hits[0]?.word ?? '' };
  };
  const [top] = [count('tool'), count('authoring'), count('screen')].toSorted((a, b) => b.hits - a.hits);
  const server = texts.filter(text => serverSide(text, words)).length;
  if (texts.length === 0 || top === undefined || server > top.hits / 3) return { is: null, sign: '' };
  const { kind } = top;
  const data = texts.filter(text => words.backend.work.first(text.slice(0, patternLimit)) !== null && words.backend[kind].first(text.slice(0, patternLimit)) === null).length;
  const titled = words.backend[kind].first(title);
  const enough = top.hits >= texts.length * share && (kind !== 'screen' || data <= texts.length * stray);
  const named = titled !== null && top.hits >= texts.length * titledShare && data <= texts.length * stray;
  return enough || named ? { is: kind, sign: titled?.word ?? top.sign } : { is: null, sign: '' };
}

function serverSide(text: string, words: Words): boolean {
  const sentence = text.slice(0, patternLimit);
  return words.backend.server.first(sentence) !== null && words.backend.tool.first(sentence) === null && words.backend.authoring.first(sentence) === null;
}

/** Whether a backend has something to do for one requirement, and why, in words for a person. */
export function isBackendWork(requirement: Pick<Draft, 'text' | 'group'>, nature: Nature, words: Words): Backend {
  const text = requirement.text.slice(0, patternLimit);
  const work = words.backend.work.first(text);
  if (nature.is === 'local') {
    return isRemote(text, words) ? { is: true, reason: `needs a server though the document says there is none ("${words.remote.first(text)?.word ?? ''}")` } : { is: false, reason: `the document says it has no server ("${nature.sign})` };
  }
  if (nature.is !== null && !serverSide(text, words)) {
    const sign = words.backend[nature.is].first(text)?.word ?? words.backend[nature.is].first(requirement.group ?? '')?.word ?? nature.sign;
    if (nature.is === 'screen') return work === null || words.backend.screen.first(text) !== null ? { is: false, reason: `behaviour of the screen only ("${sign}")` } : { is: true, reason: `speaks of data or a service ("${work.word}")` };
    return { is: false, reason: nature.is === 'tool' ? `part of a command-line tool ("${sign}")` : `about writing documents ("${sign}")` };
  }
  const screen = words.backend.screen.first(text);
  if (screen !== null && work === null) return { is: false, reason: `behaviour of the screen only ("${screen.word}")` };
  return { is: true, reason: work === null ? 'nothing in it speaks against a backend' : `speaks of data or a service ("${work.word}")` };
}

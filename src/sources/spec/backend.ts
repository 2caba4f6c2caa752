import type { SpecRequirement } from '../../model/spec.ts';
import type { Draft } from './context.ts';
import { patternLimit, type Words } from './words.ts';

export type Backend = SpecRequirement['backend'];

/** What the whole document says about its product; decided once, since one sentence seldom names it. */
export interface Nature {
  /** What the product is when it is no backend, and the word that tells. */
  is: 'tool' | 'authoring' | null;
  sign: string;
}

const share = 0.5;

/** A document is about a tool or about writing documents when at least half of its demands speak of it, and fewer of a backend. */
export function natureOf(texts: string[], words: Words): Nature {
  const count = (kind: 'work' | 'tool' | 'authoring'): { kind: typeof kind; hits: number; sign: string } => {
    const hits = texts.map(text => words.backend[kind].first(text.slice(0, patternLimit))).filter(hit => hit !== null);
    return { kind, hits: hits.length, sign: hits[0]?.word ?? '' };
  };
  const [tool, authoring] = [count('tool'), count('authoring')];
  const top = tool.hits >= authoring.hits ? tool : authoring;
  const server = texts.filter(text => serverSide(text, words)).length;
  if (texts.length === 0 || top.hits < texts.length * share || server > top.hits / 3) return { is: null, sign: '' };
  return { is: top.kind === 'tool' ? 'tool' : 'authoring', sign: top.sign };
}

function serverSide(text: string, words: Words): boolean {
  const sentence = text.slice(0, patternLimit);
  return words.backend.server.first(sentence) !== null && words.backend.tool.first(sentence) === null && words.backend.authoring.first(sentence) === null;
}

/** Whether a backend has something to do for one requirement, and why, in words for a person. */
export function isBackendWork(requirement: Pick<Draft, 'text' | 'group'>, nature: Nature, words: Words): Backend {
  const text = requirement.text.slice(0, patternLimit);
  const work = words.backend.work.first(text);
  if (nature.is !== null && !serverSide(text, words)) {
    const sign = words.backend[nature.is].first(text)?.word ?? words.backend[nature.is].first(requirement.group ?? '')?.word ?? nature.sign;
    return { is: false, reason: nature.is === 'tool' ? `part of a command-line tool ("${sign}")` : `about writing documents ("${sign}")` };
  }
  const screen = words.backend.screen.first(text);
  if (screen !== null && work === null) return { is: false, reason: `behaviour of the screen only ("${screen.word}")` };
  return { is: true, reason: work === null ? 'nothing in it speaks against a backend' : `speaks of data or a service ("${work.word}")` };
}

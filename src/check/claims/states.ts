import type { Judge } from './claim.ts';
import { denied } from './contracts.ts';

const spaced = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
const loose = (value: string): string => value.replace(/[_-]/g, '[ _-]');

/** "A cancelled appointment can be confirmed": a move between states that the plan does not have. */
export const states: Judge = ({ text }, { plan, words }) => {
  if (denied.test(text) || words.supposes.test(text) || words.aside.test(text)) return null;
  for (const { name, states: known } of plan.models) {
    if (known === null || known.moves.length === 0) continue;
    const value = `(${known.values.map(loose).join('|')})`;
    const noun = loose(spaced(name).replaceAll(' ', '_'));
    const match = new RegExp(String.raw`\b${value} ${noun}s?\b[^.]*?\b(?:can|may|is|are|gets?|becomes?|turns?|goes|moves?)\b[^.]*?\b${value}\b`, 'i').exec(text)
      ?? new RegExp(String.raw`\b${noun}s?\b[^.]*?\bfrom ${value} (?:back )?(?:straight |directly )?to ${value}\b`, 'i').exec(text);
    if (match === null) continue;
    const [from, to] = [match[1], match[2]].map(said => known.values.find(each => new RegExp(`^${loose(each)}$`, 'i').test(said ?? '')));
    if (from === undefined || to === undefined || from === to || known.moves.some(move => move.from === from && move.to === to)) continue;
    return `The plan has no move of ${name} from ${from} to ${to}.`;
  }
  return null;
};

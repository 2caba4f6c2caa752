import type { Finding } from '../../../model/finding.ts';
import type { SpecRequirement, SpecSource } from '../../../model/spec.ts';
import type { Hit, Matcher } from '../matcher.ts';
import { patternLimit, type Words } from '../words.ts';
import { at, nameOf } from './at.ts';
import { conceptsOf } from './quantities.ts';

/** One demand of one document. */
export interface Demand {
  source: SpecSource;
  requirement: SpecRequirement;
}

/**
 * `spec/contradictory-demands`: two demands in the same words, or of the same meaning, of which one is negated, or of which one holds for all and the other for some
 * alone. Only what is left once such words are taken out is compared, and it must be the same, so that a near miss is never a finding.
 * With `apart`, pairs within one document are left to its own reading.
 */
export function contradictoryDemands(demands: readonly Demand[], words: Words, apart: boolean): Finding[] {
  const positive = new Map<string, Demand>();
  const negative = new Map<string, Demand>();
  const everyone = new Map<string, Demand>();
  const few = new Map<string, Demand>();
  const found: Finding[] = [];
  const meet = (demand: Demand, key: string, own: Map<string, Demand>, others: Map<string, Demand>): boolean => {
    const other = others.get(key);
    const opposite = other !== undefined && (!apart || other.source !== demand.source);
    if (opposite) found.push(finding(other, demand));
    if (!own.has(key)) own.set(key, demand);
    return opposite;
  };
  for (const demand of demands) {
    const text = demand.requirement.text.slice(0, patternLimit);
    const modal = words.modal.first(text) ?? words.capability.first(text);
    const negations = words.negations.all(text);
    if ((modal === null && negations.length === 0) || negations.length > 1) continue;
    const whole = core(text, [words.negations, words.modal, words.fillers]);
    const [own, others] = negations.length === 1 ? [negative, positive] : [positive, negative];
    const met = whole !== '' && meet(demand, whole, own, others);
    const meant = met ? '' : meaning(demand, negations, words);
    if (meant !== '') meet(demand, meant, own, others);
    if (modal === null || negations.length > 0) continue;
    const subject = text.slice(0, modal.index);
    const asked = core(text.slice(modal.index), [words.modal, words.fillers]);
    if (asked === '' || asked.split(' ').length < 2) continue;
    const [all, only] = [starts(words.everyone.first(subject)), starts(words.only.first(subject))];
    if (all !== only) meet(demand, asked, all ? everyone : few, all ? few : everyone);
  }
  return found;
}

/** What a demand is about in whatever order and voice: "Users can delete their account", "Accounts are never deleted". Empty where too little is left, or a number. */
function meaning({ source, requirement }: Demand, negations: readonly Hit[], words: Words): string {
  const text = requirement.text.slice(0, patternLimit);
  if (/\d/.test(text) || words.when.first(text) !== null || words.only.first(text) !== null) return '';
  let rest = text;
  for (const hit of [...negations, ...words.modal.all(text)].toSorted((a, b) => b.index - a.index)) rest = `${rest.slice(0, hit.index)} ${rest.slice(hit.index + hit.word.length)}`;
  const concepts = [...conceptsOf(rest, [], words.amounts(source.language))];
  return concepts.length < 2 ? '' : `meant ${concepts.toSorted().join(' ')}`;
}

function starts(hit: Hit | null): boolean {
  return hit !== null && hit.index === 0;
}

/** The words that are left without those of the lists, in order, plural endings off. */
function core(text: string, without: Matcher[]): string {
  let rest = text;
  for (const matcher of without) for (const hit of matcher.all(rest).toReversed()) rest = `${rest.slice(0, hit.index)} ${rest.slice(hit.index + hit.word.length)}`;
  return (rest.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(word => (word.length > 3 ? word.replace(/s$/, '') : word)).join(' ');
}

function finding(first: Demand, second: Demand): Finding {
  const place = ({ source, requirement }: Demand): string => (first.source === second.source ? `line ${requirement.line}` : `${source.path}:${requirement.line}`);
  return at(second.source, second.requirement, {
    rule: 'spec/contradictory-demands', severity: 'warning',
    message: `${nameOf(second.requirement)} (${place(second)}) and ${nameOf(first.requirement)} (${place(first)}) ask for opposite things`,
    help: `Which holds: "${first.requirement.text.slice(0, 160)}" or "${second.requirement.text.slice(0, 160)}"?`,
  });
}

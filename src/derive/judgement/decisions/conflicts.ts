import { escapeRegExp } from '../../../text/regex.ts';
import type { Decision, Requirement } from '../../../model/plan/index.ts';
import type { Source } from '../../../model/source.ts';
import { shortHash } from '../../../text/hash.ts';
import { slugify } from '../../../text/slug.ts';
import { casesOf } from '../../design/reading/cases.ts';
import { sentencesOf } from '../../design/reading/counts.ts';
import { holds } from '../../design/reading/words.ts';
import { answerPairs } from '../../answer-lines.ts';
import type { Ground } from '../ground.ts';
import { count, shorten, some } from '../numbers.ts';
import { capital } from '../../../text/capital.ts';
import { decide, option, type Proposal } from './decision.ts';

type Side = { text: string; requirement: Requirement | null };
type Conflict = { key: string; question: string; sides: [Side, Side]; reason: string; sources: Source[] };

const most = 8;

/** Statements of the spec that cannot both hold, each pair as a decision; the plan is derived from both until a person chooses. */
export function conflictDecisions(ground: Ground): Decision[] {
  return conflictsOf(ground).map((conflict) => {
    const kept = keptSide(ground, conflict);
    return decide(ground, proposalOf(conflict, ground), kept === null ? undefined : ground.input.answers.answers.conflicts, kept);
  });
}

/** Conflicts that a person has settled: each decision with its answer, and the requirements that lose, with the reason. */
export function settledConflicts(ground: Ground): { decisions: Decision[]; dropped: Map<string, string> } {
  const settled = conflictsOf(ground).filter((conflict) => keptSide(ground, conflict) !== null);
  const dropped = new Map<string, string>();
  for (const conflict of settled) {
    const kept = keptSide(ground, conflict);
    const loser = conflict.sides[kept === 'A' ? 1 : 0].requirement;
    const winner = conflict.sides[kept === 'A' ? 0 : 1].requirement;
    if (loser !== null && loser.id !== winner?.id) dropped.set(loser.id, `\`${idOf(conflict)}\`: ${winner === null ? 'the other line' : `\`${winner.id}\``} holds`);
  }
  const ids = new Set(settled.map(idOf));
  return { decisions: conflictDecisions(ground).filter((decision) => ids.has(decision.id)), dropped };
}

function conflictsOf(ground: Ground): Conflict[] {
  const found = [...numberConflicts(ground), ...modalConflicts(ground), ...audienceConflicts(ground), ...outsideConflicts(ground), ...answerConflicts(ground)];
  return [...new Map(found.map((conflict) => [conflict.key, conflict])).values()].slice(0, most);
}

const idOf = (conflict: Conflict): string => `DEC-conflict-${conflict.key}`;

/** `DEC-conflict-fr-001-fr-002=A`: the option a person keeps, null while nobody has chosen. */
function keptSide(ground: Ground, conflict: Conflict): 'A' | 'B' | null {
  const answer = ground.input.answers.answers.conflicts;
  if (answer?.state !== 'answered') return null;
  const said = answerPairs(answer.value).find(([id]) => id.replaceAll('`', '').toLowerCase() === idOf(conflict).toLowerCase())?.[1].toUpperCase();
  return said === 'A' || said === 'B' ? said : null;
}

function proposalOf(conflict: Conflict, ground: Ground): Proposal {
  return {
    id: idOf(conflict), rule: 'spec-conflict', question: conflict.question, asks: 'conflicts', owner: 'product owner', needed: 'GATE-0',
    options: [option('A', said(conflict.sides[0]), effect(conflict.sides[1], ground), '0 USD', 'yes, before its first task'), option('B', said(conflict.sides[1]), effect(conflict.sides[0], ground), '0 USD', 'yes, before its first task')],
    recommended: 'A', recommendation: 'take one line out of the spec; the plan follows with the next run.', default: null, opens: true, blocking: false, reason: conflict.reason, facts: [], sources: conflict.sources, touches: [], confidence: 0.5,
  };
}

function said(side: Side): string {
  return `${side.requirement === null ? '' : `\`${side.requirement.id}\` `}${shorten(side.text, 110)}`;
}

/** What leaves the plan with the other side. */
function effect(dropped: Side, ground: Ground): string {
  const { requirement } = dropped;
  if (requirement === null) return 'the criterion of the other line goes';
  const routes = ground.design.routes.filter((route) => route.requirements.length === 1 && route.requirements[0] === requirement.id);
  const jobs = ground.design.jobs.filter((job) => job.requirements.length === 1 && job.requirements[0] === requirement.id);
  const gone = [...routes.map((route) => route.id), ...jobs.map((job) => job.id)];
  return gone.length === 0 ? `\`${requirement.id}\` goes, no route or job with it` : `\`${requirement.id}\` goes with ${some(gone, 2)}`;
}

function keyOf(a: Requirement | null, b: Requirement | null, text: string): string {
  return a === null || b === null ? shortHash(text, 6) : [a.id, b.id].map((id) => slugify(id)).toSorted().join('-');
}

function pair(a: Requirement, b: Requirement, question: string, reason: string): Conflict {
  return { key: keyOf(a, b, ''), question, sides: [{ text: a.text, requirement: a }, { text: b.text, requirement: b }], reason, sources: [...a.sources.slice(0, 1), ...b.sources.slice(0, 1)] };
}

/** Pairs the spec reader found: other numbers for one thing, one line asked for and out of scope. Looked up by id and text, since a long spec may hold a thousand. */
function numberConflicts(ground: Ground): Conflict[] {
  const rules = new Set(['spec/contradictory-numbers', 'spec/contradictory-demands', 'spec/scope-conflict', 'spec/conflicting-requirement']);
  const requirements = live(ground);
  const byId = new Map(requirements.map((one) => [one.id, one]));
  const byText = new Map(requirements.toReversed().map((one) => [one.text, one]));
  const side = (text: string): Side => ({ text, requirement: byText.get(text) ?? requirements.find((one) => one.text.includes(text) || text.includes(one.text)) ?? null });
  const unique = new Map<string, Conflict>();
  for (const finding of ground.input.facts.findings) {
    if (!rules.has(finding.rule)) continue;
    const quotes = [...finding.help.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? '');
    const named = [...new Set(finding.message.match(/[\p{L}\p{N}_][\p{L}\p{N}_.-]*[\p{L}\p{N}_]/gu) ?? [])].flatMap((word) => byId.get(word) ?? []);
    const first = quotes[0] === undefined ? { text: named[0]?.text ?? finding.message, requirement: named[0] ?? null } : side(quotes[0]);
    const second = quotes[1] === undefined ? { text: named[1]?.text ?? 'take it out of the scope', requirement: named[1] ?? null } : side(quotes[1]);
    const key = keyOf(first.requirement, second.requirement, `${first.text}${second.text}`);
    unique.set(key, { key, question: `${capital(coded(finding.message.replace(/\.$/, ''), named.map((one) => one.id)))}. Which holds?`, sides: [first, second], reason: `found in line ${finding.line}`, sources: finding.file === null ? [] : [{ kind: 'spec', path: finding.file, line: finding.line, endLine: finding.endLine, id: null }] });
    if (unique.size === most) break;
  }
  return [...unique.values()];
}

/** Ids in plain text as code. */
function coded(text: string, ids: string[]): string {
  return ids.reduce((out, id) => out.replace(new RegExp(`(?<![\\w\`-])${escapeRegExp(id)}(?![\\w\`-])`, 'g'), `\`${id}\``), text);
}

function live(ground: Ground): Requirement[] {
  return ground.design.requirements.filter((one) => one.rejected === null);
}

/** One may do what another may not: same resource, same operation, one of them negated. */
function modalConflicts(ground: Ground): Conflict[] {
  const rows = live(ground).flatMap((requirement) => requirement.readings.filter((reading) => reading.resource !== null && reading.operation !== 'none').map((reading) => ({ requirement, reading })));
  const { bounds, limits: { negated } } = ground.input.knowledge.lexicon;
  // "An organiser cannot publish an event before every skill has a fixer" bounds the act, it does not forbid it.
  const bounded = (text: string): boolean => {
    const bans = sentencesOf(text).filter((sentence) => negated.some((word) => holds(sentence, word)));
    return bans.length > 0 && bans.every((sentence) => bounds.some((word) => holds(sentence, word)));
  };
  return rows.filter((row) => row.reading.negated && !bounded(row.requirement.text)).flatMap((forbidden) => {
    const allowed = rows.find((row) => !row.reading.negated && row.reading.resource === forbidden.reading.resource && row.reading.operation === forbidden.reading.operation && (row.reading.actor === forbidden.reading.actor || forbidden.reading.actor === 'system') && row.requirement !== forbidden.requirement && forbidden.reading.operation !== 'event');
    return allowed === undefined ? [] : [pair(forbidden.requirement, allowed.requirement, `\`${forbidden.requirement.id}\` forbids what \`${allowed.requirement.id}\` allows (${forbidden.reading.operation} ${forbidden.reading.resource ?? ''}). Which holds?`, 'one of them is negated')];
  });
}

/** "visible to the patient only" against a list another role reads. */
function audienceConflicts(ground: Ground): Conflict[] {
  return live(ground).flatMap((requirement) => {
    const match = /\b(?:visible|seen|shown|readable|accessible)\s+(?:only\s+)?(?:to|by)\s+(?:the\s+)?([a-z]+)s?(?:\s+only)?/i.exec(requirement.text);
    if (match?.[1] === undefined || !/\bonly\b/i.test(requirement.text)) return [];
    const audience = match[1].toLowerCase();
    const other = live(ground).find((one) => one !== requirement && one.readings.some((reading) => (reading.operation === 'list' || reading.operation === 'get') && reading.actor !== null && !audience.startsWith(reading.actor.toLowerCase()) && reading.actor !== 'system' && reading.resource !== null && new RegExp(`\\b${reading.resource}s?\\b`, 'i').test(requirement.text)));
    return other === undefined ? [] : [pair(requirement, other, `\`${requirement.id}\` shows it to the ${audience} only, \`${other.id}\` to somebody else. Which holds?`, 'two audiences for one resource')];
  });
}

/** No third party, yet the plan calls one with that data. */
function outsideConflicts(ground: Ground): Conflict[] {
  const [caller] = ground.design.jobs.filter((job) => job.calls.some((id) => ground.methods.get(id)?.call !== null && ground.methods.get(id) !== undefined) && job.ai);
  if (caller === undefined) return [];
  const cases = casesOf(ground.input.knowledge.languages);
  return live(ground).filter((one) => cases(one.text, 'outside') && cases(one.text, 'negates')).flatMap((requirement) => {
    const asking = live(ground).find((one) => caller.requirements.includes(one.id));
    return asking === undefined || asking === requirement ? [] : [pair(requirement, asking, `\`${requirement.id}\` forbids third parties, \`${caller.id}\` of \`${asking.id}\` calls one (${count(caller.calls.length, 'call')}). Which holds?`, 'a language model on another host is a third party')];
  });
}

/** An AI result inside the answer, although it takes longer than a short operation may. */
function answerConflicts(ground: Ground): Conflict[] {
  const [job] = ground.aiJobs;
  if (job === undefined) return [];
  const asking = live(ground).find((one) => job.requirements.includes(one.id));
  const cases = casesOf(ground.input.knowledge.languages);
  return live(ground).filter((one) => one !== asking && cases(one.text, 'model') && cases(one.text, 'within')).flatMap((requirement) => {
    const speed = live(ground).find((one) => one !== requirement && one.kind === 'non-functional' && cases(one.text, 'seconds') && cases(one.text, 'calls'));
    return speed === undefined ? [] : [pair(requirement, speed, `\`${requirement.id}\` waits for \`${job.id}\` inside the answer, \`${speed.id}\` sets a limit below its ${ground.input.profile.nfrDefaults['ai-p95-s']} s. Which holds?`, 'a model call is slower than a short operation may be')];
  });
}

import type { Finding } from '../../model/finding.ts';
import type { OpenQuestion } from '../../model/plan/index.ts';
import type { Source } from '../../model/source.ts';
import { shortIds } from '../../text/hash.ts';
import type { DeriveInput } from '../input.ts';

/** Questions from findings a plan can hold before nobody reads them; the command prints every finding. */
const most = 8;

/** Findings about a demand that cannot be planned as it is written: it contradicts another, or the samples, or nobody can observe it. */
const asks = /^(?:spec\/(?:contradictory-numbers|contradictory-demands|conflicting-requirement|scope-conflict|no-actor|no-outcome)|agree\/.*)$/;

/** What the spec itself leaves open, then what its findings ask, warnings first. No invented answer: each question has an owner. */
export function openQuestionsOf(input: DeriveInput): OpenQuestion[] {
  const written = input.facts.specs.flatMap((spec) => spec.openQuestions.map((line) => ({ text: line.text, source: at(spec.path, line.line, line.endLine) })));
  const rank = (finding: Finding): number => (finding.severity === 'info' ? 1 : 0);
  const found = input.facts.findings
    .filter((finding) => asks.test(finding.rule) && finding.file !== null && input.facts.specs.some((spec) => spec.path === finding.file))
    .filter((finding) => finding.severity !== 'info' || /no-actor|no-outcome/.test(finding.rule))
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, most)
    .map((finding) => ({ text: `${finding.message.replace(/[.?]$/, '')}. ${finding.help}`, source: at(finding.file ?? '', finding.line, finding.endLine) }));
  const all = [...written, ...found].filter((question, index, list) => list.findIndex((other) => other.text === question.text) === index);
  const ids = shortIds('Q-', all.map((question) => question.text));
  return all.map(({ text, source }) => ({ id: ids.get(text) ?? 'Q-', sources: [source], origin: 'spec', confidence: 0.5, status: 'new', text, owner: 'Product owner', needed: 'GATE-1', assumed: null }));
}

function at(path: string, line: number, endLine: number): Source {
  return { kind: 'spec', path, line, endLine, id: null };
}

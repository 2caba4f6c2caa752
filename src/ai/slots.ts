import type { Plan } from '../model/plan/index.ts';
import type { Slot } from '../model/proposal.ts';
import { fingerprint } from '../text/hash.ts';

/** Operations that keep rows: a noun of theirs that no model holds is one the rules were unsure of. */
const keeping = new Set(['create', 'list', 'get', 'search', 'update', 'delete']);
const mostReadings = 8;

/** Marked places of the plan that hold no decided draft, then the nouns its rules could not place. */
export function slotsOf(plan: Plan): Slot[] {
  const prose = plan.words
    .filter(words => words.taken === null && !words.refused)
    .map((words): Slot => ({ slot: words.slot, kind: words.slot.startsWith('rewrite/') ? 'rewrite' : 'prose', ask: words.ask, derived: words.derived, material: words.material, choices: null, maxChars: words.maxChars, decides: false, evidence: words.evidence }));
  return [...prose, ...readings(plan)];
}

function readings(plan: Plan): Slot[] {
  const models = plan.models.filter(model => model.kind === 'core' || model.kind === 'embedded').map(model => model.id);
  const unsure = new Map<string, string>();
  for (const requirement of plan.requirements) {
    if (requirement.rejected !== null || requirement.deferred !== null) continue;
    for (const reading of requirement.readings) if (reading.noun !== null && reading.resource === null && keeping.has(reading.operation) && !unsure.has(reading.noun)) unsure.set(reading.noun, requirement.text);
  }
  return [...unsure].slice(0, mostReadings).map(([noun, text]) => ({
    slot: `reading/${noun}`,
    kind: 'reading',
    ask: `Which model does "${noun}" mean here? "none" when it is nothing that is stored.`,
    derived: 'none',
    material: [text],
    choices: [...models, 'none'],
    maxChars: 80,
    decides: true,
    evidence: fingerprint(`${noun}\n${text}\n${models.join(' ')}`),
  }));
}

import type { Judgement, Risk, Work } from '../../model/plan/index.ts';

/** Risks and decisions with the task that works on them, gates that exist, and screens at the gate where their last route is real. */
export function linked(judgement: Judgement, work: Work): Judgement {
  const taskFor = (id: string) => work.tasks.find((task) => task.for.includes(id))?.id ?? null;
  const gate = gateFitter(work);
  return {
    ...judgement,
    decisions: judgement.decisions.map((decision) => ({ ...decision, task: decision.task ?? taskFor(decision.id), needed: gate(decision.needed) })),
    risks: judgement.risks.map((risk) => withReview({ ...risk, task: risk.task ?? taskFor(risk.id), review: gate(risk.review) }, work)),
    screens: judgement.screens.map((screen) => ({ ...screen, gate: gateOfRoutes(screen.routes, work) ?? gate(screen.gate) })),
  };
}

/** A risk is reviewed where its mitigation is proved: not before the gate of the phase its task is done in. */
function withReview(risk: Risk, work: Work): Risk {
  const task = work.tasks.find((one) => one.id === risk.task);
  const home = work.packages.find((one) => one.id === task?.package);
  const gate = work.phases.find((phase) => phase.id === home?.phase)?.gate;
  const number = (id: string): number => Number(/^GATE-(\d+)$/.exec(id)?.[1] ?? Number.NaN);
  return gate !== undefined && number(gate) > number(risk.review) ? { ...risk, review: gate } : risk;
}

/** `GATE-4` when the plan has it, else the nearest earlier one, else the first; other words (`each sprint`) stay. */
function gateFitter(work: Work): (id: string) => string {
  const numbers = work.gates.map((gate) => ({ id: gate.id, number: Number(gate.id.replace(/\D+/g, '')) })).toSorted((a, b) => a.number - b.number);
  return (id) => {
    const match = /^(?:GATE|PH)-(\d+)$/.exec(id);
    if (match === null || numbers.length === 0) return id;
    const wanted = Number(match[1]);
    return (numbers.findLast((one) => one.number <= wanted) ?? numbers[0])?.id ?? id;
  };
}

function gateOfRoutes(routes: string[], work: Work): string | null {
  const phases = work.packages.filter((one) => one.includes.some((id) => routes.includes(id))).map((one) => one.phase);
  const last = work.phases.filter((phase) => phases.includes(phase.id)).toSorted((a, b) => a.number - b.number).at(-1);
  return last?.gate ?? null;
}

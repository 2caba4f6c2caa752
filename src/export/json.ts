import { Plan } from '../model/plan/index.ts';

/** The plan graph as JSON text, validated once more on the way out. */
export function exportJson(plan: Plan): string {
  return `${JSON.stringify(Plan.parse(plan), null, 2)}\n`;
}

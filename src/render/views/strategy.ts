import type { Strategy } from '../../model/plan/index.ts';
import { number } from '../numbers.ts';
import type { View } from '../templates.ts';
import { prose, sentence } from '../text.ts';
import { capital } from '../../text/capital.ts';

/** Options with their weighted scores, or, where nothing is to choose, the decision that settles it and what was refused. */
export function strategyView(strategy: Strategy | undefined, draft: string | null = null): View {
  if (strategy === undefined) return { present: false, options: [], stack: null, criteria: null, recommendation: null, sensitivity: null, settledBy: null, refused: null, draft };
  const criteria = strategy.options[0]?.scores ?? [];
  return {
    present: strategy.options.length > 0 || strategy.settledBy !== null || strategy.refused !== null || strategy.recommendation !== '',
    options: strategy.options.map((option, index) => ({
      heading: `Strategy ${index + 1}: ${prose(option.title)}${option.recommended ? ' (RECOMMENDED)' : ''}`,
      approach: sentence(capital(prose(option.approach))),
      pros: sentence(option.pros.map(prose).join('; ')),
      cons: sentence(option.cons.map(prose).join('; ')),
      stack: option.technologyStack === null ? null : sentence(prose(option.technologyStack)),
    })),
    criteria: criteria.length === 0 ? null : {
      head: ['Criterion (weight)', ...strategy.options.map((option, index) => `${index + 1} ${prose(option.title)}`)].map(cell => cell.replaceAll('|', '\\|')),
      rows: [
        ...criteria.map(score => ({ cells: [`${prose(score.criterion)} (${number(score.weight)})`, ...strategy.options.map(option => number(option.scores.find(other => other.criterion === score.criterion)?.score ?? 0))] })),
        { cells: ['sum / 100', ...strategy.options.map(option => option.total.toFixed(2))] },
      ],
    },
    recommendation: strategy.recommendation === '' ? null : sentence(prose(strategy.recommendation)),
    sensitivity: strategy.sensitivity === null ? null : sentence(prose(strategy.sensitivity)),
    settledBy: strategy.settledBy === null ? null : sentence(prose(strategy.settledBy)),
    refused: strategy.refused === null ? null : sentence(prose(strategy.refused)),
    draft,
  };
}


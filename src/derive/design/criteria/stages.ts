import type { Context } from '../context.ts';
import { kebab, spaced } from '../reading/words.ts';
import { gwt, type Subjects, type Text } from './case.ts';

/** A criterion of one requirement. */
export interface Told {
  requirement: string;
  negative: boolean;
  text: Text;
}

/** What a list of states promises: each in turn by its call, and none out of turn. */
export function stageCases(ctx: Context, { models, routes }: Subjects): Told[] {
  return [...ctx.stages].flatMap(([noun, stages]): Told[] => {
    const model = models.find((m) => m.id === [...ctx.resources.values()].find((r) => r.noun === noun)?.name);
    const states = model?.states ?? null;
    if (model === undefined || states === null) return [];
    const row = spaced(model.id);
    const callOf = (verb: string) => routes.find((r) => r.resource === model.id && r.rule === 'rule:R8' && r.path.endsWith(`/${kebab(verb)}`));
    const [first = ''] = stages.values;
    const steps = stages.verbs.flatMap((verb, at) => {
      const route = callOf(verb);
      return route === undefined ? [] : [{ route, to: stages.values[at + 1] ?? '' }];
    });
    const requirement = stages.requirement.id;
    const own = steps.length > 0 ? [{ requirement, negative: false, text: gwt(`1 ${row} in state \`${first}\``, `${steps.map((s) => `\`${s.route.id}\``).join(', then ')} ${steps.length === 1 ? 'is' : 'are'} called`, `\`${states.field}\` is ${steps.map((s) => `\`${s.to}\``).join(', then ')}`) }] : [];
    const early = stages.ordered ? steps.slice(1).find((s) => !states.moves.some((m) => m.from === first && m.to === s.to)) : undefined;
    const last = stages.values.at(-1) ?? '';
    const late = steps.find((s) => s.to !== last && !states.moves.some((m) => m.from === last && m.to === s.to));
    const wrong = early === undefined ? (late === undefined ? null : { step: late, at: last }) : { step: early, at: first };
    return wrong === null ? own : [...own, { requirement, negative: true, text: gwt(`1 ${row} in state \`${wrong.at}\``, `\`${wrong.step.route.id}\` is called`, `409 \`ILLEGAL_TRANSITION\` and \`${states.field}\` is still \`${wrong.at}\``) }];
  });
}

import type { Context } from './context.ts';
import { isMessage } from './reading/meanings.ts';

/** A message that the software sends about something; what people write to each other is a thing of its own. */
export const isNotice = (ctx: Context, noun: string): boolean => isMessage(noun) && ![...ctx.resources.values()].some((r) => r.noun === noun && r.uses.some((u) => u.operation === 'create' && u.actor !== null && !u.internal));

import type { Lexicon } from '../../../model/knowledge.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import type { RouteDraft } from '../blueprint.ts';
import type { Context } from '../context.ts';
import { oncePerText } from '../../../text/once.ts';
import { sentencesOf } from '../reading/counts.ts';
import { singular } from '../reading/words.ts';

/** The roles that one requirement lists: "support the roles nurse, porter and matron". */
export interface ToldRoles {
  roles: string[];
  requirement: Requirement;
}

const listed = /(?:\b(?:supports?|ha(?:s|ve)|knows?|distinguish(?:es)?(?:\s+between)?|provides?|defines?|offers?|recogni[sz]es?)|\bthere\s+(?:are|(?:must|shall|should)\s+be))\s+(?:(?:at least|exactly|the|these|following|multiple|several|different|distinct|two|three|four|five|six|\d+)\s+)*(?:user\s+|access\s+)?roles?\b\s*(?:[:(,–-]|named|called|as follows:?|such as)?\s*(?<list>[^.;)]+)/i;

/** The roles of a sentence that only lists them; null for any other sentence. */
export const rolesIn = oncePerText((sentence: string, lexicon: Lexicon): string[] | null => {
  const list = listed.exec(sentence.replace(/[*`"“”]/gu, ''))?.groups?.['list'];
  const names = (list ?? '').split(/\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+|\s*\/\s*/i).map((part) => singular(part.trim().toLowerCase().replace(/^(?:an?|the)\s+/u, ''), lexicon)).filter((name) => name !== '');
  const person = (name: string): boolean => lexicon.people.includes(name) || lexicon.people.includes(name.split(' ').at(-1) ?? '') || lexicon.overseers.includes(name);
  return names.length < 2 || names.some((name) => name.split(' ').length > 3) || names.filter(person).length * 2 < names.length ? null : [...new Set(names)];
});

export const toldRoles = (active: readonly Requirement[], lexicon: Lexicon): ToldRoles[] => active.flatMap((requirement) => sentencesOf(requirement.text).flatMap((sentence): ToldRoles[] => {
  const roles = rolesIn(sentence, lexicon);
  return roles === null ? [] : [{ roles, requirement }];
}));

/** Calls that are open to some of the roles and closed to another: one for each role, as far as there are any. */
export function routesOfRoles(ctx: Context, told: ToldRoles): RouteDraft[] {
  const guarded = [...ctx.blueprint.routes.values()].filter((route) => route.auth === 'role' && route.stage === 3);
  const open = (route: RouteDraft): string[] => (route.role ?? '').split(', ');
  const found = told.roles.flatMap((role) => guarded.find((route) => open(route).includes(role) && told.roles.some((other) => !open(route).includes(other))) ?? []);
  return [...new Set(found)];
}

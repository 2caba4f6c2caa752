import type { Lexicon } from '../../../model/knowledge.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import { oncePer } from '../../../text/once.ts';
import { anyOf, caseless } from '../../../text/regex.ts';
import type { Context } from '../context.ts';
import { sentencesOf } from '../reading/counts.ts';
import { holds } from '../reading/words.ts';
import { namesOf } from '../resources.ts';

/** Rows that stay without their person when an account goes: "the reviews are kept under a pseudonym". */
export interface Keepsake {
  resource: string;
  requirement: Requirement;
}

const patternsOf = oncePer((lexicon: Lexicon) => lexicon.keepsakes, ({ keepsakes }) => ({
  kept: caseless(`(?<what>[^.;,]{3,80}?)\\s+(?:(?:is|are|be|must be|should be)\\s+)?(?:${anyOf(keepsakes.kept)})\\b[^.;]*\\b(?:${anyOf(keepsakes.nameless)})`),
  made: caseless(`(?<what>[^.;,]{3,80}?)\\s+(?:is|are|be|must be|should be)\\s+(?:${anyOf(keepsakes.made)})\\b[^.;]*`),
  gone: caseless(`\\b(?:${anyOf(keepsakes.gone)})\\b`),
}));

/** What sentences keep of people whose account is erased. */
export function keepsakesOf({ active, resources, lexicon }: Pick<Context, 'active' | 'resources' | 'lexicon'>): Keepsake[] {
  const p = patternsOf(lexicon);
  return active.flatMap((requirement) => sentencesOf(requirement.text).flatMap((sentence): Keepsake[] => {
    const what = (p.kept.exec(sentence) ?? (p.gone.test(sentence) ? p.made.exec(sentence) : null))?.groups?.['what'];
    // What stands in front of the last comma is when.
    const thing = what?.split(/,\s*/).at(-1) ?? '';
    const resource = [...resources.values()].find((r) => r.name !== 'User' && r.stored && namesOf(r, resources, lexicon).some((name) => holds(thing, name)));
    return resource === undefined ? [] : [{ resource: resource.name, requirement }];
  }));
}

import type { Context } from '../context.ts';
import { countPattern, sentencesOf } from '../reading/counts.ts';
import { oncePer } from '../../../text/once.ts';
import type { Lexicon } from '../../../model/knowledge.ts';
import { caseless } from '../../../text/regex.ts';

const leaving = caseless(String.raw`\b(?:former|departed|deactivated|inactive|closed|deleted|retired|past)\s+\p{L}+|\b(?:leaves?|left|quits?|resigns?|retires?|has gone|is deactivated|are deactivated|closes? (?:their|his|her|the|an?) account|account is closed)\b`);

const patternsOf = oncePer((lexicon: Lexicon) => lexicon.counts, (lexicon) => {
  const span = `(?:${countPattern(lexicon)})\\s+(?:day|week|month|year)s?`;
  const data = String.raw`(?:(?:personal|contact|private|profile|account|all|their|his|her)\s+)+(?:data|details|information|records?|profiles?)`;
  const removed = '(?:removed|deleted|erased|purged|anonymi[sz]ed|pseudonymi[sz]ed|wiped)';
  return {
    suffers: caseless(`\\b${data}\\b[^.;]*?\\b(?:is|are|be|gets?)\\s+${removed}\\b[^.;]*?\\b(?:${span}\\s+(?:later|after|afterwards)|(?:after|within)\\s+${span})`),
    acts: caseless(`\\b(?:remove|delete|erase|purge|anonymi[sz]e|pseudonymi[sz]e|wipe)s?\\s+(?:the\\s+)?${data}\\b[^.;]*?\\b(?:${span}\\s+(?:later|after|afterwards)|(?:after|within)\\s+${span})`),
  };
});

/** Whether a requirement says that the data of people who left is removed after a time. */
export function tellsLeavers(text: string, lexicon: Lexicon): boolean {
  const { suffers, acts } = patternsOf(lexicon);
  return leaving.test(text) && sentencesOf(text).some((sentence) => suffers.test(sentence) || acts.test(sentence));
}

/** "When a colleague leaves ...; their personal data is removed 6 months later": one nightly job on the accounts. */
export function leaverJobs(ctx: Context): void {
  for (const r of ctx.active) {
    if (!tellsLeavers(r.text, ctx.lexicon) || [...ctx.blueprint.jobs.values()].some((j) => j.rule === 'retention' && j.requirements.has(r.id))) continue;
    ctx.blueprint.job({ id: 'erase-leavers', kind: 'process', purpose: 'empty the personal fields of people who left', service: 'UserService', resource: 'User', schedule: 'each night', rule: 'retention', startedBy: ['clock, each night'] }, [r]);
  }
}

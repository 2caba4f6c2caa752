import { caseless } from '../../../text/regex.ts';

const only = caseless(String.raw`^(?<thing>.+?)\s+(?<not>cannot|can['’]t|can not|must not|may not|must never|may never)\s+be\s+(?<past>\p{L}+ed),?\s+(?:but\s+)?(?:(?:can|may|must)\s+)?only\s+(?:be\s+)?(?<instead>\p{L}+ed)\.?$`);

/** "Plans that have subscriptions cannot be deleted, only archived" says two things of plans. */
export const apart = (sentence: string): string => sentence.replace(only, (all: string, thing: string, not: string, past: string, instead: string) => `${thing} ${not} be ${past}. ${thing.split(/\s(?:that|which|with|who)\s/u)[0] ?? thing} can be ${instead}.`);

/** A thing that some condition keeps from being deleted or changed: "A depot that has vans must not be deleted", "Plans cannot be deleted while they are in use". */
const guarded = caseless(String.raw`^(?:(?:the|an?|any|each|every)\s+)?(?<thing>[\p{L}-]+(?:\s(?!that\b|which\b|with\b|who\b)[\p{L}-]+)?)\s+(?:(?<whose>(?:that|which|with|whose)\s+[^,;]+?)\s+)?(?:cannot|can['’]t|can not|must not|may not|must never|may never)\s+be\s+(?<past>deleted|removed|archived|cancelled|canceled|closed|deactivated|changed|edited)\b(?:\s+(?:while|as long as|if|when|once|because)\s+(?<while>[^.;]+))?`);

/** What is kept from a deed, by what; null for a sentence that forbids it always, or nothing. */
export function guardedIn(sentence: string): { thing: string; past: string; why: string } | null {
  const groups = guarded.exec(sentence.trim())?.groups;
  const why = groups?.['whose'] ?? groups?.['while'];
  return groups === undefined || why === undefined ? null : { thing: (groups['thing'] ?? '').toLowerCase(), past: (groups['past'] ?? '').toLowerCase(), why: groups['whose'] === undefined ? why : why.replace(/^(?:that|which)\s+/i, '') };
}

import type { Lexicon } from '../../../model/knowledge.ts';
import { withArticle } from '../../../text/article.ts';
import { oncePer } from '../../../text/once.ts';
import { anyOf, caseless } from '../../../text/regex.ts';
import { plural, singular, verbBases } from './words.ts';

const patternsOf = oncePer((lexicon: Lexicon) => lexicon, (lexicon) => {
  const people = `(?:${anyOf(lexicon.people.flatMap((person) => [plural(person, lexicon), person]).toSorted((a, b) => b.length - a.length))})`;
  const lead = `^(?:the\\s+)?(?:[\\p{L}\\p{N}_-]+\\s+){0,3}?(?:${anyOf(lexicon.machines)})\\s+(?:must|shall|should|will)\\s+(?:also\\s+)?`;
  const gives = '(?:provide|offer|include|have|present)s?';
  const shows = '(?:display|show|list|present|render|include|provide)s?';
  return {
    drawn: caseless(`${lead}${gives}\\s+(?:an?\\s+|the\\s+)?(?<kind>(?:[\\p{L}-]+\\s+){0,3}?)(?:interfaces?|screens?|pages?|uis?|buttons?|menus?|panels?|controls?|forms?)\\s+(?:for\\s+(?:the\\s+)?(?<who>${people})\\s+)?to\\s+(?<deed>\\p{L}.*)$`),
    doing: caseless(`${lead}${gives}\\s+(?:an?\\s+|the\\s+)?(?:[\\p{L}\\p{N}-]+\\s+){0,3}?(?:wizards?|dialogs?|flows?|forms?|screens?|pages?|interfaces?|modals?|editors?|tools?|panels?)\\s+for\\s+(?<deed>\\p{L}+ing)\\s+(?<rest>\\p{L}.*)$`),
    detail: caseless(`${lead}(?:render|display|show|provide|offer)s?\\s+(?:an?\\s+|the\\s+)?(?:[\\p{L}-]+\\s+){0,3}?(?:view|page|screen|timeline|history)\\s+(?:for|of)\\s+(?:each|every|an?|the|any|one)\\s+(?<thing>\\p{L}+)(?=$|[,.;]|\\s(?:with|showing|displaying|including|that)\\b)`),
    shown: caseless(`${lead}${gives}\\s+(?:an?\\s+|the\\s+)?(?:read-only\\s+|searchable\\s+)(?<thing>\\p{L}+(?:\\s\\p{L}+)?)\\s+(?:interface|screen|page|view|table|list)s?\\b`),
    form: caseless(`${lead}${gives}\\s+(?:an?\\s+|the\\s+)?(?<thing>\\p{L}+(?:\\s\\p{L}+)?)\\s+(?<deed>submission|creation|entry|registration|intake)\\s+(?:form|page|screen)s?\\b(?:\\s+for\\s+(?:the\\s+)?(?<who>${people}))?(?:\\s+(?:requiring|with|asking for|that (?:asks for|requires)|containing|including)\\s+(?<parts>[^.;]+))?[.;]?$`),
    table: caseless(`${lead}${gives}\\s+(?:an?\\s+|the\\s+)?(?:(?:master|central|full|complete|single|main|global)\\s+)?(?<thing>\\p{L}+)\\s+(?:data\\s+)?(?:table|grid|list|listing|overview)\\s+(?:for\\s+(?:the\\s+)?(?<who>${people})\\s+)?(?:supporting|with|that supports|offering)\\s+(?<how>.+)$`),
    board: caseless(`^(?:the\\s+)?(?:(?<who>${people})(?:['’]s|s['’])?\\s+)?(?:dashboard|portal|home page|panel|console|overview page)\\s+(?:must|shall|should|will)\\s+(?:also\\s+)?${shows}\\s+(?<what>.+)$`),
    uploads: caseless(`${lead}(?:support|allow|accept|enable)s?\\s+(?:optional\\s+)?(?<file>file|document|image|photo|picture|attachment|video)s?\\s+uploads?\\b`),
    prompts: caseless(`${lead}(?:prompt|ask)s?\\s+(?:the\\s+|an?\\s+|each\\s+)?(?<who>${people})\\s+for\\s+(?<what>[^.;]+)`),
  };
});

/** "KPI metrics, including ...", "aggregate metric cards for ...": figures, however they are drawn. */
const figures = caseless(String.raw`^(?:an?\s+|the\s+)?(?:[\p{L}-]+\s+){0,3}?(?:metrics?|kpis?|statistics?|charts?|figures|counters?)(?:\s+(?:metrics?|cards?|tiles?|charts?|widgets?))?\s*(?:,?\s*including|,?\s*such as|for|of|showing|displaying|:)\s+`);
const gathered = caseless(String.raw`^(?:an?\s+|the\s+)?(?:[\p{L}-]+\s+)?(?:queue|list|table|overview|feed|grid)\s+of\s+`);

/** What a form of that name is filled in to do; any other creates. */
const deeds: Readonly<Record<string, string>> = { submission: 'submit', registration: 'register' };

/**
 * What a screen offers, as what people can do by it: "provide a defect submission form requiring a title", "provide an interface for staff to add notes",
 * "the admin dashboard must display". `who` does it where the sentence names nobody.
 */
export function offered(text: string, who: string, lexicon: Lexicon): string {
  const plain = text.replace(/\bprior to\b/gi, 'before').replace(/\bphotographs?\b/gi, (word) => (word.toLowerCase().endsWith('s') ? 'photos' : 'photo'));
  const named = caseless(String.raw`\b(manage|maintain|administer)\s+(?:[\p{L}-]+\s+){0,3}?(?:tables?|lists?|data|entities|catalogues?|catalogs?|taxonom(?:y|ies))\s*\((?<things>[\p{L}\s,-]+)\)`);
  if (named.test(plain)) return offered(plain.replace(named, '$1 $<things>'), who, lexicon);
  if (!/\b(?:interface|screen|page|ui|button|menu|panel|control|form|table|grid|list|listing|overview|dashboard|portal|console|upload|prompt|ask|view|timeline|history|wizard|dialog|flow|modal|editor|tool)s?\b/i.test(plain)) return plain;
  const p = patternsOf(lexicon);
  const can = (person: string | undefined, deed: string): string => `${person === undefined ? who : plural(singular(person.toLowerCase(), lexicon), lexicon)} can ${deed}`;
  const drawn = p.drawn.exec(plain)?.groups;
  if (drawn !== undefined) return can(drawn['who'] ?? (/\badmin/i.test(drawn['kind'] ?? '') ? 'admin' : undefined), (drawn['deed'] ?? '').replace(caseless(String.raw`^transition\s+(?:an?|the)\s+(?:[\p{L}]+\s+){0,3}?(\p{L}+)\s+to\s+(\p{L}+)`), 'set the $1 to $2'));
  const doing = p.doing.exec(plain)?.groups;
  const base = verbBases((doing?.['deed'] ?? '').toLowerCase()).find((each) => lexicon.verbs[each] !== undefined && lexicon.verbs[each] !== 'none');
  if (doing !== undefined && base !== undefined) return can(undefined, `${base} ${doing['rest'] ?? ''}`);
  const detail = p.detail.exec(plain)?.groups;
  if (detail !== undefined) return can(undefined, `view ${withArticle((detail['thing'] ?? '').toLowerCase())}`);
  const shown = p.shown.exec(plain)?.groups;
  if (shown !== undefined) return can(undefined, `list ${plural(singular((shown['thing'] ?? '').toLowerCase(), lexicon), lexicon)}`);
  const form = p.form.exec(plain)?.groups;
  if (form !== undefined) return can(form['who'], `${deeds[(form['deed'] ?? '').toLowerCase()] ?? 'create'} ${withArticle((form['thing'] ?? '').toLowerCase())}${form['parts'] === undefined ? '' : ` with ${form['parts']}`}`);
  const table = p.table.exec(plain)?.groups;
  if (table !== undefined) return can(table['who'], `list ${plural(singular((table['thing'] ?? '').toLowerCase(), lexicon), lexicon)} ${(table['how'] ?? '').replace(/^.*?\bfilter(?:ing|s)?\s+by\s+/i, 'filtered by ').replace(/,?\s+with\s+(?:column\s+)?(?:sorting|pagination).*$/i, '')}`);
  const board = p.board.exec(plain)?.groups;
  if (board !== undefined) return can(board['who'], `see ${(board['what'] ?? '').replace(figures, 'statistics of ').replace(gathered, '')}`);
  const uploads = p.uploads.exec(plain)?.groups;
  if (uploads !== undefined) return can(undefined, `upload ${/file/i.test(uploads['file'] ?? '') ? 'attachments' : `${(uploads['file'] ?? '').toLowerCase()}s`}`);
  const prompts = p.prompts.exec(plain)?.groups;
  if (prompts !== undefined) return can(prompts['who'], `give ${(prompts['what'] ?? '').replace(/\boptional\s+/gi, '').replace(/\b\d\s*(?:to|-|–)\s*\d\s*[- ]?stars?\s+/i, '').replace(/\s(?:upon|after|when|once|before)\s.*$/i, '')}`);
  return plain;
}

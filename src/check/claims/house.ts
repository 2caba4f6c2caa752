import type { Plan } from '../../model/plan/index.ts';
import { systemsOf, type Judge } from './claim.ts';

const wrong = /\b((?:\w*_)?uuids?(?: ?v?\d)?|guids?|auto-?increment\w*(?: integers?)?|sequential (?:integers?|numbers?)|running numbers?|(?:big)?serials?|(?:an? |plain )integers?|objectids?|snowflakes?|counters?)\b/i;
const points = /\bforeign[- ]keys?\b|\bFKs?\b|\breferences `?\w+`?\s*\(|\bon delete (?:cascade|restrict|set null)\b/i;
const target = /(?:\bto|\binto|->|→|references?|refers? to|points? (?:to|at)|on)\s+(?:(?:its?|the|their|an?|each|every|one)\s+)?`?([a-z_]\w*)/gi;
const people = /^(?:users?|accounts?|people|persons?|athletes?|members?|it|the|a|an|each|every|one)$/i;
const code = /`[^`\n]*(?:=>\s*[{(]|\bfunction\b\s*\w*\s*\(|\bdef \w+\s*\(|\breturn\b[^`]*;|\blambda \w+\s*:|\bfn \w+\s*\()[^`\n]*`/;
const statement = /`[^`\n]*\b(?:ALTER TABLE|CREATE (?:TABLE|INDEX|POLICY|VIEW)|INSERT INTO|DELETE FROM|DROP TABLE|UPDATE \w+ SET|SELECT [^`]+ FROM)\b[^`\n]*`/i;
const denied = /\b(?:not|never|no|nothing|none|nobody|nowhere|instead of|rather than|without)\b|n't\b/i;
const cascades = /\bcascad(?:es?|ed|ing)\b/i;
const passwords = /(?<![a-z])passwords?(?![a-z])/i;
const compliant = /\b(?:HIPAA|GDPR|PCI(?:[- ]DSS)?|SOC ?2|ISO ?27001|CCPA)\b[- ](?:compliant|certified|conform\w*)\b|\b(?:compliant|complies|conforms?|certified) (?:with|to|under|for) (?:the )?(?:HIPAA|GDPR|PCI|SOC ?2|ISO ?27001|CCPA)\b/;
const moved = '(?:hands?|handed|returns?|returned|sends?|sent|pass(?:es|ed)?|gives?|given|exposes?|exposed|delivers?|delivered|goes|go|puts?|stored?|kept|keeps?)';
const inBrowser = '(?:browsers?|web app|front-?end|SPA|local ?storage|URLs?)';

/** What the house rules settle: keys, foreign keys, code in documents, "at once" without a number. */
export const house: Judge = ({ sheet, text, digits }, { plan, text: told, words }) => {
  const plain = text.replace(/`[^`]*`/g, ' ');
  if (!denied.test(text) && !words.aside.test(text)) {
    if (words.says('unencrypted').test(plain) && /\bencrypt/i.test(told)) return 'The plan encrypts what has to be kept secret.';
    if (givesAway(plain, plan) && /\bencrypt/i.test(told)) return 'Tokens of a provider stay on the server; a browser never gets them.';
    if (words.says('swallows').test(plain)) return 'No error of the plan is swallowed: the HTTP edge, the job runner and the gateways alone catch, and each answers or throws.';
    if (compliant.test(plain)) return 'No document can promise that; say which rules apply and what is done for each.';
  }
  if (!denied.test(text) && !words.supposes.test(text) && !words.aside.test(text)) {
    if (cascades.test(plain) && !cascades.test(told)) return 'Database foreign keys of the plan point to users only, so no deletion cascades there: services and a sweeper remove the rest.';
    if (passwords.test(plain) && words.says('signsIn').test(plain) && !plan.fields.some(each => passwords.test(each.name)) && !plan.routes.some(each => passwords.test(each.path))) return 'The plan has no passwords; the decision about identity says how people sign in.';
  }
  if (statement.test(text) || code.test(text)) return 'A design document holds no code; the file that will hold it is named instead.';
  if (!words.supposes.test(text)) {
    const kind = words.says('keyed').test(plain) && !words.says('outside').test(plain) ? wrong.exec(plain)?.[1] : undefined;
    if (kind !== undefined) return `Every key of the plan is a KSUID, none is of type ${kind.trim()}.`;
    if (points.test(text) && !/\b(?:no|none|0|zero|without)\b/i.test(text)) {
      const to = [...text.matchAll(target)].map(match => match[1] ?? '').find(each => !people.test(each));
      if (to !== undefined) return `Database foreign keys of the plan point to users only, not to ${to}.`;
    }
  }
  const quoted = plan.requirements.some(each => each.text.includes(text));
  // Letters and reports are sent when they are there; what a person looks at is what has to be measured.
  if (/^as soon as$/i.test(words.says('atOnce').exec(plain)?.[0] ?? '') && !words.says('seen').test(plain)) return null;
  // A demo is shown live.
  if (/\bdemo/i.test(plain) && /^live$/i.test(words.says('atOnce').exec(plain)?.[0] ?? '')) return null;
  return !quoted && !words.aside.test(text) && sheet.own !== null && words.says('atOnce').test(plain) && words.says('moves').test(plain) && !/\d/.test(digits.replace(/`[^`]*`/g, '')) ? `"${words.says('atOnce').exec(plain)?.[0] ?? ''}" gives no number: say after how many seconds.` : null;
};

/** A token of a provider that leaves the server. Tokens of the plan's own sessions may be a matter of the browser. */
function givesAway(text: string, plan: Plan): boolean {
  const token = String.raw`\b(?:${['provider', ...systemsOf(plan)].join('|')})(?:'s)? (?:access |refresh )?tokens?\b`;
  return new RegExp(String.raw`\b${moved}\b[^.]*${token}[^.]*\b${inBrowser}\b|${token}[^.]*\b${moved}\b[^.]*\b${inBrowser}\b`, 'i').test(text);
}

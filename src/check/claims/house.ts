import type { Plan } from '../../model/plan/index.ts';
import { systemsOf, type Judge } from './claim.ts';

const keyed = /\b(?:identifiers?|identified|ids?|keys?|keyed|numbered|numbering|primary)\b/i;
const wrong = /\b((?:\w*_)?uuids?(?: ?v?\d)?|guids?|auto-?increment\w*(?: integers?)?|sequential (?:integers?|numbers?)|running numbers?|(?:big)?serials?|(?:an? |plain )integers?|objectids?|snowflakes?|counters?)\b/i;
const outside = /\b(?:external|outside|provider|their(?! primary)|upstream|request|correlation|idempotency|trace)\b/i;
const points = /\bforeign[- ]keys?\b|\bFKs?\b|\breferences `?\w+`?\s*\(|\bon delete (?:cascade|restrict|set null)\b/i;
const target = /(?:\bto|\binto|->|→|references?|refers? to|points? (?:to|at)|on)\s+(?:(?:its?|the|their|an?|each|every|one)\s+)?`?([a-z_]\w*)/gi;
const people = /^(?:users?|accounts?|people|persons?|athletes?|members?|it|the|a|an|each|every|one)$/i;
const code = /`[^`\n]*(?:=>\s*[{(]|\bfunction\b\s*\w*\s*\(|\bdef \w+\s*\(|\breturn\b[^`]*;|\blambda \w+\s*:|\bfn \w+\s*\()[^`\n]*`/;
const statement = /`[^`\n]*\b(?:ALTER TABLE|CREATE (?:TABLE|INDEX|POLICY|VIEW)|INSERT INTO|DELETE FROM|DROP TABLE|UPDATE \w+ SET|SELECT [^`]+ FROM)\b[^`\n]*`/i;
const live = /\b(?:live|instantly|instantaneous(?:ly)?|immediately|at once|in real[- ]time|real-time|(?:straight|right|directly|immediately) after|straight away|right away|the same (?:second|moment|instant)|(?:without|with no) (?:any |a )?(?:noticeable |visible |perceptible |further )?(?:delay|lag|waiting)|on the fly|as (?:it|they) happens?|as soon as|promptly|swiftly|in no time|(?:with)?in (?:a|the) blink|within moments|in an instant|real ?time|the (?:very )?(?:moment|instant|second) (?:it|they|he|she|somebody|someone|an?|the)\b[^.]*)\b/i;
const moves = /\b(?:refresh\w*|updat\w*|appear\w*|show\w*|sync\w*|push\w*|deliver\w*|notif\w*|react\w*|see[sn]?|stream\w*|follow\w*|reflect\w*|sent|sends?|change\w*|visible|told|mirrored|gets?|has|offer\w*|(?:re)?computed|(?:re)?calculated|loads?)\b/i;
const seen = /\b(?:sees?|seen|appear\w*|show\w*|updat\w*|refresh\w*|reflect\w*|visible|(?:re)?computed|(?:re)?calculated|loads?|gets?|push\w*|notif\w*|sync\w*|stream\w*)\b/i;
const denied = /\b(?:not|never|no|nothing|none|nobody|nowhere|instead of|rather than|without)\b|n't\b/i;
const cascades = /\bcascad(?:es?|ed|ing)\b/i;
const passwords = /(?<![a-z])passwords?(?![a-z])/i;
const swallows = /\bswallow(?:s|ed|ing)?\b|\b(?:errors?|exceptions?|failures?|rejections?)\b[^.]*\b(?:ignored|suppressed|discarded|hushed)\b|\b(?:ignores?|suppress(?:es)?|discards?|hush(?:es)?)\b[^.]{0,20}\b(?:errors?|exceptions?|failures?)\b|\blog(?:s|ged)?\b[^.]{0,30}\band\b[^.]{0,30}\b(?:ignored?|continues?|carr(?:y|ies) on|go(?:es)? on|moves? on|skips?|skipped)\b/i;
const signs = /\b(?:sign(?:s|ed)?[- ]?(?:in|up|on)|log(?:s|ged)?[- ]?(?:in|on)|sign-?ins?|log-?ins?|authenticat\w+|accounts?|regist\w+|reset|choose|chooses|set|sets|identif\w+)\b/i;
const compliant = /\b(?:HIPAA|GDPR|PCI(?:[- ]DSS)?|SOC ?2|ISO ?27001|CCPA)\b[- ](?:compliant|certified|conform\w*)\b|\b(?:compliant|complies|conforms?|certified) (?:with|to|under|for) (?:the )?(?:HIPAA|GDPR|PCI|SOC ?2|ISO ?27001|CCPA)\b/;
const moved = '(?:hands?|handed|returns?|returned|sends?|sent|pass(?:es|ed)?|gives?|given|exposes?|exposed|delivers?|delivered|goes|go|puts?|stored?|kept|keeps?)';
const inBrowser = '(?:browsers?|web app|front-?end|SPA|local ?storage|URLs?)';
const plainly = /\b(?:unencrypted|unhashed|in (?:plain|clear) ?text|plaintext|in the clear|without (?:any )?encryption)\b/i;

/** What the house rules settle: keys, foreign keys, code in documents, "at once" without a number. */
export const house: Judge = ({ sheet, text, digits }, { plan, text: told, words }) => {
  const plain = text.replace(/`[^`]*`/g, ' ');
  if (!denied.test(text) && !words.aside.test(text)) {
    if (plainly.test(plain) && /\bencrypt/i.test(told)) return 'The plan encrypts what has to be kept secret.';
    if (givesAway(plain, plan) && /\bencrypt/i.test(told)) return 'Tokens of a provider stay on the server; a browser never gets them.';
    if (swallows.test(plain)) return 'No error of the plan is swallowed: the HTTP edge, the job runner and the gateways alone catch, and each answers or throws.';
    if (compliant.test(plain)) return 'No document can promise that; say which rules apply and what is done for each.';
  }
  if (!denied.test(text) && !words.supposes.test(text) && !words.aside.test(text)) {
    if (cascades.test(plain) && !cascades.test(told)) return 'Database foreign keys of the plan point to users only, so no deletion cascades there: services and a sweeper remove the rest.';
    if (passwords.test(plain) && signs.test(plain) && !plan.fields.some(each => passwords.test(each.name)) && !plan.routes.some(each => passwords.test(each.path))) return 'The plan has no passwords; the decision about identity says how people sign in.';
  }
  if (statement.test(text) || code.test(text)) return 'A design document holds no code; the file that will hold it is named instead.';
  if (!words.supposes.test(text)) {
    const kind = keyed.test(plain) && !outside.test(plain) ? wrong.exec(plain)?.[1] : undefined;
    if (kind !== undefined) return `Every key of the plan is a KSUID, none is of type ${kind.trim()}.`;
    if (points.test(text) && !/\b(?:no|none|0|zero|without)\b/i.test(text)) {
      const to = [...text.matchAll(target)].map(match => match[1] ?? '').find(each => !people.test(each));
      if (to !== undefined) return `Database foreign keys of the plan point to users only, not to ${to}.`;
    }
  }
  const quoted = plan.requirements.some(each => each.text.includes(text));
  // Letters and reports are sent when they are there; what a person looks at is what has to be measured.
  if (/^as soon as$/i.test(live.exec(plain)?.[0] ?? '') && !seen.test(plain)) return null;
  // A demo is shown live.
  if (/\bdemo/i.test(plain) && /^live$/i.test(live.exec(plain)?.[0] ?? '')) return null;
  return !quoted && !words.aside.test(text) && sheet.own !== null && live.test(plain) && moves.test(plain) && !/\d/.test(digits.replace(/`[^`]*`/g, '')) ? `"${live.exec(plain)?.[0] ?? ''}" gives no number: say after how many seconds.` : null;
};

/** A token of a provider that leaves the server. Tokens of the plan's own sessions may be a matter of the browser. */
function givesAway(text: string, plan: Plan): boolean {
  const token = String.raw`\b(?:${['provider', ...systemsOf(plan)].join('|')})(?:'s)? (?:access |refresh )?tokens?\b`;
  return new RegExp(String.raw`\b${moved}\b[^.]*${token}[^.]*\b${inBrowser}\b|${token}[^.]*\b${moved}\b[^.]*\b${inBrowser}\b`, 'i').test(text);
}

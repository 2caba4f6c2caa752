import { holding } from '../../../text/holding.ts';
import { holdsRun } from '../../../text/run.ts';
import { at, defineRule } from '../../rule.ts';
import type { Sheet } from '../../sheet.ts';

/**
 * What every other form holds: pieces with a letter that few words have, which are found at the speed of memory, and what is told by the sign
 * behind it. One pattern of all, tried at every second letter of a text, took a twentieth of a check.
 */
const pieces = ['yJ', 'PRIVATE KEY-----', 'SG.', '.slack', 'KIA', 'SIA', 'xox', 'AIza', 'Bearer', ': Basic '].map(holding);
const joined = /[-_](?<=gh[pousr]_|github_pat_|[spr]k[-_]|sb_secret_|npm_|glpat-)|:\/\/[^\s/@]+@/;
const isMarked = (text: string): boolean => pieces.some(holds => holds(text)) || joined.test(text);
const assigned = /[:=](?<=(?:token|secret|password|passwd|pwd|passphrase|(?:api|access|secret|private)[_-]?key)["']?\s*[:=])/iy;

/** Whether a text gives a value to a name of a secret, told at each sign of giving: there are few, and a search for one is fast. */
function isAssigned(text: string): boolean {
  for (const sign of [':', '=']) {
    for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
      assigned.lastIndex = at;
      if (assigned.test(text)) return true;
    }
  }
  return false;
}

/** Forms that secrets have; each is long enough that ordinary words do not match. `holds` tells fast that a document has none, for forms that are slow to search; those of an assignment are asked for once. */
const forms: { name: string; pattern: RegExp; holds?: (text: string) => boolean }[] = [
  { name: 'a JSON web token', pattern: /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{6,}/ },
  { name: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
  { name: 'a GitHub token', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})/ },
  { name: 'an API key', pattern: /\b(?:sk|pk|rk)[-_](?:(?:live[-_]|test[-_]|proj[-_])?[A-Za-z0-9]{20,}|(?=[\w-]*\d)(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{20,})/ },
  { name: 'a service key of Supabase', pattern: /\bsb_secret_[A-Za-z0-9_-]{20,}/ },
  { name: 'an npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { name: 'a GitLab token', pattern: /\bglpat-[A-Za-z0-9_-]{20,}/ },
  { name: 'a SendGrid key', pattern: /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/ },
  { name: 'an address that lets anybody post', pattern: /\bhooks\.slack\.com\/services\/T\w{6,}\/B\w{6,}\/\w{16,}/ },
  { name: 'a password in an address', pattern: /\b[a-z][a-z0-9+]{2,20}:\/\/[\w.-]{1,64}:(?=[^\s:/@]*\d)(?=[^\s:/@]*[A-Za-z])(?!(?:pass|pw|postgres|user|secret|example|change|your|admin|root|test|my|dev)\w*@)[^\s:/@<>{}[\]$*`"']{8,128}@(?!localhost\b|127\.|0\.0\.)(?![\w.-]*\bexample\b)[\w-]+\.[\w.-]+/i },
  { name: 'an AWS key', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/ },
  { name: 'a Slack token', pattern: /\bxox[abprs]-[A-Za-z0-9-]{10,}/ },
  { name: 'a Google key', pattern: /\bAIza[A-Za-z0-9_-]{35}/ },
  { name: 'a bearer token', pattern: /\bBearer\s+(?!<|\{|\$|token\b|refresh|access)[A-Za-z0-9._~+/-]{20,}/ },
  { name: 'a name with its password', pattern: /\bAuthorization: Basic (?=[A-Za-z0-9+/]*\d)(?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*[a-z])[A-Za-z0-9+/]{16,}={0,2}/ },
  { name: 'a password', pattern: /\b(?:password|passwd|passphrase|pwd)\b["']?\s*[:=]\s*(["'`])(?!(?:change|your|example|replace|my|test|dummy|xxx|sample|local|dev|pass)|[^"'`]{0,64}[<>{}$])(?=[^"'`]{0,64}\d)(?=[^"'`]{0,64}[A-Z])(?=[^"'`]{0,64}[a-z])(?=[^"'`]{0,64}[^\w"'`])[^\s"'`]{10,64}\1/i, holds: isAssigned },
  { name: 'a password', pattern: /\b(?:password|passwd|passphrase|pwd)\b\s*[:=]\s*(?!(?:change|your|example|replace|my|test|dummy|xxx|sample|local|dev|pass|https?:))(?=[^\s|]{0,64}\d)(?=[^\s|]{0,64}[A-Z])(?=[^\s|]{0,64}[a-z])(?=[^\s|]{0,64}[!#$%&*?@^~+])[^\s|<>{}()[\]"'`,;]{8,64}(?![^\s.,;:!?)|"'`])/i, holds: isAssigned },
  { name: 'a password or token value', pattern: /["']?\b(?:access_token|refresh_token|client_secret|api[_-]?key|password|secret|token)\b["']?\s*[:=]\s*["']?(?=[A-Za-z0-9_./+-]*\d)(?=[A-Za-z0-9_./+-]*[A-Za-z])[A-Za-z0-9_./+-]{16,}/i, holds: isAssigned },
  { name: 'a password or token value', pattern: /\b[A-Z][A-Z0-9]{0,20}(?:_[A-Z0-9]{1,20}){0,4}_(?:TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|(?:ACCESS|SECRET)_KEY)\s*[:=]\s*["']?(?!(?:change|your|example|replace|my|test|dummy|xxx|sample|local|dev)[\w-])(?=[A-Za-z0-9_./+-]*\d)(?=[A-Za-z0-9_./+-]*[A-Za-z])[A-Za-z0-9_./+]{16,}(?![\w-])/i, holds: isAssigned },
  { name: 'a long hexadecimal string, as tokens are', pattern: /(?<![0-9A-Za-z/#@:_-])(?=[0-9a-f]{32})(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{32,}(?![0-9A-Za-z])/, holds: text => holdsRun(text, 32, code => (code >= 48 && code <= 57) || (code >= 97 && code <= 102)) },
];

const longest = 20_000;

export default defineRule({
  id: 'privacy/secret',
  about: 'A token in a document is in every clone and every log of the repository.',
  fix: 'Remove it, revoke it, and name the setting that holds it instead.',
  bad: 'access_token: 3f9c... (a real value)',
  good: 'access_token: taken from the setting STRAVA_TOKEN',
  severity: 'error',
  set: 'start',
  *document(sheet) {
    // Nothing in a form ends at a line, so what no search of the whole text finds is on no line. Lines too long to search are left out of it.
    const { text: whole } = sheet.document;
    const marked = isMarked(whole);
    const given = isAssigned(whole);
    const present = sheet.lines.every(line => line.length < longest) ? forms.filter(({ pattern, holds }) => (holds === undefined ? marked : holds === isAssigned ? given : holds(whole)) && pattern.test(whole)) : forms;
    if (present.length === 0) return;
    for (const [line, text] of linesOf(sheet)) {
      for (const { name, pattern } of present) {
        const match = pattern.exec(text);
        if (match === null || (isDigest(match[0]) && names.test(before(sheet, line, text.slice(0, match.index))))) continue;
        // The value itself is never printed.
        yield at(sheet, { start: { line, column: match.index + 1 }, end: { line, column: match.index + match[0].length + 1 } }, `This looks like ${name}.`);
        break;
      }
    }
  },
});

const names = /\b(?:commits?|revisions?|revs?|sha-?\d*|checksums?|digests?|integrity|merged?|see|pinned|changesets?|reverts?|reverted|cherry-?pick(?:ed)?|upstream)\b/i;
/** The words in front, which end the line above where the value opens its own. */
const before = (sheet: Sheet, line: number, text: string): string => (text.trim() === '' ? sheet.lines[line - 2] ?? '' : text);

/** As long as names of commits and checksums of files are; a token may be so too, so a word in front must say what it is. */
const isDigest = (text: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);

/** All lines but the front matter, whose plan id is no secret. */
function* linesOf(sheet: Sheet): Generator<[number, string]> {
  const skip = sheet.document.frontMatter?.span.end.line ?? 0;
  for (const [index, text] of sheet.lines.entries()) if (index >= skip && text.length >= 20 && text.length < longest) yield [index + 1, text];
}

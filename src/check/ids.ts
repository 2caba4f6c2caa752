/** What an id names, told by its form (`formats.md`, Ids). `author` is a requirement-like id of the author, such as `FR-007`. */
export type IdKind =
  | 'author' | 'criterion' | 'route' | 'model' | 'field' | 'service' | 'method' | 'error' | 'job' | 'workflow' | 'nfr' | 'risk' | 'decision' | 'phase' | 'gate' | 'package'
  | 'task' | 'test' | 'consumer' | 'question' | 'objective' | 'constraint' | 'cut' | 'metric' | 'refinement' | 'index' | 'other';

const slugKinds: Record<string, IdKind> = {
  WF: 'workflow', NFR: 'nfr', RISK: 'risk', DEC: 'decision', PH: 'phase', GATE: 'gate', WP: 'package', CON: 'consumer', Q: 'question', OBJ: 'objective', CST: 'constraint',
  CUT: 'cut', MET: 'metric', REF: 'refinement',
};
const methods = 'GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS';
const route = new RegExp(String.raw`^(?:${methods}) /[^\s,;|]*$`);
const criterion = /^[A-Z][\w.-]*\/AC-\d+$/;
const hashed = /^(T|TEST)-[0-9a-hj-km-np-tv-z]{4,8}$/;
const slugged = /^(WF|NFR|RISK|DEC|PH|GATE|WP|CON|Q|OBJ|CST|CUT|MET|REF)-[a-z0-9]+(?:-[a-z0-9]+)*$/;
const numbered = /^[A-Z][A-Z]*-\d+[A-Za-z]?$|^REQ-[0-9a-hj-km-np-tv-z]{4,8}$/;
const serviceName = /^[A-Z][A-Za-z0-9]*(?:Service|Gateway)$/;
const fieldName = /^[A-Z][A-Za-z0-9]*\.[a-z_][a-z0-9_]*$/;
const methodName = /^[A-Z][A-Za-z0-9]*(?:Service|Gateway)\.[a-z][A-Za-z0-9]*$/;
const screaming = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/** Kind of an id whose form alone tells it, or null. Plain words, models, jobs and one-word errors need their column to be told. */
export function kindOfId(text: string): IdKind | null {
  // Every form starts with a capital letter.
  return isCapital(text.charCodeAt(0)) ? formOf(text) : null;
}

/** Most words are of no form; what each form must hold tells so without weighing them all. */
function formOf(text: string): IdKind | null {
  if (text.includes(' ')) return route.test(text) ? 'route' : null;
  if (text.includes('-')) {
    if (hashed.test(text)) return text.startsWith('TEST-') ? 'test' : 'task';
    const slug = slugged.exec(text);
    if (slug !== null) {
      const kind = slugKinds[slug[1] ?? ''] ?? 'other';
      return kind === 'nfr' && /^NFR-\d+$/.test(text) ? 'author' : kind;
    }
    if (text.includes('/AC-') && criterion.test(text)) return 'criterion';
    return numbered.test(text) ? 'author' : null;
  }
  if (text.includes('.')) return methodName.test(text) ? 'method' : fieldName.test(text) ? 'field' : null;
  if (text.includes('_')) return screaming.test(text) ? 'error' : null;
  return (text.endsWith('Service') || text.endsWith('Gateway')) && serviceName.test(text) ? 'service' : null;
}

const leading = new RegExp(String.raw`^(?:(?:${methods}) /\S*|[A-Za-z][\w.-]*(?:/AC-\d+)?)(?![\w/])`);

/** The id a heading or bold start begins with, or null: `### DEC-x Where from?` gives `DEC-x`. */
export function leadingId(text: string): string | null {
  const plain = text.trim();
  if (!mayLead(plain)) return null;
  const match = leading.exec(plain);
  if (match === null) return null;
  const id = match[0].replace(/[.:,]+$/, '');
  return kindOfId(id) === null ? null : id;
}

/** Whether the first word of a text may be an id: most are words, which the pattern need not see. */
function mayLead(text: string): boolean {
  if (!isCapital(text.charCodeAt(0))) return false;
  for (let at = 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code >= 97 && code <= 122) || isCapital(code)) continue;
    // `GET /x`, `ExportService`: the word itself tells nothing.
    if (code === 32) return text.charCodeAt(at + 1) === 47 || isNameEnd(text.charCodeAt(at - 1));
    return true;
  }
  return isNameEnd(text.charCodeAt(text.length - 1));
}

const isCapital = (code: number): boolean => code >= 65 && code <= 90;
/** Last letter of `Service` and `Gateway`. */
const isNameEnd = (code: number): boolean => code === 101 || code === 121;

/** Every id inside plain text whose form alone tells it. For columns named after a kind only, never for prose. */
export function idsIn(text: string): string[] {
  const out: string[] = [];
  for (const part of text.split(/[,;]| and /)) {
    const trimmed = part.trim();
    if (kindOfId(trimmed) !== null) out.push(trimmed);
    else for (const word of trimmed.split(/\s+/)) if (kindOfId(word) !== null) out.push(word);
  }
  return out;
}

/** `FR-007` -> `FR`: ids of one author share it. */
export function prefixOf(id: string): string {
  const hyphen = id.indexOf('-');
  return hyphen < 0 ? id : id.slice(0, hyphen);
}

import type { Slot } from '../model/proposal.ts';
import type { Numbers } from './numbers.ts';
import { redact } from '../text/sensitive.ts';
import { caseless } from '../text/regex.ts';

type Rule = { readonly reason: string; readonly pattern: RegExp };

/** What no sentence for a document needs, whoever wrote it. The order is that of the reasons a person is told. */
const forbidden: readonly Rule[] = [
  { reason: 'holds a control, escape or invisible character', pattern: /(?![\r\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{DI}\uFFFD]/u },
  { reason: 'is more than one line', pattern: /[\r\n\t]/ },
  { reason: 'holds a conflict marker', pattern: /<{4,}|={4,}|>{4,}|\|{4,}/ },
  { reason: 'opens a fence', pattern: /`{2,}|~{2,}/ },
  { reason: 'holds template syntax', pattern: /\{\{|\}\}|\{%|%\}|\{#|\$\{|<%|%>|\$\(/ },
  { reason: 'holds a Mermaid directive', pattern: /%%|\b(?:graph|flowchart)\s+(?:TD|TB|BT|LR|RL)\b|\b(?:sequenceDiagram|classDiagram|stateDiagram|erDiagram|gitGraph|quadrantChart|requirementDiagram|mindmap|gantt)\b|\bclick\s+\w+\s+(?:href|call|")/i },
  { reason: 'holds HTML', pattern: /<[a-z!/?]|&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);/i },
  { reason: 'holds a link', pattern: /[a-z][a-z0-9+.-]*:\/\/|\b(?:mailto|javascript|vbscript|data|file|tel):\S|\bwww\.|\]\s*[([:]|!\[|\b(?:[a-z0-9-]+\.)+(?:com|net|org|io|dev|app|ai|co|info|biz|me|xyz|ru|cn|de|uk|eu|test|invalid|example)\b/i },
  { reason: 'holds Markdown that makes more than text', pattern: /^\s*(?:#{1,6}\s|>|\||[-*+]\s|\d+[.)]\s|---|\*\*\*|___)|\[[ xX]\]|\|\s*-{3,}|\*\*|__/ },
  { reason: 'claims a status or a source that only rules give', pattern: /<-|\bMVP\s+(?:READY|DRAFT)\b|\bplan-ignore\b|\bgenerated-by\b/i },
];

/** What names a thing of the plan: it may stand only if the derived text or its material holds it. */
const names: readonly Rule[] = [
  { reason: 'an id', pattern: /(?<![\p{L}\p{N}_])(?:[A-Z][A-Z0-9]+(?:-[A-Za-z0-9]+)+|(?:DEC|RISK|WP|GATE|PH|NFR|CST|WF|CON|MET|REF|CUT|OBJ|Q|T|TEST|FR|US|REQ)-\w+(?:-\w+)*)/gu },
  { reason: 'a route or path', pattern: caseless(String.raw`\b(?:GET|POST|PUT|PATCH|DELETE)\s+/[\w./{}-]*|(?<![\p{L}\p{N}.])\.{0,2}/[\w{][\w./{}-]*|\b(?![a-z]+/[a-z]+(?![\w./-]))[\w-]+/[\w./-]+|\b\w+\\\w+`, 'g') },
  { reason: 'an error or constant', pattern: /\b[A-Z]{2,}(?:_[A-Z0-9]+)+\b/g },
  { reason: 'a model, service or field', pattern: /\b(?:[A-Z][a-z0-9]+){2,}\b|\b[a-z]+(?:[A-Z][a-z0-9]*)+\b|\b\w+_\w+\b|\b[A-Za-z]\w*\.[A-Za-z_]\w*\b/g },
  { reason: 'a code name', pattern: /`[^`]*`?/g },
  { reason: 'a KSUID or hash', pattern: /\b(?=\w*\d)(?=\w*[A-Za-z])\w{16,}\b/g },
];

/**
 * Why words may not stand in their slot, or null when they may. They may hold no id, number or name that the derived text and its material do
 * not hold, no link, no markup of any kind, nothing invisible, and at most the slot's characters. Look-alike forms (NFKC) count as what they look like.
 */
export function refusal(slot: Slot, text: string, numbers: Numbers): string | null {
  if (text.trim() === '') return 'is empty';
  if (slot.choices !== null) return slot.choices.includes(text) ? null : `is none of: ${slot.choices.join(', ')}`;
  if ([...text].length > slot.maxChars) return `is longer than ${slot.maxChars} characters`;
  for (const form of new Set([text, text.normalize('NFKC')])) {
    const rule = forbidden.find(each => each.pattern.test(form));
    if (rule !== undefined) return rule.reason;
    if (redact(form) !== form) return 'holds what looks like an address, a secret or a place';
    const known = [slot.derived, ...slot.material].join('\n');
    const foreign = foreignName(form, known) ?? foreignNumber(form, known, numbers);
    if (foreign !== null) return foreign;
    if (numbers.unreadable(form, `${slot.ask}\n${known}`)) return 'is in a script that the derived text is not in, so that its numbers cannot be checked';
  }
  return same(text, slot.derived) ? 'says what already stands there' : null;
}

/** For words a person wrote over a draft: anything may be said, but on one line and without invisible characters. */
export function refusalOfEdit(slot: Slot, text: string): string | null {
  if (text.trim() === '') return 'is empty';
  if (slot.choices !== null) return slot.choices.includes(text) ? null : `is none of: ${slot.choices.join(', ')}`;
  if ([...text].length > slot.maxChars) return `is longer than ${slot.maxChars} characters`;
  return forbidden.slice(0, 2).find(each => each.pattern.test(text))?.reason ?? null;
}

function foreignName(text: string, known: string): string | null {
  for (const { reason, pattern } of names) {
    for (const [hit] of text.matchAll(pattern)) if (!holds(known, hit.replace(/[.,-]+$/, ''))) return `names ${reason} that does not stand in the derived text`;
  }
  return null;
}

function foreignNumber(text: string, known: string, numbers: Numbers): string | null {
  const stated = new Set(numbers.in(known));
  return numbers.in(text).every(hit => stated.has(hit)) ? null : 'holds a number that does not stand in the derived text';
}

/** Whole: `FR-01` does not stand in `FR-012`. */
function holds(known: string, name: string): boolean {
  for (let at = known.indexOf(name); at >= 0; at = known.indexOf(name, at + 1)) {
    const before = known[at - 1] ?? ' ';
    const after = known[at + name.length] ?? ' ';
    if (!/[\w-]/.test(before) && !/[\w-]/.test(after)) return true;
  }
  return false;
}

const same = (a: string, b: string): boolean => a.replace(/\s+/g, ' ').trim() === b.replace(/\s+/g, ' ').trim();

import type { Priority } from '../../model/spec.ts';
import { plain } from './matcher.ts';
import { patternLimit, type Kind, type Words } from './words.ts';

/** White space folded to single spaces. */
export function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export interface Identified {
  id: string | null;
  text: string;
}

const idPattern = /^\[?([A-Z][A-Za-z]{0,9}(?:[-_][A-Za-z0-9]{1,12}){0,4}[-_]?\d{1,5}(?:\.\d{1,4}){0,3}[a-z]?)\]?(?:\s*[:：.)–—]+(?!\d)\s*|\s+[-–—]\s+|\s*$)/;
const boldIdPattern = /^\[?([A-Za-z]{1,10}(?:[-_][A-Za-z0-9]{1,12}){0,4}[-_]?\d{1,5}(?:\.\d{1,4}){0,3}[a-z]?)\]?$/;

/** The author's id at the start of a line ("FR-034b: ...", bold "US-FIN-01"), and the text behind it. */
export function takeId(text: string, bold: string | null): Identified {
  if (bold !== null && text.startsWith(bold)) {
    const marked = boldIdPattern.exec(bold.replace(/[:：.]\s*$/, '').trim());
    if (marked?.[1] !== undefined) return { id: marked[1], text: text.slice(bold.length).replace(/^\s*(?:\([^)]{1,40}\))?\s*[:：.)–—-]*\s*/, '') };
  }
  // "/LF10/", as German requirement documents number their functions, data and limits.
  const slashed = /^\/([A-Z]{1,4}\d{1,5}[a-z]?)\/\s*[:：]?\s*/.exec(text.slice(0, 80));
  if (slashed?.[1] !== undefined) return { id: slashed[1], text: text.slice(slashed[0].length) };
  const numbered = /^(\d{1,3}(?:\.\d{1,3}){1,4})[.)]?\s+(?=[\p{Lu}\p{Lo}])/u.exec(text.slice(0, 80));
  if (numbered?.[1] !== undefined) return { id: numbered[1], text: text.slice(numbered[0].length) };
  // "R2.1.4 Cancel a booking"
  const dotted = /^([A-Z]{1,6}-?\d{1,4}(?:\.\d{1,4}){1,4})\s+(?=\p{L})/u.exec(text.slice(0, 80));
  if (dotted?.[1] !== undefined) return { id: dotted[1], text: text.slice(dotted[0].length) };
  const family = /^\[?([A-Z]{2,6}(?:-[A-Z0-9]{1,10}){0,3}-\d{1,5}(?:\.\d{1,4}){0,3}[a-z]?)\]?\s+(?=\S)/.exec(text.slice(0, 80));
  if (family?.[1] !== undefined && idKind(family[1]) !== null) return { id: family[1], text: text.slice(family[0].length).replace(/^[-–—:：]\s*/, '') };
  const match = idPattern.exec(text.slice(0, 80));
  if (match?.[1] === undefined || !/[-_\d]/.test(match[1].slice(1))) return { id: null, text };
  return { id: match[1], text: text.slice(match[0].length) };
}

/** What a family of ids is about, whatever section it stands in; null when only the section can say. */
export function idKind(id: string | null): Kind | null {
  if (id === null) return null;
  const family = /^[A-Za-z]+/.exec(id)?.[0].toUpperCase() ?? '';
  if (/^(?:FR|REQ|RQ|BR|SR|UC|FUNC|SRS|PRD|TRD|IRD|RF|CU|FA|LF)$/.test(family)) return 'requirements';
  if (/^(?:NFR|NF|QR|RNF|NFA|LL)$/.test(family)) return 'nonfunctional';
  if (/^(?:US|STORY|HU)$/.test(family)) return 'stories';
  if (family === 'SC' || family === 'KPI') return 'metrics';
  if (family === 'LD') return 'entities';
  if (family === 'AC') return 'acceptance';
  if (family === 'OQ') return 'openQuestions';
  if (family === 'NG') return 'outOfScope';
  // "GHC-NFR-010": the project first, then the family.
  const inner = id.toUpperCase().split(/[-_.]/).slice(1, -1);
  if (inner.some(part => /^(?:NFR|NF|RNF|NFA)$/.test(part))) return 'nonfunctional';
  return inner.some(part => /^(?:FR|FUN|FUNC|RF|FA)$/.test(part)) ? 'requirements' : null;
}

/** True for an id that says "requirement" and not of which kind, so that its section says it: "REQ-7" against "FR-7". */
export function isPlainId(id: string | null): boolean {
  return /^(?:REQ|RQ|SR|SRS|PRD|TRD|IRD)(?![A-Za-z])/i.test(id ?? '');
}

const numbering = /^(?:(?:\d{1,3}\.)+\d{0,3}|\d{1,3}[.)]|[A-Z][.)]|\(\d{1,3}\)|[IVX]{1,4}\.)\s+|^(?:第?[一二三四五六七八九十\d]{1,4}[、．章節节部]|[（(][一二三四五六七八九十\d]{1,4}[）)])\s*/u;

/** A heading without numbering, marks, emoji, trailing parentheses and colon. */
export function cleanTitle(text: string): string {
  return flat(text)
    .replace(/^[\p{Extended_Pictographic}\p{So}\uFE0F\u200D\s]+/u, '')
    .replace(numbering, '')
    .replace(/\s*\{#[^{}\s]{1,80}\}\s*$/, '')
    .replace(/\s*[:：]\s*$/, '')
    .trim();
}

/** Scripts without spaces between words. */
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{2,12}$/u;

export interface Announced {
  kind: Kind | null;
  /** True when the words say the kind and nothing else. */
  exact: boolean;
  /** "Requirement 3: Reminders" announces one item: its number ("3" or ""), and its own name. */
  item: { number: string; name: string } | null;
}

const nothing: Announced = { kind: null, exact: false, item: null };

/** What a heading or label announces: the whole, one named item of a kind, its first part, or its last words. */
export function announced(text: string, words: Words): Announced {
  const title = plain(cleanTitle(text).slice(0, 200)).replace(/[*_`]/g, '');
  if (title === '') return nothing;
  const bare = title.replace(/\s*[(（[][^)）\]]*[)）\]]\s*$/u, '').trim();
  const remark = bare === title ? null : remarked(title.slice(bare.length).replace(/[()（）[\]]/g, '').trim(), words);
  if (remark === 'outOfScope' && !words.kinds.has(title)) return { kind: remark, exact: words.kinds.get(bare) === remark, item: null };
  for (const form of [title, bare]) {
    const kind = words.kinds.get(form);
    if (kind !== undefined) return { kind, exact: true, item: null };
  }
  const described = undescribed(bare, words);
  const told = described === bare ? undefined : words.kinds.get(described);
  if (told !== undefined && (!named.has(told) || (several.has(told) && (described.includes(' ') || (unspaced.test(described) && described.length >= compound))))) return { kind: told, exact: true, item: null };
  if (remark === 'requirements' && !known(bare, words)) return { kind: remark, exact: false, item: null };
  const item = /^(\p{L}[\p{L} '-]{0,40}?)\s*(\d{1,4}(?:\.\d{1,4})*)?\s*(?:[:：.)–—]|-(?=\s)|$)\s*/u.exec(title);
  const itemKind = item?.[1] === undefined ? undefined : words.kinds.get(item[1]);
  if (item !== null && itemKind !== undefined) {
    const original = flat(cleanTitle(text));
    return { kind: itemKind, exact: false, item: { number: item[2] ?? '', name: original.slice(Math.min(item[0].length, original.length)).trim() } };
  }
  const asked = bare.replace(/^¿\s*|\s*[?？]$/gu, '');
  const said = words.sentences.find(({ pattern }) => pattern.test(asked));
  if (said !== undefined) return { kind: said.kind, exact: true, item: null };
  const parts = bare.split(/\s+(?:and|und|y|e|ed|et|и|및|&|\+)\s+|\s*[/、・]\s*/u);
  const kinds = parts.map(part => words.kinds.get(part));
  const [first] = kinds;
  const whole = kinds.every(each => each !== undefined);
  // "表单校验与异常处理": rules first, whatever joins them.
  const [former = '', latter = '', ...others] = unspaced.test(bare) ? bare.split(/[与和及と]/u) : [];
  const [one, two] = [words.kinds.get(former), words.kinds.get(latter)];
  if (others.length === 0 && one === 'requirements' && two !== undefined) return { kind: one, exact: true, item: null };
  // A mark within a compound ("予約・受付") joins no sections.
  if (parts.length > 1 && first !== undefined && (whole || first === 'checklist' || (spreads(first) && !words.alone.has(parts[0] ?? '') && /\s/.test(bare)))) return { kind: first, exact: true, item: null };
  const tokens = unspaced.test(bare) ? [...bare] : bare.split(' ');
  const between = tokens.length > 1 && unspaced.test(bare) ? '' : ' ';
  // "Requirements of the user": what is announced stands before the word that ties.
  const ties = tokens.length > 8 ? [] : tokens.flatMap((token, at) => (at > 0 && words.ties.has(token) ? [at] : []));
  const [tie = -1] = ties;
  // "Casos de uso de usuarios": the word that ties may stand within the name itself.
  const head = ties.map(at => words.kinds.get(tokens.slice(0, at).join(' '))).find(each => each !== undefined);
  if (head !== undefined && spreads(head) && !loose.has(head)) return { kind: head, exact: false, item: null };
  // "Status of the requirements", "Statuts des exigences" speaks of them and states none.
  const aside = ['status', 'priority', 'id'].some(role => words.columns.get(role)?.has(tokens[0] ?? '') === true) && tie === 1;
  if (!aside && tokens.length <= (between === '' ? 12 : 6)) {
    for (let from = 1; from < tokens.length; from++) {
      const kind = words.kinds.get(tokens.slice(from).join(between));
      if (kind !== undefined && spreads(kind) && tokens.slice(from).join(between) !== 'mvp') return { kind, exact: false, item: null };
    }
  }
  return nothing;
}

/** Kinds whose words are things a product may have: "Primary language", "Required documents". */
const named = new Set<Kind>(['component', 'meta', 'document', 'ignored', 'answered', 'team', 'entities', 'acceptance']);

/** Those of them that two words announce: "Modelo de datos relacionado". */
const several = new Set<Kind>(['entities', 'acceptance']);

/** Fewest letters of a compound in a script without spaces: "データモデル". */
const compound = 4;

/** A title without the words at its edges that only describe: "required endpoints", "riesgos principales". */
function undescribed(title: string, words: Words): string {
  if (unspaced.test(title)) {
    const from = [...words.describing].find(word => title.length > word.length && title.startsWith(word))?.length ?? 0;
    const tail = [...words.describing].find(word => title.length - from > word.length && title.endsWith(word))?.length ?? 0;
    return title.slice(from, title.length - tail);
  }
  const tokens = title.split(' ');
  const from = tokens.findIndex(token => !words.describing.has(token));
  const to = tokens.findLastIndex(token => !words.describing.has(token));
  return from < 0 ? title : tokens.slice(from, to + 1).join(' ');
}

/** What a remark in brackets behind a title announces: "(v1 不做)", "(business rules)". */
function remarked(remark: string, words: Words): Kind | null {
  const found = remark.split(/\s*[/,、，;；]\s*/u).map(part => words.kinds.get(part) ?? words.sentences.find(({ pattern }) => pattern.test(part))?.kind);
  return found.find(kind => kind === 'outOfScope' || kind === 'requirements') ?? null;
}

/** True for a title that says itself what stands below it. */
const known = (bare: string, words: Words): boolean => announced(bare, words).kind !== null;

/** Kinds with words that start many a heading which announces none: "Data for reports", "Example of a booking". */
const loose = new Set<Kind>(['entities', 'acceptance', 'openQuestions', 'goals']);

/** Kinds whose words are too common to announce them at the end of a longer heading. */
function spreads(kind: Kind): boolean {
  return !['stack', 'component', 'budget', 'team', 'deadline', 'summary', 'document', 'context', 'ignored', 'meta', 'answered', 'checklist', 'dependencies', 'nonfunctional', 'routes', 'schema'].includes(kind);
}

/** Priority said by the author as a label: a cell, a heading, or a tag such as "(P1)" or "[Must]". */
export function labelPriority(text: string, words: Words): Priority | null {
  const label = plain(text).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  const exact = words.labels.get(label);
  if (exact !== undefined) return exact;
  const parts = label.split(/\s*\/\s*/u).map(part => words.labels.get(part));
  if (parts.length > 1 && parts.every(part => part !== undefined)) return parts[0] ?? null;
  const bare = words.labels.get(label.replace(/\s*[(（].*$/u, '').trim());
  if (bare !== undefined) return bare;
  const coded = /\bp([0-4])\b/.exec(label)?.[0];
  return coded === undefined || label.length > 40 ? null : (words.labels.get(coded) ?? null);
}

/** Priority tag at the end or start of a sentence, such as "(P1)", "[Must]", "(Priority: High)", and the sentence without it. */
export function takePriorityTag(text: string, words: Words): { priority: Priority | null; label: string | null; text: string } {
  for (const match of text.matchAll(/\s*[([]\s*([^()[\]]{1,40})\s*[)\]]\s*/g)) {
    const inner = (match[1] ?? '').replace(/^\p{L}+\s*[:：]\s*/u, '');
    const at = match.index;
    const edge = at === 0 || at + match[0].length >= text.trimEnd().length - 1;
    const priority = edge ? labelPriority(inner, words) : null;
    if (priority !== null) return { priority, label: inner.trim(), text: flat(`${text.slice(0, at)} ${text.slice(at + match[0].length)}`) };
  }
  return { priority: null, label: null, text };
}

/** "Priority: High" as a field at the end of the text or of one of its joined details, and the text without it. */
export function takePriorityField(text: string, words: Words): { priority: Priority | null; text: string } {
  for (const match of text.matchAll(/(?:^|[.;:。；]\s*|\s)(\p{L}{2,12})\s*[:：]\s*([^;.:。；]{1,24})(?=$|[;.。；])[;.。；]?/gu)) {
    if (words.columns.get('priority')?.has(plain(match[1] ?? '')) !== true) continue;
    const priority = labelPriority(match[2] ?? '', words);
    if (priority !== null) return { priority, text: flat(`${text.slice(0, match.index)}${/^[.。]/.test(match[0]) ? '.' : ''} ${text.slice(match.index + match[0].length)}`).replace(/[:;]$/, '') };
  }
  return { priority: null, text };
}

/** Priority of the first modal word in the sentence, or null. */
export function modalPriority(text: string, words: Words): Priority | null {
  const sentence = text.slice(0, patternLimit);
  let best: { priority: Priority; index: number } | null = null;
  for (const { priority, find } of words.modals) {
    const hit = find.first(sentence);
    if (hit !== null && (best === null || hit.index < best.index)) best = { priority, index: hit.index };
  }
  return best?.priority ?? null;
}

/** True for "within 300 ms", "99.9% uptime", "500 concurrent users": a limit word or comparison near a number with a unit of quality. */
export function isMeasuredQuality(text: string, words: Words): boolean {
  const sentence = text.slice(0, patternLimit);
  if (!/\d/.test(sentence)) return false;
  if (words.throughput.some(pattern => pattern.test(sentence))) return true;
  for (const match of sentence.matchAll(/\d[\d.,]*\s*\+?/g)) {
    const after = sentence.slice(match.index + match[0].length, match.index + match[0].length + 40).trimStart().toLowerCase();
    const before = sentence.slice(Math.max(0, match.index - 24), match.index);
    const unit = words.units.find(each => after.startsWith(each) && !/^\p{L}/u.test(after.slice(each.length)));
    if (unit === undefined) continue;
    const loadUnit = !/^(?:m?s|sec\w*|milli\w*|segundo.*|sekunde.*|秒|毫秒|ミリ秒)$/u.test(unit);
    if (loadUnit || words.limits.first(before) !== null || words.limits.first(after.slice(unit.length, unit.length + 4)) !== null) return true;
  }
  return false;
}

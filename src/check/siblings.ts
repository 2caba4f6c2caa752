import { planWords } from './plan-words.ts';
import type { Run } from './run.ts';
import type { Section, Sheet } from './sheet.ts';

/** Documents that rules ask for beside a document: specs, plans and tasks of one change stand in one folder. */
const companions = ['spec.md', 'requirements.md', 'design.md', 'plan.md', 'proposal.md', 'tasks.md'] as const;

/** Paths of those documents seen from a document, whether they exist or not; itself left out. */
export function companionsOf(path: string): string[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return companions.map(name => `${folder}${name}`).filter(each => each !== path);
}

/** Whether rules may ask for this document from beside it. */
export const isCompanion = (path: string): boolean => companions.some(name => path === name || path.endsWith(`/${name}`));

/** The document of that name in the same folder, when it is checked in the same run. */
export function siblingOf(run: Run, sheet: Sheet, name: (typeof companions)[number]): Sheet | null {
  const folder = sheet.document.path.slice(0, sheet.document.path.lastIndexOf('/') + 1);
  return run.sheets.get(`${folder}${name}`) ?? null;
}

export const nameOf = (sheet: Sheet): string => sheet.document.path.split('/').at(-1) ?? '';

/** A requirement under its own numbered heading (`### Requirement 2: ...`), with how many numbered criteria stand below it. */
export type NumberedRequirement = { number: number; title: string; section: Section; criteria: number };

/** The numbered requirements of a Kiro spec, each with its acceptance criteria. */
export function numberedRequirements(sheet: Sheet, run: Run): NumberedRequirement[] {
  const { requirement } = planWords(run.languages);
  const found: NumberedRequirement[] = [];
  for (const section of sheet.sections) {
    const match = requirement.exec(section.heading.text.trim());
    if (match === null || section.heading.depth === 1) continue;
    const items = sheet.document.blocks.slice(section.start, section.end).filter(block => block.type === 'item' && block.depth === 0 && block.ordered);
    found.push({ number: Number(match[1]), title: (match[2] ?? '').trim(), section, criteria: items.length });
  }
  return found;
}

/** A user story of a spec: `### User Story 3 - Title (Priority: P2)`. */
export type Story = { number: number; title: string; section: Section };

/** The sections "User Story N" of a Spec Kit document. */
export function storiesOf(sheet: Sheet, run: Run): Story[] {
  const { story } = planWords(run.languages);
  return sheet.sections.flatMap(section => {
    const match = story.exec(section.heading.text.trim());
    return match === null ? [] : [{ number: Number(match[1]), title: (match[2] ?? '').trim(), section }];
  });
}

export type Mention = { text: string; line: number; column: number };

/** Numbers that `_Requirements: 1.1, 2_` lines of a task list name; words between them are left out. */
export function requirementMentions(sheet: Sheet, run: Run): Mention[] {
  const { anyNamed, named } = planWords(run.languages);
  if (!anyNamed.test(sheet.document.text)) return [];
  return sheet.lines.flatMap((line, index) => {
    const list = named.exec(line);
    if (list === null) return [];
    const start = (list[1] ?? '').length;
    return [...(list[2] ?? '').matchAll(/(?<![\w.-])(\d{1,3}(?:\.\d{1,3})?)(?![\w.-]*\w)/g)].map(match => ({ text: match[1] ?? '', line: index + 1, column: start + match.index + 1 }));
  });
}

/** `[US2]` labels of task boxes. */
export function storyMentions(sheet: Sheet): (Mention & { story: number })[] {
  if (!sheet.document.text.includes('[US')) return [];
  return sheet.boxes.flatMap(box => {
    const line = sheet.lines[box.line - 1] ?? '';
    return [...line.matchAll(/\[US(\d+)\]/g)].map(match => ({ text: match[0], story: Number(match[1]), line: box.line, column: match.index + 1 }));
  });
}

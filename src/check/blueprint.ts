import type { Fence } from '../model/document.ts';
import type { Group } from './run.ts';
import type { Section, Sheet } from './sheet.ts';

export type BlueprintRoute = { id: string; sheet: Sheet; line: number; parts: Map<string, { text: string; line: number }> };
/** `supporting` models are declared here and nowhere else. */
export type BlueprintModel = { name: string; supporting: boolean; sheet: Sheet; line: number; fields: { name: string; text: string; line: number }[] };

/** What seed 003's four blocks declare in words (SEED-003-8): `### 1. API Routes`, `2. Service Layer`, `3. Data Models`. */
export type Blueprint = { routes: BlueprintRoute[]; methods: Set<string>; models: BlueprintModel[] };

const routeLine = /^(GET|POST|PUT|PATCH|DELETE) (\/\S*)\s*$/;
/** A route of a brief plan, all on one line. */
const routeItem = /^- \*\*(GET|POST|PUT|PATCH|DELETE) (\/\S*)\*\* (.*)$/;
const modelLine = /^(?:\*\*|`)?([A-Z\u0080-\uffff][A-Za-z0-9\u0080-\uffff]*)(?:\*\*|`)? \((?:[^)]*)\)/;
const fieldLine = /^\s*(?:- )?(?:\*\*)?(?:([A-Z\u0080-\uffff][A-Za-z0-9\u0080-\uffff]*)\.)?([a-z_\u0080-\uffff][\w\u0080-\uffff, ]*?)(?:\*\*)?:\s+(.*)$/;

/** The blueprint of a feature as its documents write it, read once a group. */
export function blueprintOf(group: Group): Blueprint {
  return (group.worked.blueprint ??= readBlueprint(group));
}

function readBlueprint(group: Group): Blueprint {
  const blueprint: Blueprint = { routes: [], methods: new Set(), models: [] };
  for (const sheet of group.sheets) {
    if (sheet.own?.doc !== 'add') continue;
    for (const section of sheet.sections) {
      const title = section.heading.text.toLowerCase();
      if (section.heading.depth !== 3) continue;
      if (title.endsWith('api routes')) readRoutes(sheet, section, blueprint);
      else if (title.endsWith('service layer')) readServices(sheet, section, blueprint);
      else if (title.endsWith('data models')) blueprint.models.push(...modelsIn(linesOf(sheet, section), sheet));
    }
  }
  return blueprint;
}

function readRoutes(sheet: Sheet, section: Section, blueprint: Blueprint): void {
  let route: BlueprintRoute | null = null;
  let part: { text: string; line: number } | null = null;
  for (const { text, line } of linesOf(sheet, section)) {
    const start = routeLine.exec(text.trim());
    if (start !== null) {
      route = { id: `${start[1]} ${start[2]}`, sheet, line, parts: new Map() };
      blueprint.routes.push(route);
      continue;
    }
    const item = routeItem.exec(text);
    if (item !== null) {
      const parts = (item[3] ?? '').split(' · ').flatMap(each => {
        const [, name, value] = /^(Purpose|Authentication|Request|Response|Errors):\s*`?(.*?)`?$/.exec(each.trim()) ?? [];
        return name === undefined ? [] : [[name.toLowerCase(), { text: value ?? '', line }] as const];
      });
      blueprint.routes.push({ id: `${item[1]} ${item[2]}`, sheet, line, parts: new Map(parts) });
      continue;
    }
    const named = /^\s*- (Purpose|Authentication|Request|Response|Errors):\s*(.*)$/.exec(text);
    if (named !== null && route !== null) {
      part = { text: named[2] ?? '', line };
      route.parts.set((named[1] ?? '').toLowerCase(), part);
    } else if (part !== null && /^\s{4,}\S/.test(text)) part.text += ` ${text.trim()}`;
  }
}

function readServices(sheet: Sheet, section: Section, blueprint: Blueprint): void {
  let service = '';
  for (const { text } of linesOf(sheet, section)) {
    service = /^`?([A-Z][A-Za-z0-9]*(?:Service|Gateway))`?(?::|\s|$)/.exec(text)?.[1] ?? service;
    const method = /^\s*- (?:\*\*|`)?(?:([A-Z][A-Za-z0-9]*)\.)?([a-z][A-Za-z0-9]*)(?:\*\*|`)?\s*`?\(/.exec(text);
    if (method !== null) blueprint.methods.add(`${method[1] ?? service}.${method[2]}`);
  }
}

/** Models with their fields, in lines of the blueprint's part or of a whole document that holds it. */
export function modelsIn(lines: Iterable<{ text: string; line: number }>, sheet: Sheet): BlueprintModel[] {
  const models: BlueprintModel[] = [];
  let model: BlueprintModel | null = null;
  for (const { text, line } of lines) {
    const start = modelLine.exec(text.replace(/^- /, ''));
    if (start !== null) {
      model = { name: start[1] ?? '', supporting: /^(?:- )?\*\*/.test(text), sheet, line, fields: [] };
      models.push(model);
      for (const part of (/ Fields: (.*)$/.exec(text)?.[1] ?? '').split('; ')) {
        const [, name, rules] = /^([a-z_]\w*): (.*)$/.exec(part) ?? [];
        if (name !== undefined) model.fields.push({ name, text: rules ?? '', line });
      }
      continue;
    }
    const field = fieldLine.exec(text);
    if (field === null || model === null || !/^\s*- /.test(text)) continue;
    for (const name of (field[2] ?? '').split(',')) model.fields.push({ name: name.trim(), text: field[3] ?? '', line });
  }
  return models;
}

/** The source lines of a section, code blocks of plain text included. */
function* linesOf(sheet: Sheet, section: Section): Generator<{ text: string; line: number }> {
  for (let line = section.line + 1; line <= section.endLine; line++) yield { text: sheet.lines[line - 1] ?? '', line };
}

/** Mermaid fences of the group with their sheet. */
export function diagramsOf(group: Group): { sheet: Sheet; fence: Fence; section: Section | null }[] {
  return group.sheets.flatMap(sheet => sheet.fences.filter(({ fence }) => fence.lang === 'mermaid').map(({ fence, section }) => ({ sheet, fence, section })));
}

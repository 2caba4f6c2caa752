import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import { documentView } from '../../src/render/render.ts';
import { createSite } from '../../src/render/site.ts';
import type { View, ViewValue } from '../../src/render/templates.ts';
import { knowledge } from '../support/knowledge.ts';
import { clinicPlan } from '../support/plan.ts';

type Faults = string[];
type Scope = readonly (ViewValue | undefined)[];

/** Walks a template beside its data, so that a key only a block names (`#each missing`) is found too, which `strict` does not see. */
function walk(program: hbs.AST.Program, scope: Scope, faults: Faults, where: string): void {
  for (const node of program.body) {
    if (node.type === 'MustacheStatement' && isMustache(node)) {
      if (!node.escaped) faults.push(`${where}: triple mustache`);
      resolve(node.path, scope, faults, where);
    }
    if (node.type === 'PartialStatement' && isPartial(node)) {
      const name = isPath(node.name) ? node.name.original : '';
      const source = knowledge().templates[`partials/_${name}.hbs`];
      if (source === undefined) {
        faults.push(`${where}: no partial ${name}`);
        continue;
      }
      const [param] = node.params;
      const inner = param === undefined ? scope : [...scope, resolve(param, scope, faults, where)];
      walk(Handlebars.parse(source), inner, faults, `_${name}`);
    }
    if (node.type === 'BlockStatement' && isBlock(node)) {
      const helper = isPath(node.path) ? node.path.original : '';
      if (!['each', 'if', 'unless'].includes(helper)) faults.push(`${where}: block ${helper}`);
      const [param] = node.params;
      const value = param === undefined ? undefined : resolve(param, scope, faults, where);
      if (helper === 'each') {
        if (value !== undefined && value !== null && !Array.isArray(value)) faults.push(`${where}: each over what is no list`);
        for (const item of Array.isArray(value) ? value : []) walk(node.program, [...scope, item], faults, where);
      } else if (value !== null && value !== false && value !== '' && !(Array.isArray(value) && value.length === 0)) walk(node.program, scope, faults, where);
      if (node.inverse) walk(node.inverse, scope, faults, where);
    }
  }
}

const isMustache = (node: hbs.AST.Node): node is hbs.AST.MustacheStatement => node.type === 'MustacheStatement';
const isPartial = (node: hbs.AST.Node): node is hbs.AST.PartialStatement => node.type === 'PartialStatement';
const isBlock = (node: hbs.AST.Node): node is hbs.AST.BlockStatement => node.type === 'BlockStatement';
const isPath = (node: hbs.AST.Node): node is hbs.AST.PathExpression => node.type === 'PathExpression';
const isView = (value: ViewValue | undefined): value is View => typeof value === 'object' && value !== null && !Array.isArray(value);

function resolve(node: hbs.AST.Node, scope: Scope, faults: Faults, where: string): ViewValue | undefined {
  if (!isPath(node) || node.data) return undefined;
  let value = scope.at(-1 - node.depth);
  for (const part of node.parts) {
    const key = String(part);
    if (!isView(value) || !(key in value)) {
      faults.push(`${where}:${node.loc.start.line}: ${node.original}`);
      return undefined;
    }
    value = value[key];
  }
  return value;
}

describe('document templates', () => {
  it.each(['full', 'lite', 'brief'] as const)('name no key their view lacks (%s)', depth => {
    const faults: Faults = [];
    for (const plan of [clinicPlan(), clinicPlan({ calibrated: false })]) {
      for (const page of createSite(plan, knowledge(), { depth }).pages) {
        walk(Handlebars.parse(knowledge().templates[`${depth === 'brief' ? 'brief' : 'documents'}/${page.doc.id}.md.hbs`] ?? ''), [documentView(page)], faults, page.doc.id);
      }
    }
    expect([...new Set(faults)]).toEqual([]);
  });

  it('exist for each document of the catalogue, and no other', () => {
    const wanted = knowledge().catalogue.documents.map(doc => `documents/${doc.id}.md.hbs`).sort();
    expect(Object.keys(knowledge().templates).filter(name => name.startsWith('documents/')).sort()).toEqual(wanted);
    const brief = knowledge().catalogue.documents.filter(doc => doc.depth === 'brief').map(doc => `brief/${doc.id}.md.hbs`).sort();
    expect(Object.keys(knowledge().templates).filter(name => name.startsWith('brief/')).sort()).toEqual(brief);
  });
});

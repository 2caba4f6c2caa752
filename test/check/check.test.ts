import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyBaseline, baselineOf, newFindings } from '../../src/check/baseline.ts';
import { checkDocuments } from '../support/check.ts';
import type { CheckInput } from '../support/check.ts';
import { applyFixes } from '../../src/check/fix.ts';
import { guard } from '../../src/markdown/guard.ts';
import { rules } from '../../src/check/rules/index.ts';
import { assertKnownRules } from '../../src/check/settings.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import type { Finding } from '../../src/model/finding.ts';
import { clinicPlan } from '../support/plan.ts';
import { knowledge } from '../support/knowledge.ts';

const catalogue = knowledge().catalogue;
const check = (texts: Record<string, string>, more: Partial<CheckInput> = {}): Finding[] =>
  checkDocuments({ documents: Object.entries(texts).map(([path, text]) => parseMarkdown(path, text)), today: '2027-01-15', catalogue, ...more });
const idsOf = (findings: Finding[]): string[] => findings.map(finding => `${finding.rule}:${finding.line}`);

describe('settings', () => {
  const text = { 'plan.md': '# Plan\n- limit: TBD\n- It is robust.\n- It handles errors.\n' };

  it('starts quietly on a foreign plan and can be turned up', () => {
    expect(idsOf(check(text))).toEqual(['structure/placeholder:2']);
    expect(idsOf(check(text, { ruleSet: 'recommended' }))).toEqual(['structure/placeholder:2', 'wording/vague:3']);
    expect(idsOf(check(text, { ruleSet: 'all' }))).toEqual(['structure/placeholder:2', 'wording/vague:3', 'wording/weak:4']);
  });

  it('turns rules and families off, on and up', () => {
    expect(idsOf(check(text, { rules: { structure: 'off' } }))).toEqual([]);
    expect(check(text, { rules: { 'structure/placeholder': 'error' } })[0]?.severity).toBe('error');
    expect(check(text, { rules: { 'structure/placeholder': 'warn' } })[0]?.severity).toBe('warning');
    expect(idsOf(check(text, { rules: { 'wording/vague': 'error' } }))).toContain('wording/vague:3');
  });

  it('refuses a rule that does not exist, naming the near ones', () => {
    expect(() => assertKnownRules(rules, ['wording/vauge'])).toThrow(/no rule/);
    expect(() => assertKnownRules(rules, ['wording', 'ids/dangling'])).not.toThrow();
  });

  it('shows at most eight findings of a foreign document, errors first, and all when a set is chosen', () => {
    const long = { 'plan.md': `# Plan\n${Array.from({ length: 20 }, (_, index) => `- item ${index}: TBD\n`).join('')}\n[gone](#nowhere)\n` };
    const findings = check(long);
    expect(findings).toHaveLength(8);
    expect(findings.map(finding => finding.rule)).toContain('structure/broken-link');
    expect(findings.at(-1)?.rule === 'file/more' || findings.some(finding => finding.rule === 'file/more')).toBe(true);
    expect(check(long, { ruleSet: 'start' })).toHaveLength(21);
  });
});

describe('waivers', () => {
  const waived = (comment: string): Finding[] => check({ 'plan.md': `# Plan\n\n${comment}\n\n- limit: TBD\n` });

  it('cover the next line when they give a reason', () => {
    expect(waived('<!-- plan-ignore structure/placeholder: the board decides in May -->')).toEqual([]);
    expect(waived('<!-- plan-ignore structure: the board decides in May (until 2027-05-01) -->')).toEqual([]);
  });

  it('cover nothing without a reason', () => {
    expect(idsOf(waived('<!-- plan-ignore structure/placeholder -->'))).toEqual(['waivers/no-reason:3', 'structure/placeholder:5']);
  });

  it('still hold past their day, with a warning', () => {
    const findings = waived('<!-- plan-ignore structure/placeholder: later (until 2027-01-14) -->');
    expect(findings.map(finding => [finding.rule, finding.severity])).toEqual([['waivers/expired', 'warning']]);
  });

  it('cover the row of a table that they stand in or behind, and no other', () => {
    const rows = (comment: string): string => `# Plan\n\n| Limit | Is |\n| --- | --- |\n| a | TBD${comment}\n| b | TBD |\n`;
    expect(idsOf(check({ 'plan.md': rows(' |') }))).toEqual(['structure/placeholder:5', 'structure/placeholder:6']);
    for (const comment of [' <!-- plan-ignore structure/placeholder: the board decides --> |', ' | <!-- plan-ignore structure/placeholder: the board decides -->']) expect(idsOf(check({ 'plan.md': rows(comment) }))).toEqual(['structure/placeholder:6']);
    expect(idsOf(check({ 'plan.md': rows(' `<!-- plan-ignore structure/placeholder: an example -->` |') }))).toEqual(['structure/placeholder:5', 'structure/placeholder:6']);
  });

  it('cover several rules, each of which must match', () => {
    expect(idsOf(waived('<!-- plan-ignore structure/placeholder, wording: the board decides in May -->'))).toEqual(['waivers/unused:3']);
  });

  it('that name no rule are no waivers', () => {
    expect(idsOf(waived('<!-- plan-ignore: the board decides in May -->'))).toEqual(['waivers/no-reason:3', 'structure/placeholder:5']);
  });

  it('are reported when nothing matches them any more', () => {
    expect(idsOf(check({ 'plan.md': '# Plan\n<!-- plan-ignore wording/vague: x -->\n- fine\n' }))).toEqual(['waivers/unused:2']);
  });
});

describe('baseline', () => {
  const before = check({ 'plan.md': '# Plan\n- a: TBD\n- b: TBD\n' });
  const baseline = baselineOf(before, '2027-01-01', null);
  const options = { path: '.plan/baseline.yaml', checked: new Set(['plan.md']) };

  it('accepts what it holds, wherever it moved, and nothing more', () => {
    const moved = check({ 'plan.md': '# Plan\nText.\n\n- a: TBD\n- b: TBD\n' });
    expect(applyBaseline(moved, baseline, options)).toEqual([]);
    const third = check({ 'plan.md': '# Plan\n- a: TBD\n- b: TBD\n- c: TBD\n' });
    expect(idsOf(applyBaseline(third, baseline, options))).toEqual(['structure/placeholder:4']);
  });

  it('reports entries that match nothing, of checked files only', () => {
    expect(applyBaseline([], baseline, options).map(finding => finding.rule)).toEqual(['waivers/baseline-unused']);
    expect(applyBaseline([], baseline, { ...options, checked: new Set(['other.md']) })).toEqual([]);
  });

  it('keeps the day of an entry when it is written again', () => {
    expect(baselineOf(before, '2027-06-01', baseline)).toEqual(baseline);
  });

  it('--since shows what is new', () => {
    expect(newFindings(check({ 'plan.md': '# Plan\n- a: TBD\n- b: TBD\n[x](#gone)\n' }), before).map(finding => finding.rule)).toEqual(['structure/broken-link']);
  });
});

describe('fixes', () => {
  const own = '---\ngenerated-by: planwright\ndoc: tasks\nfeature: bookings\nplan: 3MMf8oHiS0idqRaigtYxGUA4M77\n---\n# T\n\n';
  const cases = {
    anchor: '# Plan\n[steps](#Steps_to-take)\n\n## Steps to take\ntext\n',
    fence: '# Plan\n```json\n{ }\n',
    'fence without a last line end': '# Plan\n~~~~\nx',
    waiver: '# Plan\n<!-- plan-ignore wording/vague: gone -->\nText <!-- plan-ignore ids: gone --> here.\n',
    ready: `${own}MVP READY\n\n- \`DEC-a\` Which? Engineer, blocks READY.\n- \`DEC-b\` Which?\n`,
    'cells left out': `${own}MVP DRAFT - 1 open\n\n- \`DEC-a\` Which?\n\n| A | B | C |\n| --- | --- | --- |\n| 1 | 2 |\n| 1 |  \n`,
    'a criterion that its row leaves out': `${own.replace('doc: tasks', 'doc: prd')}MVP DRAFT - 1 open\n\n- \`DEC-a\` Which?\n\n| Id | Criteria | Trace |\n| --- | --- | --- |\n| FR-001 | FR-001/AC-1 | <- rule:R1 |\n\n- **FR-001/AC-1** Given a, When b, Then 200.\n- **FR-001/AC-2** Given a, When b, Then 404.\n`,
    count: `${own}MVP DRAFT - 1 open\n\n- \`DEC-a\` Which?\n- \`DEC-b\` Which?\n`,
  };

  it.each(Object.entries(cases))('%s: a second run is clean of what was fixed, a third changes nothing', (_, text) => {
    const fixable = (source: string): Finding[] => check({ 'plan.md': source }).filter(finding => finding.fix !== undefined);
    const first = fixable(text);
    expect(first).not.toEqual([]);
    const fixed = applyFixes(text, first);
    expect(fixed.applied).toBe(first.length);
    expect(fixable(fixed.text)).toEqual([]);
    expect(applyFixes(fixed.text, fixable(fixed.text)).text).toBe(fixed.text);
  });

  it('takes the slots of a template for what they are, and those of a plan for what is left to fill in', () => {
    const slots = (path: string): string[] => check({ [path]: '# Plan of [FEATURE NAME]\n\nText.\n' }).flatMap(finding => (finding.rule === 'structure/placeholder' ? [finding.file ?? ''] : []));
    expect(slots('docs/plan.md')).toEqual(['docs/plan.md']);
    expect(slots('docs/templated.md')).toEqual(['docs/templated.md']);
    expect(slots('.specify/templates/plan.md')).toEqual([]);
    expect(slots('docs/plan-template.md')).toEqual([]);
  });

  it('leaves a comment that keeps an indented text out of the list above', () => {
    for (const gap of ['', '\n']) {
      const findings = check({ 'plan.md': `# Plan\n- one\n<!-- plan-ignore wording/vague: gone -->\n${gap}\tcode\n` });
      expect(findings.filter(finding => finding.rule === 'waivers/unused').map(finding => finding.fix)).toEqual([undefined]);
    }
  });

  it('whatever the text: a second run finds nothing left to mend, and every sentence stands as it stood', () => {
    const row = fc.constantFrom('# Plan', '## Steps to take', '[a](#Steps_to-take) and words', '[b](#Steps-To-Take "title")', 'Some words that stay.', '| A | B |\n| --- | --- |\n| 1 |\n| 2 | x', '<!-- plan-ignore wording/vague: gone -->', 'Text <!-- plan-ignore ids: gone --> here.', '- item one', '```json', '~~~', '', 'MVP READY', 'MVP DRAFT - 3 open', '- `DEC-a` Which? Engineer, blocks READY.', '> quoted', '\tcode', '| Id | Criteria |\n| --- | --- |\n| FR-001 | FR-001/AC-1 |', '- **FR-001/AC-2** Given a, When b, Then 404.', '\r', '\u00E4\u{1F600} [c](#steps to take)');
    const prose = (source: string): string[] => parseMarkdown('plan.md', source).blocks.flatMap(block => (block.type === 'paragraph' || block.type === 'item' || block.type === 'heading' || block.type === 'quote' ? [block.text.replace(/MVP (?:READY|DRAFT - \d+ open)/, 'status').replace(/\s+/g, ' ').trim()] : []));
    fc.assert(fc.property(fc.array(row, { maxLength: 25 }), fc.constantFrom('', own, own.replace('doc: tasks', 'doc: prd')), (rows, head) => {
      const source = head + rows.join('\n');
      if (guard('plan.md', source) !== null) return;
      const fixable = (text: string): Finding[] => check({ 'plan.md': text }, { ruleSet: 'all' }).filter(finding => finding.fix !== undefined);
      const first = applyFixes(source, fixable(source));
      const second = applyFixes(first.text, fixable(first.text));
      // What overlapped the first time is mended the second.
      expect(fixable(second.text)).toEqual([]);
      expect(prose(second.text)).toEqual(prose(source));
    }), { numRuns: 150 });
  });

  it('leaves alone what overlaps until the next run', () => {
    const finding = (start: number, end: number): Finding => ({ rule: 'a/b', severity: 'error', message: '', file: 'x', line: 1, column: 1, endLine: 1, endColumn: 1, help: '', fix: { start, end, text: '_' } });
    expect(applyFixes('abcdef', [finding(0, 4), finding(2, 6), finding(6, 6)])).toEqual({ text: 'ab__', applied: 2 });
  });
});

describe('laws', () => {
  const line = fc.constantFrom(
    '# Plan', '## Strategy', '### 1. API Routes', '- [ ] **T-k7f2** Write `a.py`', '      verify: `x` => 1', '      hours: 8/16/40 · after: T-k7f2 · for: FR-001', '| Id | Target |', '| --- | --- |', '| NFR-a | <= 250 ms |',
    '- **FR-001/AC-1** Given a, When b, Then c', '```mermaid', '```', 'gantt', '  A :a, 2026-13-01, 3d', 'MVP READY', '- `DEC-a` Which?', '<!-- plan-ignore wording: x -->', 'TBD', '[x](#y)', '', 'erDiagram', '  A ||--o{ B : "fk"', 'GET /v1/a', '- Request: none',
    '---', 'generated-by: planwright', 'doc: add', 'feature: a', 'plan: 3MMf8oHiS0idqRaigtYxGUA4M77', '├── models/', '│   ├── a.py', '<<<<<<< x', '> q', '\u202E', '\r',
  );
  const text = fc.oneof({ weight: 4, arbitrary: fc.array(line, { maxLength: 40 }).map(lines => lines.join('\n')) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) });
  const own = '---\ngenerated-by: planwright\ndoc: add\nfeature: a\nplan: 3MMf8oHiS0idqRaigtYxGUA4M77\n---\n';

  it('no text makes it throw, and every finding lies inside its file', () => {
    fc.assert(fc.property(text, fc.boolean(), (body, generated) => {
      const source = generated ? own + body : body;
      if (guard('a.md', source) !== null) return;
      const lines = source.replace(/^\uFEFF/, '').split('\n').map(each => each.replace(/\r$/, ''));
      for (const finding of check({ 'a.md': source }, { ruleSet: 'all', plans: new Map([['a', clinicPlan()]]), paths: new Set(['a.md']) })) {
        expect(finding.line).toBeGreaterThanOrEqual(1);
        expect(finding.endLine).toBeLessThanOrEqual(lines.length);
        expect(finding.column).toBeLessThanOrEqual((lines[finding.line - 1] ?? '').length + 1);
        expect(finding.endColumn).toBeLessThanOrEqual((lines[finding.endLine - 1] ?? '').length + 1);
        expect(finding.line < finding.endLine || finding.column <= finding.endColumn).toBe(true);
      }
    }), { numRuns: 120 });
  });

  it('the order of the documents changes nothing', () => {
    fc.assert(fc.property(fc.array(text, { minLength: 2, maxLength: 4 }), texts => {
      const documents = texts.map((body, index) => parseMarkdown(`d${index}.md`, index % 2 === 0 ? own + body : body));
      const input = { today: '2027-01-15', catalogue, ruleSet: 'all' as const };
      expect(checkDocuments({ ...input, documents: documents.toReversed() })).toEqual(checkDocuments({ ...input, documents }));
    }), { numRuns: 40 });
  });
});

import { describe, expect, test } from 'vitest';
import { guard } from '../../../src/markdown/guard.ts';
import { spec } from './support.ts';

const page = `# Loyalty

## Requirements

<table>
<thead>
<tr><th>#</th><th>Title</th><th>User Story</th><th>Importance</th></tr>
</thead>
<tbody>
<tr>
<td>1</td>
<td>Earn</td>
<td>As a customer, I want to earn points &amp; stamps so that my visits count.</td>
<td>Must Have</td>
</tr>

<tr>
<td>2</td>
<td>Redeem</td>
<td>As a customer, I want to exchange points<br/>for a reward.</td>
<td>Nice to have</td>
</tr>
</tbody>
</table>

### Rules

<ul>
<li>A balance <strong>must</strong> never be negative.</li>
<li>A reward must expire:
  <ul><li>after <code>90</code> days;</li><li>when the account is closed.</li></ul>
</li>
</ul>

<h2>Out of scope</h2>
<ul><li>Points for online orders</li></ul>
<!-- <ul><li>never shown</li></ul> -->
<script>var must = "not be read";</script>

<details>
<summary>Open questions</summary>

- Do points expire?

</details>
`;

describe('HTML in Markdown', () => {
  const source = spec(page);

  test('rows of a table are read by their columns, blank lines between them or not', () => {
    expect(source.stories.map(each => [each.want, each.priority, each.line, each.endLine])).toEqual([['earn points & stamps', 'Must Have', 10, 15], ['exchange points for a reward', 'Nice to have', 17, 22]]);
  });

  test('list items are requirements with their own lines, nested ones their details', () => {
    expect(source.requirements.map(each => [each.text, each.line, each.endLine])).toEqual([
      ['A balance must never be negative.', 29, 29],
      ['A reward must expire: after 90 days; when the account is closed', 30, 31],
    ]);
  });

  test('headings and toggles open their sections', () => {
    expect(source.outOfScope.map(each => each.text)).toEqual(['Points for online orders']);
    expect(source.openQuestions.map(each => each.text)).toEqual(['Do points expire?']);
  });

  test('nothing is left over, comments and scripts are not read', () => {
    expect(source.unread).toEqual([]);
  });

  test('a cell that reaches over several rows stands in each of them', () => {
    const wide = spec('# R\n\n## Requirements\n\n<table><tr><th>Title</th><th>ID</th><th>Description</th><th>Priority</th></tr>\n<tr><td rowspan="2">Votes</td><td>FR-1</td><td>Guests must vote once.</td><td rowspan=2>Low</td></tr>\n<tr><td>FR-2</td><td>Hosts must close a vote.</td></tr></table>\n');
    expect(wide.requirements.map(each => [each.id, each.text, each.priority, each.line])).toEqual([['FR-1', 'Guests must vote once.', 'could', 6], ['FR-2', 'Hosts must close a vote.', 'could', 7]]);
  });

  test('a long table is no hostile file', () => {
    const rows = Array.from({ length: 300 }, (_, row) => `<tr>\n<td>FR-${row}</td>\n<td>Guests must see list ${row}.</td>\n</tr>`).join('\n');
    const text = `# R\n\n<table>\n<tr><th>ID</th><th>Requirement</th></tr>\n${rows}\n</table>\n`;
    expect(guard('long.md', text)).toBeNull();
    expect(spec(text).requirements).toHaveLength(300);
    expect(guard('line.md', '<td>'.repeat(2000))?.reason).toMatch(/brackets/);
  });

  test('list items in the cells of a Markdown table stay apart', () => {
    const cells = spec('# R\n\n| ID | Requirement |\n| --- | --- |\n| FR-1 | Guests must see: <ul><li>votes</li><li>hosts</li></ul> |\n');
    expect(cells.requirements[0]?.text).toBe('Guests must see: votes hosts');
  });

  test.each([
    ['open tables', '<table><tr><td>'.repeat(6000)],
    ['open lists', `${'<ul><li>a\n'.repeat(3000)}`],
    ['tags that never end', '<a '.repeat(20_000)],
    ['pieces that are never closed', '<ul>\n<li>a\n\n'.repeat(4000)],
  ])('%s cost no more than their length', (_, html) => {
    const start = process.cpuUsage();
    spec(`# R\n\n${html}\n`);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(4000);
  });
});

import { describe, expect, test } from 'vitest';
import { asMarkdown } from '../../src/markdown/foreign/markdown.ts';
import { spec } from '../sources/spec/support.ts';

const wiki = `h1. BIKE-7 Bike sheds

*Type:* Epic

h2. Stories

||Key||Summary||Priority||
|BIKE-8|As a tenant, I want to open the shed with my phone so that I need no key|High|
|BIKE-9|As a janitor, I want to see [the log|https://example.org/log] of a shed|Low|

h2. Requirements

# A shed must lock itself after 30 seconds.
## The bell rings first.
# A lost phone must be blocked by the janitor.

{code:json}
{ "shed": 1 }
{code}

h2. Out of Scope

* Cars
`;

const titled = `Shed Control
============

:Author: Estates

Door
----

Opening
~~~~~~~

A phone MUST be known before it
opens a door.

Terms
-----

Shed
    A room with one door.

+--------+---------------------------+
| ID     | Requirement               |
+========+===========================+
| REQ-1  | A door MUST close within  |
|        | 30 seconds.               |
+--------+---------------------------+

.. code-block:: json

   { "shed": "must be kept" }

Open Questions
--------------

* Who pays for the phone?
`;

describe('text in other marks than those of Markdown', () => {
  test.each([['wiki text', wiki], ['underlined titles', titled]])('%s keeps its lines', (_, text) => {
    expect(asMarkdown(text).split('\n')).toHaveLength(text.split('\n').length);
  });

  test('a wiki page is read as its headings, tables, numbered lists and code say', () => {
    const source = spec(wiki);
    expect(source.title).toBe('BIKE-7 Bike sheds');
    expect(source.requirements.map(each => [each.line, each.endLine])).toEqual([[13, 14], [15, 15]]);
    expect(source.stories.map(each => [each.id, each.role, each.want, each.line])).toEqual([['BIKE-8', 'tenant', 'open the shed with my phone', 8], ['BIKE-9', 'janitor', 'see the log of a shed', 9]]);
    expect(source.outOfScope.map(each => each.line)).toEqual([23]);
  });

  test('titles underlined with signs of their own, terms, grids and directives', () => {
    const source = spec(titled);
    expect(source.title).toBe('Shed Control');
    expect(source.requirements.map(each => [each.id, each.group, each.line, each.endLine])).toEqual([[null, 'Opening', 12, 13], ['REQ-1', null, 24, 24]]);
    expect(source.entities.map(each => [each.name, each.line])).toContainEqual(['Shed', 18]);
    expect(source.openQuestions.map(each => each.line)).toEqual([35]);
  });

  test('Markdown stays as it is: code below a sentence, a rule, one line that looks like a wiki', () => {
    for (const text of ['# A\n\nRun:\n~~~~\nmust\n~~~~\n', 'Run:\n~~~~\nmust\n~~~~\n', 'Title\n=====\n\nPart\n----\n\nText\n', 'h2. is a heading there\n\nText\n', '# A\n\nOne\n***\nTwo\n']) expect(asMarkdown(text)).toBe(text);
  });
});

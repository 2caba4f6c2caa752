import fc from 'fast-check';

const words = fc.constantFrom('a', 'plan', 'T-001', 'snake_case', '5*3', 'é', '日本', '🚴', '—', '·', '“q”', 'x\u00a0y', '<=', '->', '~5', '1.', '#', '[', ']', '(', ')', '!', '|', '\\|', ':', '.', '&', '@', 'R&D', '!=', '`', '*', '_', '~', '<', '>', '-', '+', '=');
const marked = fc.constantFrom(
  '**b**', '*e*', '_e_', '__b__', '`c`', '`` c`d ``', '`a\\|b`', '[l](a.md#x)', '[l](<a b>)', '[l](a "t")', '[ref]', '[a][b]', '[ ]', '[x]', '![i](a.png)', '~~s~~', '~s~', '**b *e* b**', '*a **b** c*', '**`c`**', '[**b**](u)', '**[l](u)**', '[a [b](c)](d)', '***x***', '**a (b)**:', '(**a**)', '<!-- c -->', '<br>', '<br/>', '<Ksuid>', '<a id="x">', '</a>', '<https://a.example>', 'https://a.example/b_c?d=e', 'http://localhost:8000', 'www.a.example', 'x@y.example', 'redis://h', '&lt;', '\\*', '\\_', '\\`', '\\.', '\\a', '[^1]', '![', '](', '[l](u)(v)', '**', '~~', '``', '- [ ]', '@media', '<x y="1" z>',
);
const inline = fc.oneof({ weight: 3, arbitrary: words }, { weight: 2, arbitrary: marked });
const joint = fc.constantFrom(' ', ' ', ' ', ' ', '', '', '  ', ', ', '. ');
const run = fc.array(fc.tuple(inline, joint), { minLength: 1, maxLength: 5 }).map(pairs => pairs.map(pair => pair.join('')).join(''));
const easy = fc.array(fc.constantFrom('a', 'plan', 'T-001', '**b**', '*e*', '`c`', '[l](a.md)', 'snake_case', '—', '🚴', '<= 5', '<!-- c -->', '~~s~~', 'é', '(`x`)', 'b.'), { minLength: 1, maxLength: 5 }).map(parts => parts.join(' '));
const text = fc.oneof({ weight: 3, arbitrary: easy }, { weight: 1, arbitrary: run });

const indent = fc.constantFrom('', '', '', '', '', '', '  ', '  ', '   ', '    ', ' ', '      ', '\t');
const start = fc.constantFrom('', '', '', '- ', '- ', '- [ ] ', '- [x] ', '- [X] ', '* ', '+ ', '1. ', '1. ', '2. ', '3) ', '10. ', '# ', '## ', '###### ', '####### ', '#', '> ', '> ', '>', '-', '-  ', '-     ', '- - ', '> - ', '- > ', '- # ', '1.', '- [ ]', '- [ ]  ', '    ', '> > ', '[a]: ', '[^1]: ');
const line = fc.tuple(indent, start, text, fc.constantFrom('', '', '', '', '', '', '', ' ', '  ', '\\', ' #')).map(parts => parts.join(''));
const literal = fc.tuple(indent, fc.constantFrom(
  '---', '***', '___', '- - -', '* * *', '===', '--', '=', '```', '```', '```ts', '~~~', '````', '``` js x  y', '<!-- c -->', '<!-- c --> d', '<!--', '-->', '<!-->', '<!--->', '<div>', '</div>', '<br>', '|', '| a | b |', '| - | - |', '|---|:-:|', '| `x\\|y` | **b** |', '| a |', '|---|', 'a | b', '- | -', '--- | ---', ':-:', '| a | b | c |', '|  | x |', '> ', '>', '-', '*', '1.', '#', '##', '>a', '# #', '## a ##', '| a | b', '<Ksuid> x', 'www.a.example',
)).map(parts => parts.join(''));
const table = fc.tuple(indent, fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 3 }), fc.constantFrom('| --- | --- |', '|---|:-:|', '| :-- | --: |', '| --- |')).map(([space, rows, under]) => {
  const [head = '', ...body] = rows.map(([a, b]) => `${space}| ${a} | ${b} |`);
  return [head, space + under, ...body].join('\n');
});
const fence = fc.tuple(indent, fc.constantFrom('```', '~~~', '````'), fc.constantFrom('', 'ts', ' ts', 'TS title=x', 'a`b', '&amp;'), fc.array(fc.oneof(line, literal), { maxLength: 3 }), fc.constantFrom('```', '~~~', '````', '``` ', '')).map(([space, open, info, body, close]) =>
  [`${space}${open}${info}`, ...body.map(each => space + each), space + close].join('\n'));
const nested = fc.tuple(fc.array(text, { minLength: 1, maxLength: 5 }), fc.constantFrom('- ', '1. ', '- [ ] ', '* ')).map(([items, mark]) =>
  items.map((item, index) => `${' '.repeat((index % 3) * (mark.startsWith('1') ? 3 : 2))}${mark}${item}`).join('\n'));

const block = fc.oneof({ weight: 6, arbitrary: line }, { weight: 3, arbitrary: literal }, { weight: 1, arbitrary: table }, { weight: 1, arbitrary: fence }, { weight: 1, arbitrary: nested }, { weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constantFrom(' ', '   ', '\t') });
const front = fc.constantFrom('', '', '', '', '---\na: b\n---\n', '---\na: "b"\n---', '\uFEFF');

const wild = fc.array(block, { minLength: 1, maxLength: 7 }).map(blocks => blocks.join('\n'));

/** One line of running text in each place it may stand. */
const placed = fc.tuple(fc.constantFrom('', '', '- ', '# ', '> ', '- [ ] ', '| h |\n| --- |\n| '), fc.array(fc.tuple(inline, fc.constantFrom(' ', ' ', ' ', '', '\n', '\n  ')), { minLength: 1, maxLength: 6 })).map(([place, parts]) => {
  const body = parts.map(part => part.join('')).join('').trim();
  return place.startsWith('|') ? `${place}${body.replace(/\n */g, ' ')} |` : `${place}${body}`;
});

const tameText = fc.oneof({ weight: 12, arbitrary: easy }, { weight: 1, arbitrary: inline });
const tameLine = fc.tuple(fc.constantFrom('', '', '', '', '  ', '  ', '   ', '    ', '      '), fc.constantFrom('', '', '', '- ', '- ', '- [ ] ', '- [x] ', '* ', '1. ', '2. ', '## ', '> '), tameText).map(parts => parts.join(''));
const tamePiece = fc.constantFrom('', '', '', '---', '```ts\na\n\n  b\n```', '  ```\n  a\n   b\n\n  ```', '<!-- c -->', '  <!-- c -->', '| a | b |\n| - | :-: |\n| `c` | |\n| **x** | d |', '  | a |\n  | - |\n  | b |', '***', '- a\n  - b\n    c\n- d', '1. a\n   - b\n\n2. c', '- a\n\n  b\n\n- c', '> a\n> b\n>\n> c', '~~~\n```\n~~~', '  ## h', '  > q', '   1. x', '- a\n\n\n- b', '* a\n\n- b', '1) a\n2) b');
const tame = fc.array(fc.oneof({ weight: 3, arbitrary: tameLine }, { weight: 2, arbitrary: tamePiece }), { minLength: 1, maxLength: 8 }).map(blocks => blocks.join('\n'));

/** Markdown of all kinds, much of it close to what plans hold: lines with and without marks, wrong indentation, tables, fences and lists. */
export const markdown: fc.Arbitrary<string> = fc
  .tuple(front, fc.oneof(wild, placed, tame, tame), fc.constantFrom('\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\r\n'), fc.constantFrom('', '\n', '\n\n'))
  .map(([head, body, newline, end]) => (head + body + end).replaceAll('\n', newline));

import { describe, expect, test } from 'vitest';
import { spec } from './support.ts';

const verdicts = (markdown: string): [boolean, string][] => spec(markdown).requirements.map(each => [each.backend.is, each.backend.reason]);

describe('backend work', () => {
  test('a command-line tool has none, whole', () => {
    const found = verdicts(`# cli-init Specification

## Requirements

### Requirement: Flags
The command SHALL accept the flag \`--force\`.

#### Scenario: Forced
- **WHEN** the command runs with \`--force\`
- **THEN** it prints to stdout

### Requirement: Exit code
The CLI SHALL return an exit code.

### Requirement: Messages
It SHALL print them in colour to the terminal.
`);
    expect(found).toHaveLength(3);
    expect(found.every(([is]) => !is)).toBe(true);
    expect(found[0]?.[1]).toBe('part of a command-line tool ("The command")');
  });

  test.each(['Volunteers list their skills.|Organisers find volunteers by skill.', 'Merchants register a payment terminal.|A terminal reports its takings.', 'Lawyers add a contract template.|Clients pick one of the templates.'])('things that products have as well make none a tool: %s', lines => {
    expect(verdicts(`# Demo\n\n## Requirements\n\n${lines.split('|').map(line => `- ${line}\n`).join('')}`).map(([is]) => is)).toEqual([true, true]);
  });

  test('a style guide has none', () => {
    expect(verdicts('# Voice\n\n## Requirements\n- The style guide must name a tone of voice\n- Each template must have a heading for the wording\n').every(([is]) => !is)).toBe(true);
  });

  test('screen behaviour alone is none, a display of data is some', () => {
    expect(verdicts(`# Albums

## Requirements
- The app must show a tooltip on hover
- The app must display the number of photos and their metadata on hover
- Users must upload photos
- The list must have an animation
`)).toEqual([
      [false, 'behaviour of the screen only ("tooltip")'],
      [true, 'speaks of data or a service ("metadata")'],
      [true, 'speaks of data or a service ("upload")'],
      [false, 'behaviour of the screen only ("animation")'],
    ]);
  });

  test('a service that also has a command line is a service', () => {
    expect(verdicts('# Backup\n\n## Requirements\n- The API must store backups\n- The server must encrypt data\n- A webhook must report failures\n- A command line client must list backups\n').map(([is]) => is)).toEqual([true, true, true, true]);
  });

  test.each([
    ['a design system', '# Design system documentation\n\n## Requirements\n- Colour tokens must be listed with their hex value\n- Each component page must hold an example\n- The spacing scale must use multiples of 4 px\n- Rows must be compact\n'],
    ['a theme of a shell', '# Theme for the shell prompt\n\n## Requirements\n- The theme SHALL colour the git branch green\n- The theme SHALL show the exit code in red\n- The theme SHALL load in under 10 ms\n- The theme SHALL work in fish\n'],
    ['a readme', '# Rewrite the README\n\n## Requirements\n- The first paragraph must say what the project does\n- The installation section must list npm\n- The examples must run as they stand\n'],
    ['a landing page', '# Landing page\n\n## Requirements\n- The hero section must show one call to action\n- The testimonial slider must advance every 6 seconds\n- The footer must link to the imprint\n- The page must reach a Lighthouse score of 95\n'],
    ['gestures of an app', '# Swipe navigation\n\n## Requirements\n- WHEN the user swipes left, THE app SHALL slide to the next page\n- THE app SHALL give haptic feedback on the last page\n- WHEN the user double taps, THE app SHALL hide the toolbar\n'],
    ['German gestures', '# Wischgesten\n\n## Anforderungen\n- Die App muss beim Wischen blättern\n- Die App muss im Querformat zwei Seiten zeigen\n- Die App muss einen Tooltip zeigen\n'],
  ])('%s has none, with a reason each', (_, text) => {
    const found = verdicts(text);
    expect(found.length).toBeGreaterThan(2);
    expect(found.filter(([is, reason]) => is || !/"/.test(reason))).toEqual([]);
  });

  test('words that are of data as well speak against no backend', () => {
    expect(verdicts('# Gate access\n\n## Requirements\n- WHEN a visitor swipes a card, THE gate SHALL open\n- Users must earn badges for ten visits\n- A command must reach the gate within 500 ms\n- Prices must keep a margin of 10 %\n').map(([is]) => is)).toEqual([true, true, true, true]);
    expect(verdicts('# Landing page builder\n\n## Requirements\n- Editors must save a landing page\n- The API must publish a landing page\n- An account must hold several landing pages\n').map(([is]) => is)).toEqual([true, true, true]);
  });

  test('dashes between words are no option of a tool', () => {
    expect(verdicts('# Loans\n\n## Requirements\n- A member must be able to renew a loan -- twice at most.\n- A member must be able to list loans --> newest first.\n').every(([is]) => is)).toBe(true);
    expect(verdicts('# Build\n\n## Requirements\n- `--watch` MUST rerun on a change.\n- `--quiet` MUST print nothing.\n').some(([is]) => is)).toBe(false);
  });
});

const todo = (before: string, lines = ['Users must be able to add a todo', 'Todos must be saved so that they survive a reload', 'Users must be able to export all todos as JSON', 'Users must be able to search todos', 'The list must be sorted by due date']): [boolean, string][] => verdicts(`# Todo\n\n${before}\n\n## Requirements\n\n${lines.map(line => `- ${line}\n`).join('')}`);
const backends = (found: [boolean, string][]): boolean[] => found.map(([is]) => is);

describe('a document that says it has no server', () => {
  test.each([
    'The app runs entirely in the browser.', 'There is no server; data stays in localStorage.', '## Constraints\n\n- No backend', '## Technical Constraints\n\n- Must work without a backend or database.',
    '## Out of Scope\n\n- No server-side storage of any kind', '## Out of Scope\n\n- Sharing\n- Any backend', 'A client-side only todo list for one person.', '## Assumptions\n\n- All data is stored in IndexedDB.\n- A user has one device.',
    'A static site hosted on GitHub Pages. It is a static website.', '## Overview\n\nTodo is a single page application that does not need a server.', '## Tech Stack\n\n- Frontend: Vue\n- Backend: none', 'User data never leaves the device.',
    'No backend changes are required.', '## Architecture\n\nThe whole thing works completely offline, without any server.', 'Todo is a CLI-only program.',
  ])('no demand is backend work, and the reason names the words: %s', before => {
    const found = todo(before);
    expect(new Set(backends(found))).toEqual(new Set([false]));
    expect(found[0]?.[1]).toMatch(/^the document says it has no server \(".+", line \d+\)$/);
  });

  test.each([
    'The app is serverless and runs on AWS Lambda.', 'There is no server-side rendering.', 'Settings are applied with no server restart.', 'A single page application in the browser with an API behind it.',
    'If there is no server available, the client retries.', 'The editor uses the browser cache.', 'Deploys happen without server downtime.', 'No backend team is needed to add a field.', 'We have no server in the office, so it is hosted.',
    '## Open Questions\n\n- Should it run entirely in the browser?', '## Risks\n\n- Without a backend we would lose data.', 'The theme choice is kept in the browser.', 'It runs in the browser on phones and desktops.', '## Tech Stack\n\n- Backend: Minimal APIs on a host\n- Database: PostgreSQL\n- PDF export: runs entirely in the browser, no backend needed.', '',
  ])('none of these says so: %s', before => {
    expect(backends(todo(before)).some(is => is)).toBe(true);
    expect(todo(before)[0]?.[1]).not.toContain('no server');
  });

  test('demands that need a server all the same keep it', () => {
    const lines = ['Users must be able to add a todo', 'Todos must be saved', 'The list must be sorted', 'Users must be able to search todos', 'Todos must be kept in localStorage', 'The REST API must accept todos'];
    expect(backends(todo('It runs entirely in the browser.', lines))).toEqual([false, false, false, false, false, true]);
    expect(backends(todo('Sums are computed entirely on the device.', ['Members must sign in', 'Notes must sync to the cloud', 'Users must be able to search notes', 'Notes must be saved']))).toEqual([true, true, true, true]);
    expect(backends(todo('The preview runs entirely in the browser.', ['The endpoint must accept todos', 'The REST API must list todos', 'Users must be able to search todos', 'Todos must be saved']))).toEqual([true, true, true, true]);
  });

  test.each([
    ['# Tareas\n\nLa aplicación se ejecuta completamente en el navegador.\n\n## Requisitos\n\n- El usuario debe poder guardar una tarea\n'], ['# Tareas\n\n## Restricciones\n\n- Sin servidor ni base de datos\n\n## Requisitos\n\n- El usuario debe poder guardar una tarea\n'],
    ['# Aufgaben\n\nDie Anwendung läuft ausschließlich im Browser.\n\n## Anforderungen\n\n- Der Nutzer muss eine Aufgabe speichern können\n'], ['# 待办\n\n纯前端应用，无需后端，数据保存在 localStorage。\n\n## 功能需求\n\n- 用户必须能够保存待办\n'],
    ['# タスク\n\nブラウザのみで動作し、サーバーは不要。\n\n## 機能要件\n\n- ユーザーはタスクを保存できなければならない\n'],
  ])('in other languages: %s', markdown => {
    expect([...new Set(verdicts(markdown).map(([is, reason]) => `${is} ${reason.slice(0, 34)}`))]).toEqual(['false the document says it has no server']);
  });

  test.each([['# 待办\n\n后端返回列表，无服务器渲染。\n\n## 功能需求\n\n- 用户必须能够保存待办\n'], ['# Tareas\n\nSi no hay servidor disponible, se reintenta.\n\n## Requisitos\n\n- El usuario debe poder guardar una tarea\n']])('and not falsely: %s', markdown => {
    expect(backends(verdicts(markdown))).toEqual([true]);
  });
});

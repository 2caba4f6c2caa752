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

  test('dashes between words are no option of a tool', () => {
    expect(verdicts('# Loans\n\n## Requirements\n- A member must be able to renew a loan -- twice at most.\n- A member must be able to list loans --> newest first.\n').every(([is]) => is)).toBe(true);
    expect(verdicts('# Build\n\n## Requirements\n- `--watch` MUST rerun on a change.\n- `--quiet` MUST print nothing.\n').some(([is]) => is)).toBe(false);
  });
});

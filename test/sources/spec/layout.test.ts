import { describe, expect, test } from 'vitest';
import { spec } from './support.ts';

const texts = (lines: { text: string }[]): string[] => lines.map(each => each.text);

describe('a numbered outline', () => {
  test('whose members stand below their group as lines of one item gives a requirement a member', () => {
    const source = spec('# Boats\n\n## Requirements\n\n1. Berths\n   1.1 A skipper must be able to reserve a berth.\n   1.2 The harbour master must be able to close a berth\n   for repairs.\n2. Money\n   2.1 The skipper pays on departure.\n   2.2 A receipt is sent.\n');
    expect(source.requirements.map(each => [each.id, each.text, each.group, each.line, each.endLine])).toEqual([
      ['1.1', 'A skipper must be able to reserve a berth.', 'Berths', 6, 6],
      ['1.2', 'The harbour master must be able to close a berth for repairs.', 'Berths', 7, 8],
      ['2.1', 'The skipper pays on departure.', 'Money', 10, 10],
      ['2.2', 'A receipt is sent.', 'Money', 11, 11],
    ]);
  });

  test('an item that only goes on over several lines stays one', () => {
    expect(texts(spec('# Boats\n\n## Requirements\n\n- A skipper must be able to reserve a berth\n  of at most\n  12.5 metres.\n').requirements)).toEqual(['A skipper must be able to reserve a berth of at most 12.5 metres.']);
  });
});

describe('a section of demands written as prose', () => {
  const source = spec(`# Boats

Our harbour has ninety berths and the list must be rewritten every week.

## What it must do

Every Friday the skippers name the nights they stay. A skipper can change them until Friday noon.

On Saturday the system hands out the berths. It tries the same berth first. The harbour master must be able to swap two berths.

A boat without a berth gets a message.

## Not now

- Fuel docks
`);

  test('asks one thing in each sentence, with or without a modal verb; a sentence about the one before belongs to it', () => {
    expect(texts(source.requirements)).toEqual([
      'Every Friday the skippers name the nights they stay.', 'A skipper can change them until Friday noon.',
      'On Saturday the system hands out the berths. It tries the same berth first.', 'The harbour master must be able to swap two berths.', 'A boat without a berth gets a message.',
    ]);
    expect(source.unread).toEqual([]);
  });

  test('has the priority that its heading says', () => {
    const ranks = (heading: string): unknown => spec(`# Boats\n\n## ${heading}\n\n- Skippers name the nights they stay\n`).requirements.map(each => each.priority);
    expect(['What it must do', 'What the app should do', 'Was die App können muss', 'What skippers do'].map(ranks)).toEqual([['must'], ['should'], ['must'], [null]]);
  });

  test('makes what stands above the first section an introduction', () => {
    expect(texts(source.facts.filter(each => each.kind === 'goal'))).toEqual(['Our harbour has ninety berths and the list must be rewritten every week.']);
  });

  test('a lead above bullets is still no demand', () => {
    const listed = spec('# Boats\n\n## Requirements\n\nThe harbour is small and old. These points matter to the skippers most.\n\n- A skipper must be able to reserve a berth\n- A skipper must be able to leave\n');
    expect(texts(listed.requirements)).toEqual(['A skipper must be able to reserve a berth', 'A skipper must be able to leave']);
  });
});

import { expect, test } from 'vitest';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import { inputOf, specOf } from './fixtures.ts';

const story = (label: string, value: string, sentence: string): string | undefined =>
  deriveDesign(inputOf([specOf('specs/demo.md', `# Demo\n\n## User stories\n\n### User Story 1 - Borrow\n\n${sentence}\n\n**${label}**: ${value}\n`)])).requirements[0]?.priority;

test.each([
  ['Priority', 'P1', 'must'],
  ['Priority', 'Should have (MVP)', 'should'],
  ['Priority', 'low', 'could'],
  ['Priority', "Won't have", 'wont'],
])('a story has the priority its author gave it: %s %s', (label, value, priority) => {
  expect(story(label, value, 'As a member, I want to borrow a book so that I can read it.')).toBe(priority);
});

test.each([
  ['Priorität', 'hoch', 'Als Mitglied möchte ich ein Buch ausleihen, um es zu lesen.', 'must'],
  ['Prioridad', 'baja', 'Como socio, quiero tomar prestado un libro para leerlo.', 'could'],
  ['优先级', '低', '作为会员，我想借书，以便阅读。', 'could'],
])('in its own language: %s %s', (label, value, sentence, priority) => {
  expect(story(label, value, sentence)).toBe(priority);
});

test.each([
  ['Only employees may sign in.', 'must'],
  ['An employee may book a room.', 'could'],
])('a right that only some have is a rule: %s', (sentence, priority) => {
  expect(deriveDesign(inputOf([specOf('specs/demo.md', `# Demo\n\n## Requirements\n\n- **FR-001**: ${sentence}\n`)])).requirements[0]?.priority).toBe(priority);
});

import { expect, test } from 'vitest';
import { spec } from './support.ts';

const told = (markdown: string): string[] => spec(markdown).requirements.map(each => each.text);

test('a table of roles whose cells say what they may do states one demand a cell', () => {
  const table = '| Role | May | May not |\n|---|---|---|\n| Skipper | book a boat, cancel | lend it |\n| Warden | close the harbour; fine a skipper | - |\n| Visitor | nothing | |\n';
  const demands = ['Skipper may book a boat, cancel', 'Skipper may not lend it', 'Warden may close the harbour', 'Warden may fine a skipper'];
  expect(told(`# Harbour\n\n## Roles\n\n${table}`)).toEqual(demands);
  expect(told(`# Harbour\n\n## Who does what\n\n${table}`)).toEqual(demands);
  expect(told('# Puerto\n\n## Roles\n\n| Rol | Permisos |\n|---|---|\n| Capitán | reservar un barco |\n')).toEqual(['Capitán: reservar un barco']);
  expect(told('# 港\n\n## 役割\n\n| 役割 | できること |\n|---|---|\n| 船長 | 船を予約する |\n')).toEqual(['船長: 船を予約する']);
});

test('beside demands enough such a table only sums them up', () => {
  const demands = ['book a boat', 'lend a boat', 'sign in', 'pay a fee', 'see the tide'].map(each => `- Members must ${each}\n`).join('');
  expect(told(`# Harbour\n\n## Roles\n\n| Role | May |\n|---|---|\n| Skipper | book a boat |\n\n## Requirements\n\n${demands}`)).toHaveLength(5);
});

test('a matrix of marks says who may do what', () => {
  expect(told('# Harbour\n\n## Permissions\n\n| Action | Skipper | Warden | Board |\n|---|:-:|:-:|:-:|\n| Book a boat | ✓ | | ✓ |\n| Close the harbour | ✗ | ✓ | ✗ |\n| Burn the harbour | ✗ | ✗ | ✗ |\n')).toEqual(['Book a boat: Skipper, Board', 'Close the harbour: Warden']);
});

test('a table of roles and duties stays one of people', () => {
  const source = spec('# Harbour\n\n## Roles\n\n| Role | Responsibilities |\n|---|---|\n| Skipper | Boats and crews |\n');
  expect([source.requirements, source.facts.map(each => each.text)]).toEqual([[], ['Skipper: Boats and crews']]);
});

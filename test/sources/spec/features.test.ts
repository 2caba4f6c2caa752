import { describe, expect, test } from 'vitest';
import { findings, rules, spec, steps } from './support.ts';

const told = (markdown: string): [number, number, string][] => spec(markdown).requirements.map(each => [each.line, each.endLine, each.text]);

describe('a numbered heading over bullets', () => {
  const locker = '# Lockers\n\n## Functional Requirements\n\n### FR-2: Locker rental\n**Priority**: Should have\n**User Story**: As a swimmer, I want to rent a locker so that my things are safe\n\n**Requirements**:\n- Rent a locker for one day\n- Extend a rental before it ends\n\n**Acceptance Criteria**:\n- A rented locker is shown as taken\n';

  test('below "Requirements:" each bullet is a demand of its own, with the feature and its id as the group', () => {
    const { requirements, stories } = spec(locker);
    expect(requirements.map(each => [each.line, each.endLine, each.text, each.group, each.priority])).toEqual([
      [10, 10, 'Rent a locker for one day', 'FR-2 Locker rental', 'should'], [11, 11, 'Extend a rental before it ends', 'FR-2 Locker rental', 'should'],
    ]);
    expect(stories.map(each => each.want)).toEqual(['rent a locker']);
  });

  test('criteria of the feature belong to its group', () => {
    expect(spec(locker).scenarios.map(each => [each.line, each.requirement])).toEqual([[14, 'FR-2 Locker rental']]);
  });

  test('bullets that each say a deed need no label', () => {
    expect(told('# Socios\n\n## RF3: Cuotas\n\n- Debe cobrar la cuota el primer día del mes.\n- Debe avisar al socio dos días antes.\n\n## RF4: Bajas\n\n- Debe anular la cuota de quien se da de baja.\n- Debe guardar la fecha de la baja.\n').map(([line]) => line)).toEqual([5, 6, 10, 11]);
  });

  test('bullets below a sentence that demands are its details, and so are names alone', () => {
    expect(told('# A\n\n## Functional Requirements\n\n### FR-1: Export\n\nThe system must export the ledger.\n\n- one row per booking\n- one file per month\n')).toEqual([[5, 10, 'The system must export the ledger. one row per booking one file per month']]);
    expect(told('# A\n\n## Functional Requirements\n\n### FR-1: Means of payment\n\n- Cash\n- Cards\n\n### FR-2: Languages\n\n- German\n- Danish\n').map(([line]) => line)).toEqual([5, 10]);
  });

  test('the first of them names who acts in all', () => {
    expect(rules('# Obras\n\n## RF1: Permisos\n\n- El sistema debe guardar el permiso de obra.\n- Debe avisar al vecino de la calle.\n\n## Requisitos\n\n- Debe borrar los permisos de 2019.\n').filter(rule => rule.startsWith('spec/no-actor'))).toEqual(['spec/no-actor:10']);
  });
});

describe('a fence of plain text', () => {
  test('keeps demands and stories line by line', () => {
    const { requirements, stories } = spec('# Ferry\n\n## Functional Requirements\n\n```text\nFR-1  Passengers shall book a crossing.\nFR-2  The service shall refuse a crossing\n      that is full.\n```\n\n## User Stories\n\n```\nAs a skipper, I want to close a crossing, so that nobody boards.\n\nAs a passenger, I want to cancel a booking, so that I get my fare back.\n```\n');
    expect(requirements.map(each => [each.id, each.line, each.endLine, each.text])).toEqual([['FR-1', 6, 6, 'Passengers shall book a crossing.'], ['FR-2', 7, 8, 'The service shall refuse a crossing that is full.']]);
    expect(stories.map(each => [each.line, each.want])).toEqual([[14, 'close a crossing'], [16, 'cancel a booking']]);
  });

  test('keeps scenarios, each with the requirement and the title above it', () => {
    const source = spec('# Ferry\n\n## Acceptance Criteria\n\n```text\nFR-2 / FR-3: Full crossings\nGiven a crossing without seats,\nWhen a passenger books it,\nThen the booking is refused.\n\nFR-4: Storms\nGiven a storm warning,\nWhen the skipper closes a crossing,\nThen its passengers are told.\n```\n');
    expect(source.scenarios.map(each => [each.requirement, each.text, each.line])).toEqual([['FR-2', 'Full crossings', 7], ['FR-4', 'Storms', 12]]);
    expect(steps(source)[1]).toEqual([['a storm warning'], ['the skipper closes a crossing'], ['its passengers are told.']]);
  });

  test('that traces, draws or shows code tells none', () => {
    expect(told('# Ferry\n\n## Requirements\n\n- Crossings must be listed\n\n```\nUC-1 (book) → FR-1, FR-2\nUC-2 (close) → FR-3\n```\n\n```ts\n// FR-1 the service must book a crossing\n// FR-2 the service must refuse a crossing\n```\n').map(([line]) => line)).toEqual([5]);
  });
});

test('a title among demands that speaks of users or goals is the name of a group', () => {
  const { requirements } = spec('# Taller\n\n## Requisitos funcionales\n\n1. **Alta de usuarios**\n    - Los clientes pueden darse de alta con su teléfono.\n    - El sistema debe comprobar el teléfono.\n2. **Reparaciones**\n    - Los clientes pueden pedir una reparación.\n');
  expect(requirements.map(each => [each.line, each.group])).toEqual([[6, 'Alta de usuarios'], [7, 'Alta de usuarios'], [9, 'Reparaciones']]);
});

test('a quality whose name speaks of goals, rules or data stays one', () => {
  const { requirements, facts } = spec('# Lager\n\n## Non-functional requirements\n\n- **Uptime goal**: 99.9 %\n- **Input validation**: every field before it is saved\n');
  expect(requirements.map(each => [each.line, each.kind])).toEqual([[5, 'non-functional'], [6, 'non-functional']]);
  expect(facts.filter(each => each.kind === 'goal')).toEqual([]);
});

test.each([
  ['es', '# Gimnasio\n\n## Requisitos\n\n- El sistema debe permitir registrar clases nuevas.\n- El sistema debe listar las clases.\n- El sistema debe permitir reservar una plaza.\n- El sistema debe mostrar las plazas.\n- El sistema debe cobrar en efectivo.\n- El sistema debe abrir la puerta.\n- El sistema debe pitar.\n- El sistema debe dormir.\n- El sistema debe imprimir.\n', ['Clase', 'Plaza']],
] as const)('a noun that one demand makes and others name is a record: %s', (_, markdown, names) => {
  expect(spec(markdown).entities.map(each => each.name)).toEqual(names);
});

test('a semicolon parts two demands, not the "and" behind it', () => {
  const [found] = findings('# A\n\n## Requirements\n\n- All doors must be closed at ten; keys and badges must be returned.\n').filter(each => each.rule === 'spec/two-demands');
  expect(found?.help).toBe('Write two: "All doors must be closed at ten." and "keys and badges must be returned."');
});

test.each([
  ['Lists must open within a few seconds.', true], ['El portal debe ser amigable con los socios.', true], ['页面必须清晰地显示预约。', true], ['The service must fail fast without a key.', false],
])('words that no test can tell, and those that only look so: %s', (line, vague) => {
  expect(rules(`# A\n\n## Requirements\n\n- ${line}\n`).some(rule => rule.startsWith('spec/vague-word'))).toBe(vague);
});

import { expect, test } from 'vitest';
import type { SpecEntity } from '../../../src/model/spec.ts';
import { spec } from './support.ts';

const entities = (body: string, heading = '### Key Entities'): SpecEntity[] => spec(`# Tutoring\n\n## Requirements\n\n- **FR-001**: The system MUST keep lessons.\n\n${heading}\n\n${body}`).entities;
const attributes = (body: string, heading?: string): Record<string, string[]> => Object.fromEntries(entities(body, heading).map(each => [each.name, each.attributes]));
const field = (entity: SpecEntity | undefined, name: string) => entity?.fields?.find(each => each.name === name);

test('a bullet of attributes below an entity lists what it is made of, in whatever words it is labelled', () => {
  for (const label of ['Attributes: ', '**Attributes**: ', '**Key attributes**: ', 'Fields: ', 'Properties - ', '_Key fields_: ', 'Attributes (minimum): ']) {
    expect(attributes(`- **Lesson**: One hour of teaching\n  - ${label}id, title, price, created_at\n  - Purpose: sold to students\n`)).toEqual({ Lesson: ['id', 'title', 'price', 'created_at'] });
  }
  const [lesson] = entities('- **Lesson**: One hour of teaching\n  - Attributes: id, title\n  - Validation: the title is unique\n');
  expect(lesson?.description).toBe('One hour of teaching');
});

test('kinds, values and bounds told beside an attribute are kept apart from its name', () => {
  const [lesson] = entities('- **Lesson**: One hour\n  - Attributes: id (UUID), title (string, required, max 120 characters), note (optional), status (draft/published/closed), level (basic, advanced), rating (integer, 1-5), price (decimal, at least 0), shown (boolean), email (unique)\n');
  expect(lesson?.attributes).toEqual(['id', 'title', 'note', 'status', 'level', 'rating', 'price', 'shown', 'email']);
  const plain = { kind: null, values: [], optional: false, unique: false, least: null, most: null };
  expect(lesson?.fields).toEqual([
    { ...plain, name: 'id', kind: 'id' },
    { ...plain, name: 'title', kind: 'text', most: 120 },
    { ...plain, name: 'note', optional: true },
    { ...plain, name: 'status', values: ['draft', 'published', 'closed'] },
    { ...plain, name: 'level', values: ['basic', 'advanced'] },
    { ...plain, name: 'rating', kind: 'integer', least: 1, most: 5 },
    { ...plain, name: 'price', kind: 'number', least: 0 },
    { ...plain, name: 'shown', kind: 'boolean' },
    { ...plain, name: 'email', unique: true },
  ]);
});

test('attributes as bullets of their own, below a label or right below the entity', () => {
  const rows = '    - `id`: UUID, primary key\n    - title: string, required, max 80 chars\n    - status: one of draft, published or closed\n    - description: what is taught, as text\n';
  const below = entities(`- **Lesson**: One hour\n  - **Attributes**:\n${rows}  - **Relationships**:\n    - belongs to a Tutor\n- **Tutor**: Teaches\n`);
  expect(below.map(each => [each.name, each.attributes])).toEqual([['Lesson', ['id', 'title', 'status', 'description', 'tutor']], ['Tutor', []]]);
  expect([field(below[0], 'title')?.most, field(below[0], 'status')?.values]).toEqual([80, ['draft', 'published', 'closed']]);
  const right = entities(`- **Lesson**\n${rows.replaceAll('    -', '  -')}- **Tutor**: Teaches\n`);
  expect(right.map(each => [each.name, each.attributes])).toEqual([['Lesson', ['id', 'title', 'status', 'description']], ['Tutor', []]]);
});

test('relations give the attribute to the side that holds one of the other', () => {
  const made = attributes([
    '- **User**: Signs in', '  - Attributes: email', '  - Relationships: One user has many Lessons, belongs to one School',
    '- **Lesson**: One hour', '  - Attributes: title, user_id', '  - Relationships: Belongs to one User; has many Bookings',
    '- **Booking**: A seat', '  - Related to: Lesson, Voucher', '  - Fields: booked at',
    '- **School**', '  - has many Users', '  - Attributes: name',
    '- **Voucher**: Worth money', '  - Relationships: many-to-many with School', '  - Attributes: code', '',
  ].join('\n'));
  expect(made).toEqual({ User: ['email', 'school'], Lesson: ['title', 'user_id'], Booking: ['booked at', 'lesson', 'voucher'], School: ['name'], Voucher: ['code'] });
});

test('relations and attributes in sentences, without a label', () => {
  const made = attributes([
    '- **Session**: Signed in', '  * Key attributes include: token and device', '  * Each session belongs to exactly one user', '  * Related to Category and User',
    '- **User**: A person', '  - Has an e-mail address and a name', '  - can have many categories',
    '- **Category**: A kind', '  - label: shown in lists', '  - Names what a person may choose from when they look for something', '  - colours: string[]', '',
  ].join('\n'));
  expect(made).toEqual({ Session: ['token', 'device', 'user', 'category'], User: ['e-mail address', 'name'], Category: ['label', 'colours', 'user'] });
});

test('labels alone that say nothing of attributes give none', () => {
  const [key] = entities('- **Storage Key**: Names a cached item\n  - Format: `{session}_{turn}`\n  - Constraints: the session comes from the chat\n');
  expect([key?.attributes, key?.description]).toEqual([[], 'Names a cached item']);
});

test('states below an entity are the values of its status, and labels beside are no entities', () => {
  const [order, ...others] = entities('- **Order**: What is bought\n  - Key attributes: number, total\n  - States: open, paid, shipped\n  - Constraints: the number never changes\n  - Format: `{year}-{number}`\n');
  expect([order?.attributes, field(order, 'status')?.values, others]).toEqual([['number', 'total', 'status'], ['open', 'paid', 'shipped'], []]);
  const [bare, ...none] = entities('- **Order**\n  - Fields: number, total\n  - Validation: total is positive\n  - State transitions: open → paid → shipped\n');
  expect([bare?.name, bare?.attributes, field(bare, 'status')?.values, none]).toEqual(['Order', ['number', 'total', 'status'], ['open', 'paid', 'shipped'], []]);
});

test('a title paragraph or a heading with bullets or a table below it is one entity', () => {
  const wanted = { Lesson: ['id', 'title', 'level'], Tutor: ['name'] };
  expect(attributes('**Lesson**: One hour of teaching\n- Attributes: id, title, level\n- Relationships: none\n\n**Tutor**\n- Attributes: name\n')).toEqual(wanted);
  expect(attributes('#### Lesson\n\nOne hour of teaching.\n\n- **Attributes**: id, title, level\n- **Purpose**: sold\n\n#### Tutor\n\n**Attributes:**\n\n- name\n')).toEqual(wanted);
  const table = '| Field | Type | Required | Notes |\n|---|---|---|---|\n| id | UUID | yes | |\n| title | varchar(80) | yes | shown in lists |\n| level | enum (basic, advanced) | no | |\n';
  expect(attributes(`#### Lesson\n\n${table}\n#### Tutor\n\n- name\n`)).toEqual(wanted);
  const [lesson] = entities(`1. **Lesson**: One hour\n\n${table.replaceAll(/^\|/gm, '   |')}\n2. **Tutor**: Teaches\n`);
  expect([lesson?.attributes, field(lesson, 'title'), field(lesson, 'level')]).toEqual([
    wanted.Lesson,
    { name: 'title', kind: 'text', values: [], optional: false, unique: false, least: null, most: 80 },
    { name: 'level', kind: null, values: ['basic', 'advanced'], optional: true, unique: false, least: null, most: null },
  ]);
});

test('in Spanish, German, Chinese and Japanese', () => {
  expect(attributes('- **Clase**: Una hora\n  - Atributos: título (texto, máximo 80 caracteres), nivel (básico, avanzado), nota (opcional)\n  - Relaciones: pertenece a un Tutor\n- **Tutor**: Enseña\n  - Atributos clave: nombre\n  - Relaciones: tiene muchas Clases\n', '### Entidades Clave')).toEqual({ Clase: ['título', 'nivel', 'nota', 'tutor'], Tutor: ['nombre'] });
  expect(attributes('- **Stunde**: Eine Stunde\n  - Attribute: Titel, Stufe\n  - Beziehungen: gehört zu einem Lehrer\n- **Lehrer**: Unterrichtet\n  - Felder: Name\n', '### Entitäten')).toEqual({ Stunde: ['Titel', 'Stufe', 'lehrer'], Lehrer: ['Name'] });
  expect(attributes('- **课程**：一小时的教学\n  - 属性：标题（字符串，最多 80 个字符）、级别（初级、高级）、备注（可选）\n  - 关系：属于一个教师\n- **教师**：授课的人\n  - 字段：姓名\n  - 关系：拥有多个课程\n', '### 关键实体')).toEqual({ 课程: ['标题', '级别', '备注', '教师'], 教师: ['姓名'] });
  const [lesson, tutor] = entities('- **授業**：一時間の指導\n  - 属性：題名（文字列、最大80文字）、状態（下書き、公開）、備考（任意）\n  - 関係：講師に属する\n- **講師**：教える人\n  - 属性：氏名\n', '### 主要エンティティ');
  expect([lesson?.attributes, tutor?.attributes, field(lesson, '題名')?.most, field(lesson, '状態')?.values, field(lesson, '備考')?.optional]).toEqual([['題名', '状態', '備考', '講師'], ['氏名'], 80, ['下書き', '公開'], true]);
});

test('entities grouped below a title stay entities', () => {
  expect(Object.keys(attributes('- **Participants**\n  - **Student**: A person who learns and pays for it\n  - **Tutor**: A person who teaches and is paid\n'))).toEqual(['Student', 'Tutor']);
});

test('two names joined by "and" are two attributes, with the one thing that both are told of', () => {
  expect(attributes('- **Slot**: start and end on one machine\n- **Contact**: name and address\n- **Visit**: a doctor and a room\n- **People**: guests and hosts\n- **Desk**: where members sit and work\n')).toEqual({ Slot: ['start', 'end', 'machine'], Contact: ['name', 'address'], Visit: ['doctor', 'room'], People: [], Desk: [] });
});

test('a relation to something that no list names is an attribute of what holds one of it', () => {
  const { entities } = spec('# Courts\n\n## Key Entities\n\n### Booking\n- Attributes: start, end\n- Relationships:\n  - Belongs to one Member\n  - Has many Payments\n  - Belongs to a Court\n\n### Court\n- Attributes: name, club_id\n- **Relationships**: belongs to one club\n');
  expect(entities.map(each => [each.name, each.attributes])).toEqual([['Booking', ['start', 'end', 'member', 'court']], ['Court', ['name', 'club_id']]]);
});

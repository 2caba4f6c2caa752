import { describe, expect, test } from 'vitest';
import { spec } from './support.ts';

const entities = (markdown: string): [string, string[]][] => spec(markdown).entities.map(each => [each.name, each.attributes]);

describe('tables of a database are entities', () => {
  test.each([
    ['en', '# Kiln\n\n## Requirements\n\n- Members must book a firing\n\n## Database Schema\n\n### firings\n\n| Column | Type | Notes |\n|---|---|---|\n| id | uuid | primary key |\n| starts_at | timestamp | |\n\n### Table: kiln_members\n\n| Field | Type |\n|---|---|\n| id | uuid |\n| email | text |\n', [['Firing', ['id', 'starts_at']], ['Kiln member', ['id', 'email']]]],
    ['es', '# Horno\n\n## Requisitos\n\n- Los socios deben reservar una hornada\n\n## Diccionario de datos\n\n### hornadas\n\n| Campo | Tipo de dato | Descripción |\n|---|---|---|\n| id | uuid | clave |\n| inicio | timestamp | |\n', [['Hornada', ['id', 'inicio']]]],
    ['zh', '# 窑炉需求文档\n\n## 功能需求\n\n- 会员可预约窑炉\n\n## 数据库设计\n\n### 1.1 窑炉表 kilns\n\n| 字段 | 类型 | 说明 |\n|---|---|---|\n| id | bigint | 主键 |\n| name | varchar(50) | 名称 |\n\n### 1.2 操作日志表（op_logs）\n\n| 字段名 | 数据类型 |\n|---|---|\n| id | bigint |\n| text | text |\n', [['窑炉', ['id', 'name']], ['Op log', ['id', 'text']]]],
    ['ja', '# 要件定義書\n\n## 機能要件\n\n- 会員は窯を予約できること\n\n## データモデル概要\n\n### 主要テーブル\n\n| テーブル | 説明 |\n|---|---|\n| `public.kilns` | 窯の一覧 |\n| `public.members` | 会員 |\n\n## テーブル定義\n\n### 窯マスタ（kilns）\n\n| カラム名 | 型 | 必須 |\n|---|---|---|\n| id | INT | ○ |\n| name | VARCHAR(80) | ○ |\n', [['Member', []], ['窯', ['id', 'name']]]],
  ] as const)('%s', (_, markdown, expected) => {
    expect(entities(markdown)).toEqual(expected);
  });

  test('below a label in bold, too', () => {
    expect(entities('# Kiln\n\n## Requirements\n\n- Members must pay\n\n## Database design\n\n**firings**\n\n| Field | Type |\n|---|---|\n| id | uuid |\n\n**members**\n\n| Field | Type |\n|---|---|\n| email | text |\n')).toEqual([['Firing', ['id']], ['Member', ['email']]]);
  });

  test('a record may have the name of a section', () => {
    const source = spec('# Kiln\n\n## Requirements\n\n- Members must pay\n\n## Data Model\n\n### User\n\n- id (uuid)\n- email: unique\n\n### Feature\n\n- key\n- enabled\n\n### Open questions\n\n- keys\n');
    expect(source.entities.map(each => each.name)).toEqual(['User', 'Feature']);
    expect(source.requirements.map(each => each.line)).toEqual([5]);
    expect(source.openQuestions.map(each => each.line)).toEqual([21]);
  });
});

describe('sections in other scripts', () => {
  test('what comes later is out, a machine no demand, a problem no question', () => {
    const source = spec('# 要件定義書\n\n## 機能要件\n\n- 会員は窯を予約できること\n\n## ハードウェア要件\n\n| 項目 | 要件 |\n|---|---|\n| CPU | 2コア以上 |\n\n## 今後の検討項目\n\n1. メール通知\n\n## 潜在的な問題\n\n- 予約が重なることがある\n');
    expect(source.requirements.map(each => each.line)).toEqual([5]);
    expect(source.outOfScope.map(each => each.line)).toEqual([15]);
    expect(source.openQuestions).toEqual([]);
  });

  test('rules come first where a heading joins them with what may go wrong; a table says what a state forbids', () => {
    const source = spec('# 窑炉需求文档\n\n## 功能需求\n\n- 会员可预约窑炉\n\n## 输入校验与异常处理\n\n1. 电话不能为空。\n\n## 状态限制\n\n| 当前状态 | 禁止操作 | 原因 |\n|---|---|---|\n| 已关闭 | 预约、付款 | 窑炉已停用 |\n\n## 后端分层\n\n| 层级 | 职责 |\n|---|---|\n| Service | 处理业务规则 |\n');
    expect(source.requirements.map(each => [each.line, each.text])).toEqual([[5, '会员可预约窑炉'], [9, '电话不能为空。'], [15, '已关闭: 禁止操作: 预约、付款']]);
    expect(source.facts.filter(each => each.kind === 'stack').map(each => each.line)).toEqual([21]);
  });

  test('what a part includes is demanded, and what the product itself does', () => {
    const source = spec('# 窑炉需求文档\n\n## 预约\n\n负责预约。\n\n**包括：**\n\n- 新建预约\n- 取消预约\n\n## 联动\n\n- 预约取消后，系统自动释放窑炉。\n- 这样比较清楚。\n');
    expect(source.requirements.map(each => each.line)).toEqual([9, 10, 14]);
  });
});

test.each([
  ['The system sends a reminder one day before.', true], ['Once a firing ends, the service automatically stores its curve.', true], ['El sistema guarda la curva de cada hornada.', true], ['Das System speichert die Kurve.', true],
  ['The system was built in 2010.', false], ['The system stores what?', false], ['Members of the system like it.', false],
])('what the product does is a demand beside others: %s', (line, demanded) => {
  expect(spec(`# Kiln\n\n## Requirements\n\n- Members must book a firing\n\n## How it goes\n\n${line}\n`).requirements.map(each => each.line)).toEqual(demanded ? [5, 9] : [5]);
});

test('a line that only says that there is nothing demands nothing', () => {
  expect(spec('# 要件定義書\n\n## 機能要件\n\n- 会員は窯を予約できること\n\n## 非機能要件\n\n- なし\n').requirements.map(each => each.line)).toEqual([5]);
});

describe('what stands below a record', () => {
  test('columns in code make a table of the database wherever they stand, a list of parameters none', () => {
    const markdown = '# Kiln\n\n## Requirements\n\n- Members must book a firing\n\n## Requirements of the database\n\n### (1) firings\n\n- `id` (PK)\n- `kiln_id` (FK to kilns)\n- `starts_at`\n\n**Constraints**\n- A firing must not overlap another one\n- unique\n\n### Query parameters\n\n- `page`\n- `size`\n- `sort`\n';
    const source = spec(markdown);
    expect(source.entities.map(each => [each.name, each.attributes])).toEqual([['Firing', ['id', 'kiln_id', 'starts_at']]]);
    expect(source.requirements.filter(each => each.line < 19).map(each => [each.line, each.group])).toEqual([[5, null], [16, 'Firing']]);
  });

  test.each([
    ['en', '# Kiln\n\n## Requirements\n\n- Members must book a kiln\n\n## Key Entities\n\n- **Kiln**: A kiln in the cellar\n  - Attributes: name, size\n  - Validation rules: the name is at most 80 characters long\n', [5, 11]],
    ['de', '# Ofen\n\n## Anforderungen\n\n- Mitglieder müssen einen Ofen buchen\n\n## Entitäten\n\n- **Ofen**: Ein Ofen im Keller\n  - Attribute: Name, Größe\n  - Regeln: der Name ist höchstens 80 Zeichen lang\n', [5, 11]],
    ['zh', '# 窑炉需求文档\n\n## 功能需求\n\n- 会员可预约窑炉\n\n## 实体\n\n- **窑炉**：地下室的窑炉\n  - 属性：名称、尺寸\n  - 校验规则：名称最多80个字\n', [5, 11]],
  ] as const)('its rules are demands: %s', (_, markdown, lines) => {
    const source = spec(markdown);
    expect(source.requirements.map(each => each.line)).toEqual(lines);
    expect(source.entities.map(each => each.attributes.length)).toEqual([2]);
  });

  test.each([['Booking fields', 'Booking'], ['预约字段定义', '预约']])('a table below "%s" is that of %s', (heading, name) => {
    expect(entities(`# Kiln\n\n## Requirements\n\n- Members must pay\n\n## ${heading}\n\n| Field | Type |\n|---|---|\n| starts_at | timestamp |\n| note | text |\n`)).toEqual([[name, ['starts_at', 'note']]]);
  });

  test('a lead over a list of entities is none', () => {
    expect(entities('# Kiln\n\n## Requirements\n\n- Members must pay\n\n## Data Requirements\n\nKey entities include:\n\n- Kiln\n- Firing\n').map(([name]) => name)).toEqual(['Kiln', 'Firing']);
  });
});

describe('headings that speak of something else', () => {
  test.each(['Features explicitly excluded from version 1', 'Fonctionnalités exclues de la version 1', 'Funcionalidades excluidas de la versión 1', 'Funcionalidades excluídas da versão 1'])('"%s" is out of scope', heading => {
    const source = spec(`# Kiln\n\n## Requirements\n\n- Members must pay\n\n## ${heading}\n\n- Gift cards\n`);
    expect([source.requirements, source.outOfScope].map(lines => lines.map(each => each.line))).toEqual([[5], [9]]);
  });

  test('the status of requirements is no requirement', () => {
    expect(spec('# Four\n\n## Statuts des exigences\n\n| Statut | Signification |\n|---|---|\n| VALIDÉ | Le porteur a accepté |\n\n## Exigences\n\n- Le membre doit payer.\n').requirements.map(each => each.line)).toEqual([11]);
  });

  test('limits and what follows of itself are demanded', () => {
    expect(spec('# 窑炉需求文档\n\n## 预约功能\n\n- 会员可预约窑炉\n\n## 预约次数限制\n\n- 最多次数：每周 2 次\n\n## 取消后的自动处理\n\n1. 释放窑炉时段\n').requirements.map(each => each.line)).toEqual([5, 9, 13]);
  });
});

test('what always holds binds beside demands, and introduces nothing elsewhere', () => {
  expect(spec('# Kiln\n\n## Background\n\nThe kiln is always hot.\n\n## Requirements\n\n### Firings\n\nA firing is always for the whole kiln.\n\n- Members must book a firing\n').requirements.map(each => each.line)).toEqual([11, 13]);
});

test('a field that is stored as text is no record, a name in capitals keeps them', () => {
  const names = spec('# Kiln\n\n## Requirements\n\n- The system must store nickName as a text field\n- The system must store a FiringCurve for every firing\n').entities.map(each => each.name);
  expect(names).toContain('FiringCurve');
  expect(names.map(name => name.toLowerCase())).not.toContain('nickname');
});

describe('a text without marks', () => {
  test('whose numbered lines are titles over indented blocks is read in sections', () => {
    const source = spec('1. Zweck\n\nEin Ofen für alle.\n\n2. Funktionen\n\n   /LF10/ Brennen buchen\n\n   /LF20/ Kurven speichern\n   als Datei und als Bild\n\n3. Qualitätsanforderungen\n\n   Einfache Bedienung\n\n   Kurze Ladezeiten\n\n4. Nicht enthalten\n\n   Zahlung\n');
    expect(source.requirements.map(each => [each.id, each.line, each.endLine, each.kind])).toEqual([['LF10', 7, 7, 'functional'], ['LF20', 9, 10, 'functional'], [null, 14, 14, 'non-functional'], [null, 16, 16, 'non-functional']]);
    expect(source.outOfScope.map(each => each.line)).toEqual([20]);
  });

  test('a list of numbered demands stays one', () => {
    expect(spec('1. Members book a firing\n2. Members cancel a firing\n3. Members pay\n').requirements.map(each => each.line)).toEqual([1, 2, 3]);
  });
});

test('sections of demands that speak of users keep their demands', () => {
  const { requirements } = spec('# Taller\n\n## Requisitos Funcionales\n\n### Registro de Clientes\n\n- Debe guardar el teléfono de cada cliente.\n\n## Requisitos No Funcionales\n\n### Interfaz de Usuario\n\n- La interfaz se ve en un móvil de 2018.\n');
  expect(requirements.map(each => [each.line, each.kind])).toEqual([[7, 'functional'], [13, 'non-functional']]);
});

test('tasks to do and columns that bound a row are no demands', () => {
  const { requirements } = spec('# 窯 要件定義書\n\n## 機能要件\n\n- 会員は窯を予約できること\n\n## TODO / 見直し\n\n- [ ] 図を描く\n\n## Test coverage\n\n| Suite | Scope |\n|---|---|\n| Unit | the rules of the kiln |\n');
  expect(requirements.map(each => each.line)).toEqual([5]);
});

test.each([
  ['Toll records must hold the fields plate, lane (<=20), nullable note and paidAt; no secret is returned.', 'Toll record', ['plate', 'lane', 'note', 'paidAt']],
  ['Stored notification records must use exactly the fields title, body and isRead.', 'Notification', ['title', 'body', 'isRead']],
])('a demand that lists the fields of its records names them: %s', (line, name, attributes) => {
  expect(entities(`# Tolls\n\n## Requirements\n\n- ${line}\n`)).toEqual([[name, attributes]]);
});

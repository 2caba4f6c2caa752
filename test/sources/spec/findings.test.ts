import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../../../src/markdown/parse.ts';
import { compareSpecs } from '../../../src/sources/spec/compare.ts';
import { looksBinary, readSpec, sizeLimit } from '../../../src/sources/spec/read.ts';
import { knowledge } from '../../support/knowledge.ts';
import { findings, rules, spec } from './support.ts';

const listed = (...lines: string[]): string => `# R\n\n## Requirements\n${lines.map(line => `- ${line}\n`).join('')}`;

describe('findings on wording', () => {
  test('a vague word is one, unless a number stands beside it or it is quoted', () => {
    expect(rules(listed('The system must answer quickly', 'The system must answer quickly, within 300 ms', 'The system must show "Simple mode"'))).toEqual(['spec/vague-word:4']);
    expect(findings(listed('The system must answer quickly'))[0]?.help).toBe('In place of "quickly" say within 300 ms at p95.');
  });

  test('a demand without actor gets one proposed', () => {
    const [finding] = findings(listed('Must store the vote', 'Guests must vote'));
    expect(finding).toMatchObject({ rule: 'spec/no-actor', line: 4, help: 'Name the actor, such as "The system must store the vote"' });
  });

  test('two demands in one sentence are written apart in the proposal', () => {
    const [finding] = findings(listed('The system must store the vote and must send a mail.', 'The system must store the vote and the guest.'));
    expect(finding).toMatchObject({ rule: 'spec/two-demands', line: 4, help: 'Write two: "The system must store the vote." and "The system must send a mail."' });
  });

  test('a verb without outcome is asked about', () => {
    expect(rules(listed('The API shall support uploads', 'The API shall support uploads of at most 5 MB'))).toEqual(['spec/no-outcome:4']);
  });
});

describe('findings on wording in other languages', () => {
  const help = (text: string): string[][] => findings(text).map(each => [each.rule, each.help]);

  test.each([
    ['German', '# A\n\n## Anforderungen\n\n', 'Muss die Stimme speichern.', 'Das System muss die Stimme speichern.'],
    ['German with "man"', '# A\n\n## Anforderungen\n\n', 'Man muss die Stimme und den Gast speichern.', 'Das System muss die Stimme und den Gast speichern.'],
    ['Spanish', '# A\n\n## Requisitos\n\n', 'Deberá guardar el voto del usuario.', 'El sistema deberá guardar el voto del usuario.'],
    ['Spanish with "se"', '# A\n\n## Requisitos\n\n', 'Se debe guardar el voto del usuario.', 'El sistema debe guardar el voto del usuario.'],
    ['Chinese', '# A\n\n## 需求\n\n', '必须保存投票。', '系统必须保存投票。'],
    ['Japanese', '# A\n\n## 要件\n\n', '期限を過ぎた場合は、投票を保存しなければならない。', 'システムは期限を過ぎた場合は、投票を保存しなければならない。'],
  ])('a demand without actor: %s', (_, head, line, proposed) => {
    expect(help(`${head}- ${line}\n`)).toEqual([['spec/no-actor', `Name the actor, such as "${proposed}"`]]);
  });

  test.each([
    ['German', '# A\n\n## Anforderungen\n\n', 'Das System muss die Stimme speichern und muss eine Mail senden.', 'Das System muss die Stimme speichern.', 'Das System muss eine Mail senden.'],
    ['Spanish', '# A\n\n## Requisitos\n\n', 'El sistema debe guardar el voto y deberá enviar un correo.', 'El sistema debe guardar el voto.', 'El sistema deberá enviar un correo.'],
    ['Chinese', '# A\n\n## 需求\n\n', '系统必须保存投票，并且必须发送邮件。', '系统必须保存投票。', '系统必须发送邮件。'],
    ['Japanese', '# A\n\n## 要件\n\n', 'システムは投票を保存するとともに、メールを送信しなければならない。', 'システムは投票を保存すること。', 'システムはメールを送信しなければならない。'],
    ['Japanese, both in full', '# A\n\n## 要件\n\n', 'システムは投票を保存しなければならず、メールを送信しなければならない。', 'システムは投票を保存しなければならない。', 'システムはメールを送信しなければならない。'],
  ])('two demands in one sentence: %s', (_, head, line, one, two) => {
    expect(help(`${head}- ${line}\n`)).toEqual([['spec/two-demands', `Write two: "${one}" and "${two}"`]]);
  });

  test.each([
    ['German', '# A\n\n## Anforderungen\n\n', 'Das System muss Uploads unterstützen.', 'unterstützen'],
    ['German with an auxiliary', '# A\n\n## Anforderungen\n\n', 'Der Kunde muss Termine verwalten können.', 'verwalten'],
    ['Spanish', '# A\n\n## Requisitos\n\n', 'El sistema debe gestionar las reservas.', 'gestionar'],
    ['Chinese', '# A\n\n## 需求\n\n', '系统必须支持上传。', '支持'],
    ['Japanese', '# A\n\n## 要件\n\n', 'システムはアップロードに対応しなければならない。', '対応'],
    ['Japanese, as a noun', '# A\n\n## 要件\n\n', 'システムはエラーを処理すること。', '処理'],
  ])('a verb without outcome: %s', (_, head, line, verb) => {
    expect(help(`${head}- ${line}\n`)).toEqual([['spec/no-outcome', `What does a caller send, and what comes back, when this is done? Write that in place of "${verb}".`]]);
  });

  test.each([
    ['# A\n\n## Anforderungen\n\n', 'Das System muss die Stimme und den Gast speichern.'],
    ['# A\n\n## Requisitos\n\n', 'El usuario debe guardar su voto y su comentario.'],
    ['# A\n\n## 需求\n\n', '用户必须保存投票和评论。'],
    ['# A\n\n## 要件\n\n', '利用者は投票とコメントを保存しなければならない。'],
  ])('a sentence that says who does one thing is silent: %s', (head, line) => {
    expect(help(`${head}- ${line}\n`)).toEqual([]);
  });
});

describe('findings on numbers and ids', () => {
  test('the same sentence with another number contradicts', () => {
    expect(rules(listed('Every request must be answered in less than 100 ms', 'Requests must be answered in less than 400 ms', 'Every mail must be sent in less than 90 s'))).toEqual(['spec/contradictory-numbers:5']);
  });

  test('two periods for one thing contradict', () => {
    expect(rules(listed('Readings must be kept for 10 years', 'Readings must be deleted after 90 days', 'Bills must be kept for 7 years'))).toEqual(['spec/contradictory-numbers:5']);
  });

  test('one thing with two limits contradicts, however it is worded; other things and conditions do not', () => {
    expect(rules(listed('Search must respond within 300 ms', 'Search must respond to a visitor of the shop in less than 500 ms'))).toEqual(['spec/contradictory-numbers:5']);
    expect(rules(listed('Search must respond within 300 ms', 'Search must respond within 500 ms for 95 % of requests by guests of a shop', 'Export must respond within 500 ms', 'The system must answer within 300 ms', 'The system must answer an export of all rows within 500 ms'))).toEqual([]);
  });

  test.each([
    ['must against must not', 'Users must be able to delete a booking.', 'A user must not delete bookings.', true],
    ['shall against shall never', 'The API shall log the address of a caller.', 'The API shall never log the address of a caller.', true],
    ['all against only', 'All users must see the report of a clinic.', 'Only admins must see the report of a clinic.', true],
    ['another object', 'Users must be able to delete a booking.', 'Users must not delete a payment.', false],
    ['a condition more', 'Users must be able to delete a booking.', 'Users must not delete a booking that was paid.', false],
    ['all against all', 'All users must see the report of a clinic.', 'Every guest must see the report of a clinic.', false],
  ])('demands in the same words: %s', (_, one, two, contradict) => {
    const found = findings(listed(one, two)).filter(each => each.rule === 'spec/contradictory-demands');
    expect(found.map(each => [each.line, each.help])).toEqual(contradict ? [[5, `Which holds: "${one}" or "${two}"?`]] : []);
  });

  test.each([
    ['German', '## Anforderungen', 'Der Kunde muss einen Termin löschen können.', 'Der Kunde darf keinen Termin löschen.', true],
    ['German, another thing', '## Anforderungen', 'Der Kunde muss einen Termin löschen können.', 'Der Kunde darf keine Rechnung löschen.', false],
    ['German, same words', '## Anforderungen', 'Der Kunde muss den Termin löschen können.', 'Der Kunde muss den Termin nicht löschen können.', true],
    ['Spanish', '## Requisitos', 'El usuario debe poder borrar la reserva.', 'El usuario no debe poder borrar la reserva.', true],
    ['Chinese', '## 需求', '用户必须能够删除预约。', '用户不得删除预约。', true],
  ])('in other languages: %s', (_, head, one, two, contradict) => {
    const found = findings(`# A\n\n${head}\n\n- ${one}\n- ${two}\n`).map(each => each.rule);
    expect(found.includes('spec/contradictory-demands')).toBe(contradict);
  });

  test('across documents, each with its place', () => {
    const one = spec(listed('Users must be able to delete a booking.'), 'a.md');
    const two = spec(listed('Users must not be able to delete a booking.'), 'b.md');
    expect(compareSpecs([one, two], knowledge().languages).map(each => each.message)).toContain('"Users must not be able to delete a ..." (b.md:4) and "Users must be able to delete a booking." (a.md:4) ask for opposite things');
  });

  test('an id twice', () => {
    expect(rules(listed('FR-1: Guests must vote', 'FR-1: Hosts must close the vote'))).toEqual(['spec/duplicate-id:5']);
  });

  test('documents of one feature that disagree, both places named', () => {
    const one = spec(listed('FR-1: Guests must vote once'), 'a.md');
    const two = spec(`${listed('FR-1: Guests must vote twice a day')}\n## Out of scope\n- Guests vote\n`, 'b.md');
    const found = compareSpecs([one, two], knowledge().languages);
    expect(found.map(each => each.rule)).toEqual(['spec/conflicting-requirement', 'spec/scope-conflict', 'spec/scope-conflict']);
    expect(found[0]).toMatchObject({ file: 'b.md', line: 4, message: 'FR-1 says one thing in a.md:4 and another in b.md:4' });
  });
});

describe('bad input', () => {
  test('a document over 1 MB is a finding and is not read', () => {
    const { source, findings: found } = readSpec(parseMarkdown('big.md', `${'x'.repeat(sizeLimit)}\n`), knowledge().languages);
    expect(found.map(each => each.rule)).toEqual(['file/too-large']);
    expect(source.unread).toEqual([]);
  });

  test('bytes with a NUL are no text', () => {
    expect(looksBinary(new Uint8Array([137, 80, 78, 71, 0, 1]))).toBe(true);
    expect(looksBinary(new TextEncoder().encode('# Réservations ✅'))).toBe(false);
  });

  test.each([
    ['brackets', '[a'.repeat(8_000)],
    ['keywords', 'WHEN '.repeat(8_000)],
    ['numbers', '1 ms within '.repeat(8_000)],
    ['stories', 'As a user, I want '.repeat(3_000)],
    ['labels', 'a: '.repeat(8_000)],
  ])('a long line of %s is read in linear time', (_, line) => {
    const document = parseMarkdown('long.md', `# R\n\n## Requirements\n\n- ${line}\n`);
    const start = performance.now();
    readSpec(document, knowledge().languages);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

test.each([
  ['Requirements', 'The system must load the list quickly.', 'within 300 ms at p95'], ['Requisitos', 'El sistema debe cargar la lista rápidamente.', 'en menos de 300 ms en el p95'], ['Anforderungen', 'Das System muss die Liste schnell laden.', 'in weniger als 300 ms im p95'],
  ['需求', '系统必须快速加载列表。', 'p95在300毫秒以内'], ['要件', 'システムは一覧を迅速に表示しなければならない。', 'p95で300ms以内'],
])('a vague word gets a measure in its own language: %s', (heading, line, measure) => {
  expect(findings(`# ${heading}\n\n## ${heading}\n\n- ${line}\n`).filter(each => each.rule === 'spec/vague-word').map(each => each.help.includes(measure))).toEqual([true]);
});

describe('the same thing in other words', () => {
  test.each([
    ['Requirements', 'Sessions expire after 30 minutes', 'Users stay signed in for a day', true],
    ['Requirements', 'A listing can have at most 5 photos', 'A host can upload up to ten pictures to a listing', true],
    ['Requirements', 'Search must respond within 200 ms', 'Search must answer in less than 0.5 s', true],
    ['Requirements', 'Passwords must have at least 8 characters', 'Passwords must have at least 12 characters', true],
    ['Requirements', 'Guests can cancel a booking up to 24 hours before it starts', 'A reservation can be cancelled until two days before it starts', true],
    ['Requisitos', 'La sesión caduca a los 30 minutos', 'Los usuarios permanecen conectados durante un día', true],
    ['Anforderungen', 'Eine Anzeige hat höchstens 5 Fotos', 'Eine Anzeige darf bis zu zehn Bilder enthalten', true],
    ['需求', '每个商品最多5张照片', '每个商品可以上传不超过十张图片', true],
    ['要件', 'セッションは30分で期限切れになる', 'ログイン状態は1日保持される', true],
    ['Requirements', 'Search must respond within 500 ms', 'Search must answer in less than 0.5 s', false],
    ['Requirements', 'Listings have at most 5 photos', 'A listing may contain up to five pictures', false],
    ['Requirements', 'Logs are kept for 1 year', 'Logs are kept for 12 months', false],
    ['Requirements', 'Sessions expire after 30 minutes of inactivity', 'Users stay signed in for a day', false],
    ['Requirements', 'Sessions expire after 30 minutes', 'Admins stay signed in for a day', false],
    ['Requirements', 'Hosts can upload 5 photos to a listing', 'Guests can upload 10 photos to a listing', false],
    ['Requirements', 'Orders ship within 2 days', 'Orders are refunded within 14 days', false],
    ['需求', '每个商品最多5张照片', '每个订单最多3张照片', false],
  ])('%s: %s / %s', (heading, one, two, contradict) => {
    expect(rules(`# A\n\n## ${heading}\n\n- ${one}\n- ${two}\n`)).toEqual(contradict ? ['spec/contradictory-numbers:6'] : []);
  });

  test('short sentences below two headings speak of their headings', () => {
    expect(rules('# A\n\n## Requirements\n\n### Orders\n\n- Answers within 300 ms\n\n### Invoices\n\n- Answers within 2 s\n')).toEqual([]);
  });

  test('in two documents, each with its place', () => {
    const [one, two] = [spec(listed('Sessions expire after 30 minutes'), 'a.md'), spec(listed('Users stay signed in for a day'), 'b.md')];
    expect(compareSpecs([one, two], knowledge().languages).map(each => [each.rule, each.message])).toEqual([['spec/contradictory-numbers', '"Users stay signed in for a day" (b.md:4) and "Sessions expire after 30 minutes" (a.md:4) give different numbers for the same thing']]);
  });

  test.each([
    ['Users can delete their account', 'Accounts are never deleted', true], ['Users can edit a comment', 'Comments cannot be edited', true],
    ['Hosts can delete bookings', 'Guests must not delete bookings', false], ['Users must see their data', 'Users must not see other data', false],
    ['The system must store password hashes', 'The system must not store passwords', false], ['A draft can be published', 'A draft cannot be published twice', false],
  ])('%s / %s', (one, two, contradict) => {
    expect(rules(listed(one, two))).toEqual(contradict ? ['spec/contradictory-demands:5'] : []);
  });
});

describe('who decides', () => {
  test.each([
    ['Requirements', 'Orders must be approved before they are shipped', 'Orders must be approved by a manager before they are shipped'],
    ['Requirements', 'Each request must be assigned to a driver', 'Each request must be assigned by a manager to a driver'],
    ['Requirements', 'New articles require approval', 'New articles require approval by a manager'],
    ['Requisitos', 'Los pedidos se aprueban en un día', 'Los pedidos se aprueban por la persona responsable en un día'],
    ['Anforderungen', 'Bestellungen werden genehmigt', 'Bestellungen werden von der Leitung genehmigt'],
    ['需求', '订单需要审批', '订单需要由主管审批'],
    ['要件', '注文は承認される', '注文は管理者によって承認される'],
  ])('is asked: %s, %s', (heading, line, proposed) => {
    expect(findings(`# A\n\n## ${heading}\n\n- ${line}\n`).map(each => [each.rule, each.help])).toEqual([['spec/no-actor', `By which role, or by which rule? Such as "${proposed}"`]]);
  });

  test.each([
    ['Requirements', 'Orders are approved by the manager'], ['Requirements', 'When an order is approved, the system sends a mail'], ['Requirements', 'Only approved orders are shipped'],
    ['Requirements', 'Each order is assigned a number'], ['Requirements', 'Orders below 10 EUR are approved automatically'], ['Requirements', 'The system must show orders that are approved'],
    ['Requisitos', 'Los pedidos se aprueban por la gerencia'], ['Anforderungen', 'Bestellungen werden von der Leitung genehmigt'], ['需求', '订单须由主管审批'], ['要件', '注文は管理者によって承認される'],
  ])('is said: %s, %s', (heading, line) => {
    expect(rules(`# A\n\n## ${heading}\n\n- ${line}\n`)).toEqual([]);
  });
});

describe('two deeds under one modal word', () => {
  test.each([
    ['Requirements', 'The system must store the vote and send a mail', 'The system must store the vote.', 'The system must send a mail.'],
    ['Requirements', 'The API must create the invoice and e-mail it to the customer', 'The API must create the invoice.', 'The API must e-mail it to the customer.'],
    ['Requisitos', 'El sistema debe guardar el voto y enviar un correo', 'El sistema debe guardar el voto.', 'El sistema debe enviar un correo.'],
    ['Anforderungen', 'Das System muss die Stimme speichern und eine Mail senden', 'Das System muss die Stimme speichern.', 'Das System muss eine Mail senden.'],
    ['需求', '系统必须保存投票并发送邮件', '系统必须保存投票。', '系统必须发送邮件。'],
    ['要件', 'システムは投票を保存し、メールを送信すること', 'システムは投票を保存すること。', 'システムはメールを送信すること。'],
  ])('%s: %s', (heading, line, one, two) => {
    expect(findings(`# A\n\n## ${heading}\n\n- ${line}\n`).map(each => each.help)).toEqual([`Write two: "${one}" and "${two}"`]);
  });

  test.each([
    ['Requirements', 'The system must validate and store the vote'], ['Requirements', 'The system must store the vote and return its id'], ['Requirements', 'The system must store the vote when the host is told'],
    ['Anforderungen', 'Das System muss die Stimme speichern und anzeigen'], ['需求', '系统必须保存投票并返回编号'], ['要件', 'システムは投票を検証し、保存すること'], ['要件', 'APIは、エラーをリクエストIDとともに記録すること'],
  ])('one step: %s, %s', (heading, line) => {
    expect(rules(`# A\n\n## ${heading}\n\n- ${line}\n`)).toEqual([]);
  });
});

test('"must be secure" is asked about, "secure against replay" is not; a scenario of the demand tells its outcome', () => {
  expect(findings(listed('The system must be secure')).map(each => [each.rule, each.help])).toEqual([['spec/no-outcome', 'What would show that it is not "secure"? Write the check that fails then, with its number or state.']]);
  expect(rules(listed('The system must be secure against replay by a nonce that is used once'))).toEqual([]);
  expect(rules('## ADDED Requirements\n\n### Requirement: Names\nThe command SHALL handle ambiguous names.\n\n#### Scenario: Two\n- **WHEN** two match\n- **THEN** both are listed\n')).toEqual([]);
});

test('a vague word inside a phrase that is not vague, or in a question of the author, is silent', () => {
  expect(rules(listed('A card can be used several times', 'Guests must see how many seats are left', 'The system must propose [NEEDS CLARIFICATION: how many?] dishes'))).toEqual([]);
});

test('counts of demands name no actor, working somewhere is an outcome, and the wording of what is no backend work is left to others', () => {
  expect(rules(listed('Must 15, should 5, could 2 are planned', 'The API must work with the keys of last year'))).toEqual([]);
  expect(rules('# Landing page\n\n## Requirements\n\n- The footer must link to the imprint\n- The slider must stop quickly on hover\n- The logo wall must be responsive from 320 px\n')).toEqual([]);
});

test('a word that demands in another language only describes here, and what nobody may do needs no actor', () => {
  expect(rules('# A\n\n## Requirements\n\n- Members must record runs with a date, a place, and optional photos\n')).toEqual([]);
  expect(rules('# A\n\n## 要件\n\n- 会員の予約を他人に公開してはならない\n')).toEqual([]);
  expect(rules('# A\n\n## Requirements\n\n- Members must record runs and must delete old ones\n')).toEqual(['spec/two-demands:5']);
});

test.each([
  ['an optional part of a title names nobody and needs nobody', '# A\n\n## Requirements\n\n- **R-1** Optional waiting list: the clerk may let a skipper wait\n- **R-2** Optional IF pilots are switched on, THEN THE system SHALL tell the pilot of each boat.\n'],
  ['a status in brackets is no slot', '# A\n\n## Requirements\n\n* **Status**: [Partly implemented]\n* The clerk can book a berth\n'],
  ['formats that are named can be asked for', '# A\n\n## Requirements\n\n- Exports must support CSV and PDF\n'],
])('no finding: %s', (_, text) => {
  expect(rules(text)).toEqual([]);
});

test.each(['**Status**: [Draft | Final]', '**Owner**: [Name]'])('%s is a slot that nobody filled', line => {
  expect(rules(`# A\n\n## Requirements\n\n${line}\n\n- The clerk can book a berth\n`)).toEqual(['spec/placeholder:5']);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberReader } from '../../src/ai/numbers.ts';
import { refusal as refusalOf } from '../../src/ai/refuse.ts';
import type { Slot } from '../../src/model/proposal.ts';
import { redact } from '../../src/text/sensitive.ts';
import { knowledge } from '../support/knowledge.ts';

const slot: Slot = { slot: 'risk/RISK-cap', kind: 'prose', ask: 'Why?', derived: 'Only 10 people are served (`RISK-cap`) by `POST /v1/imports` until 2027-01-04.', material: ['ActivityService calls StravaGateway.listActivities, see FR-012'], choices: null, maxChars: 200, decides: false, evidence: 'x' };

const numbers = numberReader(knowledge().numbers);
const refusal = (place: Slot, text: string): string | null => refusalOf(place, text, numbers);

describe('words for a slot', () => {
  test.each([
    'The people above the limit see a waiting page.',
    'RISK-cap ends the demo for everybody but 10 people.',
    'POST /v1/imports fails; ActivityService tells why, as FR-012 asks, until 2027-01-04.',
    'Read/write access and/or a wait is shown.',
    'Wer zuerst kommt, mahlt zuerst: die anderen warten.',
    'それ以上の人は待つ。',
    'それで十分です。',
    'Die anderen warten auf eine freie Stelle, das ist einfach und einmalig.',
    'Once the limit is reached, the others see when a place is due to be free.',
    'Los demás esperan su turno.',
    'As outras pessoas esperam pela resposta dos serviços.',
    'Ce service est neuf et les autres attendent.',
  ])('may stand: %s', text => expect(refusal(slot, text)).toBeNull());

  test.each<[string, string, boolean?]>([
    ['', 'is empty'],
    ['   ', 'is empty'],
    ['a'.repeat(201), 'longer than 200'],
    [slot.derived, 'already stands'],
    ['Only 11 people are served.', 'number'],
    ['Only １２ people are served.', 'number'],
    ['Only ٣ people are served.', 'number'],
    ['Only eleven people are served.', 'number'],
    ['A twenty-five person team waits, a fortnight at most.', 'number'],
    ['The wait is halved.', 'number'],
    ['Die anderen warten drei Wochen.', 'number'],
    ['Das dauert fünfundzwanzig Tage.', 'number'],
    ['Das ist doppelt so teuer wie dreissigmal warten.', 'number'],
    ['Einundzwanzig warten.', 'number'],
    ['Los demás esperan tres semanas.', 'number'],
    ['Esperan veintidós personas.', 'number'],
    ['Doscientas esperan, o doscientos.', 'number'],
    ['Hay once personas en la lista.', 'number'],
    ['Les autres attendent trois semaines.', 'number'],
    ['Gli altri aspettano due settimane.', 'number'],
    ['As outras esperam vinte dias.', 'number'],
    ['De anderen wachten drie weken.', 'number'],
    ['其他人要等三个星期。', 'number'],
    ['其他人要等三十天，十分漫长。', 'number'],
    ['他の人は三週間待つ。', 'number'],
    ['他の人はふたつの枠を待つ。', 'number'],
    ['他の人は⑫番目。', 'number'],
    ['Остальные ждут три недели.', 'script'],
    ['나머지는 세 명이 기다린다.', 'script'],
    ['الباقون ينتظرون ثلاثة أسابيع', 'script'],
    ['It is 100 % sure.', 'number'],
    ['Until 2027-01-05.', 'number'],
    ['See FR-01.', 'id'],
    ['See FR-0123.', 'id'],
    ['See T-k7f2.', 'id'],
    ['See DEC-stack.', 'id'],
    ['Call DELETE /v1/users.', 'route'],
    ['Read /etc/passwd.', 'route'],
    ['Read ../../secrets.', 'route'],
    ['Throws RATE_LIMITED.', 'constant'],
    ['Ask UserService.', 'model'],
    ['Ask StravaGateway.dropAll for it.', 'model'],
    ['The `users` go.', 'code'],
    ['Line\nbreak', 'one line'],
    ['Esc \u001B[2J here', 'control'],
    ['Zero\u200Bwidth', 'invisible'],
    ['Bidi \u202Etext', 'invisible'],
    ['Tag \u{E0041} text', 'invisible'],
    ['<b>bold</b>', 'HTML'],
    ['＜script＞', 'HTML'],
    ['<!-- plan-ignore x: y -->', 'HTML'],
    ['&lt;b&gt;', 'HTML'],
    ['{{plan}}', 'template'],
    ['${process.env.KEY}', 'template'],
    ['%%{init: {}}%%', 'template'],
    ['graph TD a to b', 'Mermaid'],
    ['%% comment', 'Mermaid'],
    ['<<<<<<< HEAD', 'conflict'],
    ['=======', 'conflict'],
    ['```sh rm', 'fence'],
    ['~~~', 'fence'],
    ['See https://evil.test', 'link'],
    ['See www.evil', 'link'],
    ['See evil.com', 'link'],
    ['[here](x)', 'link'],
    ['![img](x)', 'link'],
    ['javascript:alert', 'link'],
    ['# Heading', 'Markdown'],
    ['- [ ] task', 'Markdown'],
    ['| a | b |', 'Markdown'],
    ['**T** is done', 'Markdown'],
    ['All done <- rule:R', 'only rules'],
    ['The plan is MVP READY', 'only rules'],
    ['Ask jane@corp', 'nothing', true],
    ['Ask jane@corp.se now', 'address'],
  ])('%j is refused: %s', (text, why, stands) => {
    const reason = refusal(slot, text);
    if (stands === true) expect(reason).toBeNull();
    else expect(reason).toContain(why);
  });

  test('in numbers and scripts of the derived text stand, in any language', () => {
    const other: Slot = { ...slot, derived: 'Die Klinik hat drei Ärzte. 医師は三人。 Три врача.' };
    for (const text of ['Nur drei Ärzte arbeiten.', '三人だけです。', 'Работают только врачи.']) expect(refusal(other, text), text).toBeNull();
    expect(refusal(other, 'Nur vier Ärzte arbeiten.')).toContain('number');
  });

  test('of a choice are one of the choices, to the letter', () => {
    const choice: Slot = { ...slot, choices: ['single-host', 'paas'] };
    expect(refusal(choice, 'paas')).toBeNull();
    expect(refusal(choice, 'Paas')).toContain('is none of');
    expect(refusal(choice, 'paas; drop')).toContain('is none of');
  });

  test('never carry a digit that the derived text lacks, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 11, max: 999_999 }).filter(n => n !== 12), fc.string({ maxLength: 80 }), (before, number, after) => {
        expect(refusal(slot, `${before} ${number} ${after}`)).not.toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  test.each(['a.', '<', '`', '1,', 'A-', 'a@', '/a', 'aA1', '1 ', 'token=', '-----BEGIN PRIVATE KEY-----', 'lat: 1.'])('are checked and cleaned in time that grows with their length only: %j', part => {
    const started = performance.now();
    refusal({ ...slot, maxChars: 600 }, part.repeat(600 / part.length));
    redact(part.repeat(100_000 / part.length));
    expect(performance.now() - started).toBeLessThan(1500);
  });
});

import { describe, expect, it } from 'vitest';
import { titleOf } from '../../../src/derive/design/title.ts';
import { knowledge } from '../../support/knowledge.ts';
import { designCase, designOf, specOf } from './fixtures.ts';

describe('rows that two callers want', () => {
  it('get a unique index over what they fight for, which leaves out the rows that gave it back', () => {
    const index = designCase('clinic').indexes.find((i) => i.id === 'appointments(slot_id) unique');
    expect(index?.where).toBe('state in requested, confirmed, checked_in, completed');
    expect(index?.neededBy).toContain('POST /v1/appointments');
  });
});

describe('requirements that rule a whole class of routes', () => {
  it('stand on every move of the state, not on the three nearest', () => {
    const design = designCase('clinic');
    const rule = design.requirements.find((r) => r.text.startsWith('IF a change of state'))?.id ?? '';
    const moves = design.routes.filter((r) => r.rule === 'rule:R8' && r.resource === 'Appointment');
    expect(moves.length).toBeGreaterThanOrEqual(4);
    expect(moves.filter((r) => !r.requirements.includes(rule)).map((r) => r.id)).toEqual([]);
  });

  it('make reads leave an audit event when somebody asks who read a row', () => {
    const asked = designOf(['Users must be able to create and list parcels', 'The system must record who read or changed a parcel']);
    const silent = designOf(['Users must be able to create and list parcels']);
    const audit = (d: typeof asked) => d.methods.find((m) => m.name === 'listParcels')?.audit;
    expect(audit(asked)).toBe('parcel.read');
    expect(audit(silent)).toBeNull();
  });
});

describe('errors', () => {
  it('of one gateway are its own', () => {
    const design = designCase('clinic');
    expect(design.methods.find((m) => m.id === 'EmailGateway.sendMessage')?.throws).toEqual(['EMAIL_UNAVAILABLE']);
    expect(design.methods.find((m) => m.id === 'SmsGateway.sendText')?.throws).toEqual(['SMS_UNAVAILABLE']);
  });

  it('that every request can meet belong to the check in front of the services', () => {
    const owner = (id: string) => designCase('stories').errors.find((e) => e.id === id)?.owner;
    expect(owner('RATE_LIMITED')).toBe('rate limiter');
    expect(owner('INTERNAL')).toBe('edge mapper');
  });
});

const titled = (text: string): string => titleOf(text, knowledge().languages);

describe('titles', () => {
  it.each([
    ['WHEN filters change, THE chart updates SHALL occur within 300 ms', 'Chart updates shall occur within 300 ms when filters change'],
    ['RAGバックエンドAPIは、取得したドキュメントをランク付けすること', '取得したドキュメントをランク付けすること'],
    ['リクエストが無効な場合、RAGバックエンドAPIは400エラーを返すこと', 'リクエストが無効な場合、400エラーを返すこと'],
    ['El sistema debe guardar cada reserva.', 'Guardar cada reserva'],
    ['Das System muss jede Buchung speichern.', 'Jede Buchung speichern'],
    ['系统必须保存每个预订。', '保存每个预订'],
  ])('leave out the product, and no other subject: %s', (text, title) => {
    expect(titled(text)).toBe(title);
  });

  it('say what is done first, then when, and never stop inside a clause', () => {
    expect(titled('WHEN a nurse signs a form, THE SYSTEM SHALL lock it.')).toBe('Lock it when a nurse signs a form');
    const long = titled('System MUST calculate distance, time, pace, elevation and heart rate of every activity of the athlete for each day, week, month and year before they ask');
    expect(long.length).toBeLessThanOrEqual(110);
    expect(long).not.toMatch(/\b(?:the|of|for|before|they|and)$/);
  });
});

describe('entities named twice', () => {
  it('keep the values that stand with their attributes', () => {
    const spec = specOf('specs/demo.md', '# Demo\n\n## Glossary\n\n- **Bay**: a place in which one van can stand.\n\n## Requirements\n\n- **FR-001**: Drivers must be able to list bays\n\n## Key Entities\n\n- **Bay**: depot, state (free, held, taken)\n');
    const bay = spec.entities.find((e) => e.name === 'Bay');
    expect(bay?.description).toContain('free, held, taken');
    expect(bay?.attributes).toEqual(['depot', 'state']);
  });
});

import { describe, expect, it } from 'vitest';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import { inputOf, specOf } from './fixtures.ts';

describe('a spec in German', () => {
  const d = deriveDesign(inputOf([specOf('specs/nachhilfe.md', [
    '# Marktplatz für Nachhilfe', '', '## Anforderungen', '',
    '- Schüler müssen sich mit E-Mail und Passwort anmelden können.',
    '- Lehrer müssen ein Profil mit Fächern, Preis und Beschreibung anlegen können.',
    '- Schüler müssen Lehrer nach Fach und Preis suchen können.',
    '- Schüler müssen eine Stunde buchen und stornieren können.',
    '- Das System muss den Lehrer per E-Mail benachrichtigen, wenn eine Stunde gebucht wird.',
    '- Lehrer müssen eine Buchung bestätigen oder ablehnen können.',
    '- Administratoren müssen Termine anlegen, ändern und löschen können.', '',
  ].join('\n'))]));
  const of = (line: number): string[] => {
    const id = d.requirements[line]?.id ?? '';
    return [...d.routes, ...d.jobs].filter((x) => x.requirements.includes(id)).map((x) => x.id).toSorted();
  };

  it('is read with its verbs at the end', () => {
    expect(of(1)).toEqual(['POST /v1/lehrer']);
    expect(of(2)).toEqual(['GET /v1/lehrer']);
    expect(of(3)).toEqual(['GET /v1/buchungen', 'POST /v1/buchungen', 'POST /v1/buchungen/{buchung_id}/stornieren']);
    expect(of(5)).toEqual(expect.arrayContaining(['POST /v1/buchungen/{buchung_id}/ablehnen', 'POST /v1/buchungen/{buchung_id}/bestatigen']));
    expect(of(6)).toEqual(expect.arrayContaining(['POST /v1/termine', 'PATCH /v1/termine/{termin_id}', 'DELETE /v1/termine/{termin_id}']));
    expect(d.openQuestions.filter((q) => q.id.startsWith('Q-meaning'))).toEqual([]);
  });

  it('keeps its conditions, its roles and the English names of the platform', () => {
    expect(d.jobs.find((j) => j.id.startsWith('notify-about'))?.startedBy).toEqual(['POST /v1/buchungen']);
    expect(d.routes.find((r) => r.path.endsWith('/bestatigen'))?.role).toBe('lehrer');
    expect(d.models.find((m) => m.id === 'Job')?.store).toBe('jobs');
    expect(d.models.find((m) => m.id === 'Buchung')?.states?.values).toEqual(expect.arrayContaining(['gebucht', 'storniert', 'abgelehnt']));
  });
});

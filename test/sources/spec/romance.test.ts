import { describe, expect, test } from 'vitest';
import { findings, spec } from './support.ts';

const french = `# Cahier des charges - Club d'aviron

## Contexte

Le club tient ses réservations sur papier.

## Acteurs et rôles

- Rameur : réserve un bateau

## Périmètre fonctionnel

### Réservations

- Le rameur peut réserver un bateau pour une sortie.
- Le système doit refuser une sortie après le coucher du soleil.
- Équipe : entraîneurs et leurs horaires
- Gestion des avaries (priorité : haute)

## Exigences non fonctionnelles

| Domaine | Attendu |
|---|---|
| Disponibilité | 99 % par mois |

## Récits utilisateur

- En tant que rameur, je veux annuler une sortie afin de libérer le bateau.

## Hors périmètre

- Paiement en ligne

## Points ouverts

- Qui forme les débutants ?
`;

const portuguese = `# Documento de Requisitos - Clube de Remo

## Requisitos Funcionais

- **RF01** O sistema deve permitir reservar um barco.
- **RF02** O remador pode cancelar uma reserva.

## Regras de Negócio

- Cada remador deve ter no máximo duas reservas.

## Requisitos Não Funcionais

- O sistema deve responder de forma rápida.

## Histórias de Usuário

- Como remador, quero ver os barcos livres para escolher um.

## Fora do Escopo

- Pagamento

## Premissas

- Todos sabem remar
`;

describe('specs in French', () => {
  test('sections, stories and qualities', () => {
    const source = spec(french);
    expect(source.language).toBe('fr');
    expect(source.requirements.map(each => [each.line, each.kind, each.priority])).toEqual([[15, 'functional', null], [16, 'functional', 'must'], [17, 'functional', null], [18, 'functional', 'must'], [24, 'non-functional', null]]);
    expect(source.stories.map(each => [each.role, each.want, each.benefit])).toEqual([['rameur', 'annuler une sortie', 'libérer le bateau']]);
    expect([source.outOfScope, source.openQuestions].map(lines => lines.map(each => each.line))).toEqual([[32], [36]]);
    expect(source.entities.map(each => each.name)).toEqual(['Bateau', 'Sortie']);
  });

  test('a load of a team is a fact', () => {
    expect(spec("# Outil\n\n## Exigences\n\n- Le système doit lister les bateaux.\n- Équipe : 3 développeurs\n").requirements.map(each => each.line)).toEqual([5]);
  });
});

describe('specs in Portuguese', () => {
  test('sections, ids, stories and assumptions', () => {
    const source = spec(portuguese);
    expect(source.language).toBe('pt');
    expect(source.requirements.map(each => [each.id, each.line, each.kind, each.priority])).toEqual([['RF01', 5, 'functional', 'must'], ['RF02', 6, 'functional', null], [null, 10, 'functional', 'must'], [null, 14, 'non-functional', 'must']]);
    expect(source.stories.map(each => [each.role, each.want, each.benefit])).toEqual([['remador', 'ver os barcos livres', 'escolher um']]);
    expect([source.outOfScope, source.assumptions].map(lines => lines.map(each => each.line))).toEqual([[22], [26]]);
  });

  test('vague words are told with a way to say it', () => {
    expect(findings(portuguese).filter(each => each.rule === 'spec/vague-word').map(each => [each.line, each.help])).toEqual([[14, 'In place of "rápida" say em menos de 300 ms no p95.']]);
  });
});

test.each([
  ['es', '# Remo\n\nEl remador debe reservar un bote para la salida. Los botes se muestran en una lista cuando el usuario entra.\n'],
  ['en', '# Rowing\n\nA rower must book a boat for the outing. The boats are shown in a list when the user signs in.\n'],
  ['de', '# Rudern\n\nEin Ruderer muss ein Boot für die Fahrt buchen. Die Boote werden in einer Liste gezeigt, wenn der Nutzer sich anmeldet.\n'],
])('and other languages are told from them: %s', (language, markdown) => {
  expect(spec(markdown).language).toBe(language);
});

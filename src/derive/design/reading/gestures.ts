import type { Lexicon } from '../../../model/knowledge.ts';
import { oncePer } from '../../../text/once.ts';
import { anyOf, caseless, letter } from '../../../text/regex.ts';

const patternsOf = oncePer((lexicon: Lexicon) => lexicon.screen, (lexicon) => {
  const { gestures, widgets, leafs, drawn, places } = lexicon.screen;
  const form = String.raw`(?:s|es|ped|ed|ping|ging|ing)?`;
  return {
    any: caseless(`\\b(?:${anyOf([...gestures, ...leafs, 'drag', 'turn', 'switch'])})`),
    widget: caseless(`\\b(?:${anyOf(gestures)})${form}\\s+(?:on\\s+)?(?:an?|the|their|its)\\s+(?:[^\\s,.;]+\\s+){0,4}?(?:${anyOf(widgets)})s?(?:\\s+(?:on|in|of|at|next to|below|above)\\s+[^,.;]+?)?,?\\s+(?:to|in order to)\\s+(?=${letter})`, 'g'),
    through: caseless(`\\b(?:${anyOf(leafs)})(s?)(?:ped|ed)?\\s+(?:through|down|over)\\s+(?=(?:an?|the|all|their|its|open|own|${letter}+s)\\b)`, 'g'),
    drawn: caseless(`\\b((?:drag|${anyOf(gestures)})${form}\\s+(?:on\\s+)?(?:an?|the|their|its|one)\\s+(?:${letter}+\\s+)?${letter}+)\\s+(?:${anyOf(drawn)})\\b`, 'g'),
    dragged: /\b(drag|move)(s?)\s+((?:an?|the|their|its|one)\s+[^,.;"“]+?)\s+from\s+["“]([^"”]+)["”]\s+(?:in)?to\s+["“]([^"”]+)["”]/gi,
    place: caseless(`,\\s*(?:on|from|in|at|via|through)\\s+(?:the|an?|its|their)\\s+(?:[\\p{L}’'-]+\\s+){0,3}?(?:${anyOf(places)})\\s*,`, 'g'),
    switched: caseless(String.raw`\b(?:toggle|turn|switch|flip)(s?)\s+((?:an?|the|their|its|one|each|every)\s+[\p{L} -]+?)\s+on\s+(?:and|or|/)\s+off\b`, 'g'),
  };
});

/**
 * What a hand does on a screen, as what it asks for: "tap the button to call a waiter" calls a waiter, "scroll through the orders" sees them,
 * "display, on the home page, every order" displays every order, "drag an order card from "new" to "served"" marks the order, "toggle a dish on or off" enables or disables it.
 */
export function withoutGestures(text: string, lexicon: Lexicon): string {
  const p = patternsOf(lexicon);
  const placed = text.includes(',') ? text.replace(p.place, '') : text;
  if (!p.any.test(placed)) return placed;
  return placed
    .replace(p.widget, '')
    .replace(p.drawn, '$1')
    .replace(p.dragged, (_, _verb: string, third: string, what: string, _from: string, to: string) => `mark${third} ${what} as ${to.trim().toLowerCase().replace(/\s+/g, '-')}`)
    .replace(p.switched, (_, third: string, what: string) => `enable${third} or disable${third} ${what}`)
    .replace(p.through, 'see$1 ');
}

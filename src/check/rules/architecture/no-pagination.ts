import { blueprintOf } from '../../blueprint.ts';
import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'architecture/no-pagination',
  about: 'A list without a limit answers with everything, until the day it does not answer at all.',
  fix: 'Add limit and cursor to the request, and next_cursor and has_more to the response.',
  bad: 'GET /v1/bookings\n- Request: none\n- Response: 200 { data: list<Booking> }',
  good: 'GET /v1/bookings\n- Request: query { limit?: int, cursor?: text }\n- Response: 200 { data: list<Booking>, next_cursor: text or null }',
  severity: 'error',
  set: 'recommended',
  *group(group) {
    if (group.feature === null) return;
    for (const route of blueprintOf(group).routes) {
      if (!route.id.startsWith('GET ')) continue;
      const request = route.parts.get('request');
      const response = route.parts.get('response');
      if (request === undefined || response === undefined) continue;
      const planned = group.plan?.routes.find(item => item.id === route.id);
      // A list inside an answer is part of one thing; an answer that is a list says so first, or pages.
      const list = /^\d{3}:? (?:Page<|list[<[]|\w+(?:Page|List)\b|\{ ?\w+: list[<[])|\bhas_more\b|\bnext_cursor\b/.test(response.text.trim());
      // The words after the fields say how it is sorted; what a caller can send stands before.
      const paged = /(?<!\b(?:no|without|any|without an?) )\b(?:limit|cursor|page|offset)\b/i.test(request.text.split('; sorted by')[0] ?? '');
      if (planned === undefined && isBounded(request.text)) continue;
      if ((planned === undefined ? list : planned.pagination !== null) && !paged) yield atLine(route.sheet, request.line, `"${route.id}" answers with a list and takes no limit or cursor.`);
    }
  },
});

/** A range that a caller asks for, from its start to an end so far behind, bounds the answer too; so does a number of rows. */
const range = /\b(?:from|since|after|start\w*|first\w*)\??\s*:.*\b(?:to|until|till|before|through|end\w*|last\w*)\??\s*:[^,{}]*\bat most [\d,]+ (?:hours|days|weeks|months|years)\b/i;
const isBounded = (request: string): boolean => range.test(request) || /\bat most [\d,]+ (?:rows|items)\b/i.test(request);

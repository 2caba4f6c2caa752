import { diagramsOf } from '../../blueprint.ts';
import { firstSegment, knownOf } from '../../known.ts';
import { atLine, defineRule } from '../../rule.ts';

/** Names whose form tells what they are: services, gateways and their methods, routes, and errors. */
const service = /\b[A-Z][A-Za-z0-9]*(?:Service|Gateway)(?:\.[a-z][A-Za-z0-9]*)?\b/g;
const route = /\b(?:GET|POST|PUT|PATCH|DELETE) (\/[A-Za-z0-9_{}/.\u0080-\uffff-]+)/g;
const error = /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g;

export default defineRule({
  id: 'diagrams/unknown-name',
  about: 'A diagram that shows a service, route or error nobody declares draws a system that will not be built.',
  fix: 'Use the declared name, or declare it where its kind is declared.',
  bad: 'a1["POST /v1/logins"] with no such route',
  good: 'a1["POST /v1/sessions"]',
  severity: 'error',
  set: 'recommended',
  *group(group) {
    if (group.feature === null) return;
    const known = knownOf(group);
    for (const { sheet, fence } of diagramsOf(group)) {
      for (const [index, text] of fence.content.split('\n').entries()) {
        const names = new Set<string>();
        if (known.kinds.has('service')) for (const [name] of text.matchAll(service)) if (!known.ids.has(name) && !(name.includes('.') && known.ids.has(name.split('.')[0] ?? '') && !known.kinds.has('method'))) names.add(name);
        if (known.kinds.has('route')) for (const [name, path] of text.matchAll(route)) if (!known.ids.has(name) && known.bases.has(firstSegment(path ?? ''))) names.add(name);
        if (known.kinds.has('error')) for (const [name] of text.matchAll(error)) if (!known.ids.has(name)) names.add(name);
        for (const name of names) yield atLine(sheet, fence.contentLine + index, `"${name}" in this diagram is declared nowhere.`);
      }
    }
  },
});

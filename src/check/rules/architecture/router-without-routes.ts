import { atLine, defineRule } from '../../rule.ts';
import { routesOf, singular, treeFiles } from '../../stack.ts';

const routerFolder = /(?:^|\/)(?:api(?:\/v\d+)?|v\d+|routers?|routes|endpoints|controllers)\/[^/]+$/;
const helper = /^(?:__init__|deps?|dependencies|index|main|app|router|routes|base|utils?|helpers?|types?|middleware|conftest|health|schemas?)\b/i;

export default defineRule({
  id: 'architecture/router-without-routes',
  about: 'A router module in the folder tree without one specified route is a part of the API that nobody designed.',
  fix: 'Specify its routes, or take the module out of the tree.',
  bad: 'api/v1/insights.py in the tree, no route with /insights',
  good: 'POST /v1/insights specified',
  severity: 'warning',
  set: 'start',
  *document(sheet) {
    if (sheet.own !== null) return;
    const modules = treeFiles(sheet).filter(file => routerFolder.test(file.path) && /\.(?:py|ts|js|go|rb|java|kt|php)$/.test(file.name));
    if (modules.length < 2) return;
    const segments = new Set(routesOf(sheet).flatMap(route => route.split('/')).map(singular));
    if (segments.size === 0) return;
    const named = (file: string): string => singular(file.replace(/\.\w+$/, '').replace(/[._-]?(?:router|routes|controller|endpoints?|api)$/i, ''));
    if (!modules.some(module => segments.has(named(module.name)))) return;
    for (const module of modules) {
      const name = named(module.name);
      if (name !== '' && !helper.test(module.name) && !segments.has(name)) yield atLine(sheet, module.line, `"${module.name}" is a router, but no route with "/${module.name.replace(/\.\w+$/, '')}" is specified.`);
    }
  },
});

import type { Route } from '../../../model/plan/index.ts';
import { list, oneThing, plural } from '../names.ts';
import { capital } from '../../../text/capital.ts';
import { subjectKey, type Subject } from '../subject.ts';
import { errorKeys, modelKeys, neededModels, reached, storeKeys, type SubjectContext } from './context.ts';

const input = new Set(['VALIDATION_FAILED', 'MALFORMED_REQUEST', 'UNSUPPORTED_MEDIA']);
const access = new Set(['UNAUTHENTICATED', 'SESSION_EXPIRED', 'FORBIDDEN_ROLE', 'FORBIDDEN_ORIGIN', 'NOT_FOUND', 'WEBHOOK_UNVERIFIED']);
const everywhere = new Set(['RATE_LIMITED', 'INTERNAL']);
const once = /^(IDEMPOTENCY_|PRECONDITION_)/;

export function routeSubjects(context: SubjectContext): Subject[] {
  return context.design.routes.map((route) => routeSubject(context, route));
}

function routeSubject(context: SubjectContext, route: Route): Subject {
  const { design, homes } = context;
  const home = homes.route(route);
  const [first = 'start'] = route.path.split('/').filter((part) => part !== '' && !/^v\d+$/.test(part));
  const model = design.models.find((one) => one.id === route.resource);
  const store = model?.embeddedIn === null || model === undefined ? model : design.models.find((one) => one.id === model.embeddedIn);
  const methods = reached(context, [route.handledBy]);
  const queueStores = storeKeys(context, /^job|outbox/i);
  const touched = [...new Set([...methods.flatMap((method) => [...method.reads, ...method.writes]), ...(route.resource === null ? [] : [route.resource])])];
  const own = route.ownErrors.filter((id) => !input.has(id) && !access.has(id) && !everywhere.has(id) && !once.test(id));
  // An id in the path is looked up, a cursor is decoded: neither is a field a caller fills in.
  const fields = route.request.filter((field) => field.in !== 'header' && field.in !== 'path' && !(route.pagination !== null && field.name === 'cursor'));
  const inputIds = [...input].filter((id) => route.ownErrors.includes(id));
  const wrong = inputIds.includes('VALIDATION_FAILED') ? '422' : '400';
  const requirements = route.requirements.filter((id) => context.live.has(id));
  const handler = methods[0];
  const calls = methods.filter((method) => method.call !== null);
  const job = route.job === null ? [] : [subjectKey('job', route.job)];
  const session = route.auth !== 'public' && route.auth !== 'webhook';
  const flags = new Set<string>();
  if (route.rate.class !== 'ops' && (route.request.length > 0 || route.response.length > 0)) flags.add('body');
  if (route.rate.class === 'ops') flags.add('ops');
  if (job.length > 0 || (handler?.tx === 'outbox' && route.success === 302)) flags.add('outbox');
  if (session) flags.add('session');
  if (route.auth === 'webhook') flags.add('webhook');
  if (fields.length > 0 && route.rate.class !== 'ops' && (inputIds.length > 0 || route.success === 302)) flags.add('input');
  if (route.method === 'GET') flags.add('read');
  if (own.length > 0) flags.add('errors');
  if (route.pagination !== null) flags.add('paging');
  if (route.idempotencyKey) flags.add('key');
  if (route.preconditions === 'if-match') flags.add('precondition');
  if (route.auth !== 'webhook' && route.auth !== 'service' && route.rate.class !== 'ops' && route.success !== 302) flags.add('example');
  const owned = route.path.includes('{') && session;
  const name = handler?.name ?? oneThing(route.purpose);
  const who = route.role ?? 'session';
  const serviceId = design.services.find((service) => service.id === route.service)?.id ?? route.service;
  const metrics = design.metrics.filter((metric) => metric.requirements.some((id) => route.requirements.includes(id))).map((metric) => subjectKey('metric', metric.id));
  const inputProof = route.success === 302 ? '302 with an error code for each' : `${wrong} for each of ${fields.length}`;
  const accessProof = list(['401 without session', ...(route.method === 'GET' ? [] : ['403 for a foreign Origin']), ...(route.role === null ? [] : ['403 for another role']), ...(owned ? ["404 for another person's row"] : [])]);
  return {
    kind: 'route',
    id: route.id,
    slots: {
      route: route.id, file: route.rate.class === 'ops' ? 'health' : first, case: name, method: route.handledBy, success: String(route.success),
      shape: route.responseType === null ? '' : `, body is \`${route.responseType}\``,
      act: capital(oneThing(route.purpose)), serviceFile: serviceId.replace(/Service$/, ''), storeFile: store?.store ?? first,
      access: route.role === null ? (route.method === 'GET' ? 'a session' : 'session, Origin') : `role ${who}`,
      accessProof,
      inputCount: plural(fields.length, 'bad field'), inputProof,
      errorText: own.length <= 2 ? own.map((id) => `\`${id}\``).join(', ') : `${own.length} domain errors`, errorProof: `${own.length} passed`,
      refusalProof: [accessProof, ...(flags.has('input') ? [inputProof] : [])].join('; '), replayProof: route.success === 202 ? '1 job row after 2 sends' : '1 row after 2 sends',
      pageProof: `${route.pagination?.limitDefault ?? 0} rows by default, page 2 has no row of page 1, 400 for a bad cursor`,
    },
    lists: { requirements, errorIds: own, inputIds: inputIds.slice(0, 1) },
    flags,
    related: {
      models: neededModels(context, touched, home, route.resource),
      // A job beside the answer comes with its runner, which may be built later.
      supports: modelKeys(context, touched, 'supporting').filter((key) => route.job !== null || !queueStores.includes(key)),
      errors: errorKeys(context, own),
      inputErrors: errorKeys(context, fields.length > 0 ? [...input].filter((id) => route.errors.includes(id)) : []),
      accessErrors: errorKeys(context, [...access].filter((id) => route.errors.includes(id))),
      keyErrors: errorKeys(context, route.errors.filter((id) => once.test(id))),
      calls: calls.map((method) => subjectKey('call', method.id)),
      jobs: job,
      keys: route.idempotencyKey ? storeKeys(context, /idempotency/i) : [],
      metrics,
    },
    serves: [route.id],
    sources: route.sources,
    confidence: route.confidence,
    home: home.slug,
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { describeSpent, nothingSpent, type Limits, type Spent } from '../ai/budget.ts';
import { numberReader } from '../ai/numbers.ts';
import { propose, unanswered, type Proposed } from '../ai/propose.ts';
import { groundOf, requestsFor, type Batch } from '../ai/request.ts';
import { sendable, sightOf } from '../ai/sight.ts';
import { involvedProviders } from '../derive/input.ts';
import { applyFiles } from '../io/apply.ts';
import { CompletionCache, CompletionError, type Complete, type Completion } from '../model/completion.ts';
import { UserError } from '../model/errors.ts';
import type { Facts } from '../model/facts.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Plan } from '../model/plan/index.ts';
import type { Slot } from '../model/proposal.ts';
import { stateFolder } from '../write/state.ts';
import { parseState, readYaml } from '../write/yaml.ts';
import type { Context } from './context.ts';

const defaultUrl = 'https://api.openai.com/v1';
const defaultMaxTokens = 60_000;
const defaultTimeoutSeconds = 60;

export type Settings = { model: string; url: string; limits: Limits; timeoutMs: number };

/**
 * What `--ai` needs to know. Throws CompletionError when the settings do not say enough, which costs the drafts alone, and UserError when they
 * would send the key to a place that only a file names.
 */
function aiSettings(context: Context): Settings {
  const ai = context.config.ai ?? {};
  const url = serviceUrl(context);
  if (ai.model === undefined) throw new CompletionError('no-model', 'No model is named for --ai.');
  const limits: Limits = { maxTokens: ai.maxTokens ?? defaultMaxTokens, maxUsd: ai.maxUsd ?? null, prices: ai.usdPerMillionTokens ?? null };
  if (limits.maxUsd !== null && limits.prices === null) throw new CompletionError('no-price', 'ai.maxUsd is set, but no price to count with.');
  return { model: ai.model, url, limits, timeoutMs: (ai.timeoutSeconds ?? defaultTimeoutSeconds) * 1000 };
}

/** Where the key goes is the user's to say, in the environment: a repository's own file may name this machine or the same place, nothing else. */
function serviceUrl(context: Context): string {
  const own = context.io.env['OPENAI_BASE_URL']?.trim() || null;
  const configured = context.config.ai?.baseUrl ?? null;
  const url = own ?? configured ?? defaultUrl;
  const { protocol, hostname } = parseUrl(url);
  const local = /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
  if (own === null && configured !== null && !local && configured !== defaultUrl) throw new UserError(`plan.config.yaml would send your key to ${hostname}`, `If that is right, say so yourself: OPENAI_BASE_URL=${configured}`);
  if (protocol !== 'https:' && !(protocol === 'http:' && local)) throw new UserError(`${url} is not https`, 'A key is sent over https only, or over http to this machine.');
  return url;
}

function parseUrl(url: string): URL {
  const parsed = URL.parse(url);
  if (parsed === null) throw new UserError('OPENAI_BASE_URL is no URL', 'Write it like https://host.example/v1.');
  return parsed;
}

/** The service of one run: what it would be sent, what it said, and what that used. */
export type Service = {
  readonly url: string;
  /** What is kept back of these places and of the inputs, and why. */
  readonly withheld: (slots: readonly Slot[], plan: Plan) => string[];
  /** The requests that would be sent: places with a kept answer are not asked about again. */
  readonly requests: (slots: readonly Slot[], plan: Plan) => Batch[];
  /** Drafts for the places. Trouble of the service is said once, and nothing more is asked after it unless a single answer was spoilt. */
  readonly ask: (slots: readonly Slot[], plan: Plan) => Promise<Pick<Proposed, 'proposals' | 'refusals'> & { cancelled: boolean }>;
  /** Says what the run used. */
  readonly close: () => void;
};

type Given = { context: Context; feature: string; facts: Facts; knowledge: Knowledge; plan: Plan; dry: boolean };

/** The text service with its budget, cache and what it may see. */
export async function openService({ context, feature, facts, knowledge, plan: first, dry }: Given): Promise<Service> {
  const { io } = context;
  const settings = aiSettings(context);
  const { limits } = settings;
  const providers = involvedProviders(facts, knowledge);
  const sight = sightOf(facts, providers);
  const ground = groundOf(sight, knowledge.prompts, { plan: first.plan, model: settings.model });
  const numbers = numberReader(knowledge.numbers);
  const complete = asker(context, settings);
  const showing = io.stderr.isTTY && !context.quiet;
  let cache = await readCache(context, feature);
  let spent: Spent = nothingSpent(limits);
  let ended = false;
  const said = new Set<string>();

  const sayTrouble = (error: CompletionError, begun: boolean): void => {
    if (said.has(error.trouble)) return;
    said.add(error.trouble);
    context.say(describeTrouble(error, begun));
  };
  return {
    url: settings.url,
    withheld: (slots, plan) => {
      const left = slots.length - sendable(slots, plan, facts, providers).length;
      return left === 0 ? sight.withheld : [...sight.withheld, `${left} places that rest on its data are left out.`];
    },
    requests: (slots, plan) => requestsFor(unanswered(sendable(slots, plan, facts, providers), ground, cache), ground),
    ask: async (slots, plan) => {
      if (ended) return { proposals: [], refusals: [], cancelled: false };
      const before = spent.requests;
      let shown = false;
      const outside = {
        complete,
        wait: (ms: number) => waitUnlessCancelled(ms, io.signal),
        today: io.today,
        numbers,
        onProgress: (batch: number, of: number, characters: number) => {
          shown ||= showing;
          if (showing) io.stderr.write(`\rAsking the model: request ${batch} of ${of}, ${characters} characters `);
        },
      };
      const proposed = await propose(sendable(slots, plan, facts, providers), ground, cache, limits, outside, spent);
      ({ cache, spent } = proposed);
      if (shown) io.stderr.write('\r\u001B[K');
      if (!dry && spent.requests > before) await saveCache(context, feature, cache);
      const { stopped } = proposed;
      ended = stopped !== null && stopped.trouble !== 'malformed' && stopped.trouble !== 'truncated';
      if (stopped !== null && stopped.trouble !== 'cancelled') sayTrouble(stopped, proposed.proposals.length > 0);
      return { proposals: proposed.proposals, refusals: proposed.refusals, cancelled: stopped?.trouble === 'cancelled' };
    },
    close: () => context.say(`AI (${ground.model}, prompts ${ground.versions}): ${describeSpent(spent)}.`),
  };
}

/** What went wrong, what can be done about it, and that the plan goes on. */
export const describeTrouble = (error: CompletionError, begun: boolean): string => `AI stopped: ${error.message} ${adviceFor(error)} The plan goes on without ${begun ? 'the rest' : 'it'}.`;

/** The real service, loaded with the first request. */
function asker({ io }: Context, settings: Settings): Complete {
  const key = io.env['OPENAI_API_KEY']?.trim() ?? '';
  let complete: Complete | null = null;
  return async (request: Completion, onText) => {
    if (key === '') throw new CompletionError('no-key', 'OPENAI_API_KEY is not set.');
    complete ??= (await import('../io/openai.ts')).openAiCompletion({ baseUrl: settings.url, key, timeoutMs: settings.timeoutMs, signal: io.signal });
    return complete(request, onText);
  };
}

const cachePath = (feature: string): string => `${stateFolder(feature)}/ai-cache.yaml`;

/** Answers of earlier runs; none when there is no file. */
async function readCache(context: Context, feature: string): Promise<CompletionCache> {
  const text = await context.disk.read(cachePath(feature));
  return text === null ? { schemaVersion: 1, requests: [], answers: {} } : parseState(CompletionCache, readYaml(text, cachePath(feature)), cachePath(feature));
}

async function saveCache(context: Context, feature: string, cache: CompletionCache): Promise<void> {
  const head = '# What a language model said, by the hash of what it was asked, and what each request used. Commit it and nothing is asked twice; delete it to ask anew.\n';
  const sorted = Object.fromEntries(Object.entries(cache.answers).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const text = head + stringify({ ...cache, answers: sorted }, { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' });
  if ((await context.disk.read(cachePath(feature))) !== text) await applyFiles(context.disk, stateFolder(feature), new Map([[cachePath(feature), text]]), []);
}

async function waitUnlessCancelled(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    throw new CompletionError('cancelled', 'Cancelled.', { cause: error });
  }
}

/** What a person can do about a service that did not answer. */
export function adviceFor(error: CompletionError): string {
  switch (error.trouble) {
    case 'no-model':
      return 'Add to plan.config.yaml: ai: { model: NAME }.';
    case 'no-price':
      return 'Add ai.usdPerMillionTokens: { input: ..., output: ... } to plan.config.yaml, from the price list of your service.';
    case 'no-key':
      return 'Set it in the environment, never in a file.';
    case 'wrong-key':
      return 'Check OPENAI_API_KEY.';
    case 'unknown-model':
      return 'Check ai.model in plan.config.yaml.';
    case 'unreachable':
      return 'Check the network and OPENAI_BASE_URL.';
    case 'budget':
      return 'Raise the limit in plan.config.yaml if you want more.';
    default:
      return 'Try again later; answers so far are kept.';
  }
}

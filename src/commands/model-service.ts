import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { describeSpent, type Limits } from '../ai/budget.ts';
import { numberReader, type Numbers } from '../ai/numbers.ts';
import { propose, unanswered, type Proposed } from '../ai/propose.ts';
import { groundOf, requestsFor, type Batch, type Ground } from '../ai/request.ts';
import { sendable, sightOf } from '../ai/sight.ts';
import { involvedProviders } from '../derive/input.ts';
import { applyFiles } from '../io/apply.ts';
import { CompletionCache, CompletionError, type Complete } from '../model/completion.ts';
import { UserError } from '../model/errors.ts';
import type { Facts } from '../model/facts.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Plan } from '../model/plan/index.ts';
import type { Slot } from '../model/proposal.ts';
import { parseState, readYaml, stateFolder } from '../write/state.ts';
import type { Context } from './context.ts';

const defaultUrl = 'https://api.openai.com/v1';
const defaultMaxTokens = 60_000;
const defaultTimeoutSeconds = 60;

export type Prepared = { ground: Ground; slots: readonly Slot[]; withheld: string[]; settings: Settings; cache: CompletionCache; numbers: Numbers };

export type Settings = { model: string; url: string; limits: Limits; timeoutMs: number };

/** What `--ai` needs to know, before anybody is asked anything. Throws UserError when the settings do not say enough, or name a place of their own. */
export function aiSettings(context: Context): Settings {
  const ai = context.config.ai ?? {};
  if (ai.model === undefined) throw new UserError('No model is named for --ai', 'Add to plan.config.yaml: ai: { model: NAME }');
  const limits: Limits = { maxTokens: ai.maxTokens ?? defaultMaxTokens, maxUsd: ai.maxUsd ?? null, prices: ai.usdPerMillionTokens ?? null };
  if (limits.maxUsd !== null && limits.prices === null) throw new UserError('ai.maxUsd is set, but no price', 'Add ai.usdPerMillionTokens: { input: ..., output: ... } to plan.config.yaml, from the price list of your service.');
  return { model: ai.model, url: serviceUrl(context), limits, timeoutMs: (ai.timeoutSeconds ?? defaultTimeoutSeconds) * 1000 };
}

/** What this run asks about, of whom, and what is known already. */
export async function prepare(context: Context, feature: string, facts: Facts, knowledge: Knowledge, plan: Plan, slots: readonly Slot[]): Promise<Prepared> {
  const settings = aiSettings(context);
  const providers = involvedProviders(facts, knowledge);
  const sight = sightOf(facts, providers);
  const sent = sendable(slots, plan, facts, providers);
  const withheld = sent.length === slots.length ? sight.withheld : [...sight.withheld, `${slots.length - sent.length} places that rest on its data are left out.`];
  return { ground: groundOf(sight, knowledge.prompts, { plan: plan.plan, model: settings.model }), slots: sent, withheld, settings, cache: await readCache(context, feature), numbers: numberReader(knowledge.numbers) };
}

/** The requests that would be sent: slots with a kept answer are not asked again. */
export const requestsOf = ({ slots, ground, cache }: Prepared): Batch[] => requestsFor(unanswered(slots, ground, cache), ground);

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

/** Asks the service for the slots, says what it used, keeps the answers. Trouble of the service is one message; the plan goes on without. */
export async function askService(context: Context, feature: string, prepared: Prepared, dry: boolean): Promise<Proposed> {
  const { io } = context;
  const { url, limits, timeoutMs } = prepared.settings;
  for (const line of prepared.withheld) context.say(line);
  const key = io.env['OPENAI_API_KEY']?.trim() ?? '';
  let complete: Complete | null = null;
  const showing = io.stderr.isTTY && !context.quiet;
  const proposed = await propose(prepared.slots, prepared.ground, prepared.cache, limits, {
    complete: async (request, onText) => {
      if (key === '') throw new CompletionError('no-key', 'OPENAI_API_KEY is not set.');
      complete ??= (await import('../io/openai.ts')).openAiCompletion({ baseUrl: url, key, timeoutMs, signal: io.signal });
      return complete(request, onText);
    },
    wait: ms => waitUnlessCancelled(ms, io.signal),
    today: io.today,
    numbers: prepared.numbers,
    onProgress: (batch, of, characters) => {
      if (showing) io.stderr.write(`\rAsking the model: request ${batch} of ${of}, ${characters} characters `);
    },
  });
  if (showing && proposed.spent.requests > 0) io.stderr.write('\r\u001B[K');
  if (!dry && proposed.spent.requests > 0) await saveCache(context, feature, proposed.cache);
  context.say(`AI (${prepared.ground.model}, prompts ${prepared.ground.versions}): ${describeSpent(proposed.spent)}.`);
  if (proposed.stopped !== null && proposed.stopped.trouble !== 'cancelled') context.say(`AI stopped: ${proposed.stopped.message} ${adviceFor(proposed.stopped)} The plan goes on without ${proposed.proposals.length === 0 ? 'it' : 'the rest'}.`);
  return proposed;
}

async function waitUnlessCancelled(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    throw new CompletionError('cancelled', 'Cancelled.', { cause: error });
  }
}

function adviceFor(error: CompletionError): string {
  switch (error.trouble) {
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

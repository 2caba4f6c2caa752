import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError, OpenAIError } from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import { CompletionError, type Complete, type Completed, type Completion, type Usage } from '../model/completion.ts';
import { Drafts } from '../model/proposal.ts';

/*
 * The one file that opens the openai package; it is imported only when a request is made or shown.
 */

export type Endpoint = { baseUrl: string; key: string; timeoutMs: number; signal: AbortSignal };

/** The body of a request as it goes over the wire. Streamed, so that progress can be shown and Ctrl-C stops it. */
export function bodyOf(request: Completion): ChatCompletionCreateParamsStreaming {
  return {
    model: request.model,
    messages: request.messages,
    response_format: zodResponseFormat(Drafts, 'proposals'),
    max_completion_tokens: request.maxOutputTokens,
    stream: true,
    stream_options: { include_usage: true },
  };
}

/** Sends requests to an OpenAI-compatible service. It retries nothing by itself and logs nothing. */
export function openAiCompletion(endpoint: Endpoint): Complete {
  const client = new OpenAI({ apiKey: endpoint.key, baseURL: endpoint.baseUrl, timeout: endpoint.timeoutMs, maxRetries: 0, logLevel: 'off', organization: null, project: null });
  return async (request, onText) => {
    // The package's own time limit ends with the first byte; this one holds for the whole answer.
    const signal = AbortSignal.any([endpoint.signal, AbortSignal.timeout(endpoint.timeoutMs)]);
    try {
      return await receive(client, request, signal, onText);
    } catch (error) {
      throw asCompletionError(error, request.model, endpoint);
    }
  };
}

/** More than this in one answer is no set of short texts. */
const longestAnswer = 100_000;

async function receive(client: OpenAI, request: Completion, signal: AbortSignal, onText: (characters: number) => void): Promise<Completed> {
  const stream = await client.chat.completions.create(bodyOf(request), { signal });
  let text = '';
  let finish: string | null = null;
  let usage: Usage | null = null;
  for await (const chunk of stream) {
    const [choice] = chunk.choices;
    text += choice?.delta?.content ?? '';
    finish = choice?.finish_reason ?? finish;
    if (chunk.usage !== undefined && chunk.usage !== null) usage = { input: chunk.usage.prompt_tokens, output: chunk.usage.completion_tokens, estimated: false };
    if (text.length > longestAnswer) throw new CompletionError('malformed', `The model answered with more than ${longestAnswer} characters.`);
    onText(text.length);
  }
  // An aborted stream ends like a finished one.
  signal.throwIfAborted();
  if (finish === 'content_filter') throw new CompletionError('refused', 'The service withheld the answer (content filter).');
  if (finish === null) throw new CompletionError('down', 'The service ended the connection in the middle of the answer.');
  return { text, complete: finish !== 'length', usage: usage ?? estimate(request, text) };
}

function estimate(request: Completion, text: string): Usage {
  const tokens = (characters: number): number => Math.ceil(characters / 4);
  return { input: tokens(request.messages.reduce((sum, message) => sum + message.content.length, 0)), output: tokens(text.length), estimated: true };
}

/** Every failure in words of our own: what a service says may hold anything, even a part of the key. */
function asCompletionError(error: unknown, model: string, endpoint: Endpoint): unknown {
  if (error instanceof CompletionError) return error;
  if (endpoint.signal.aborted) return new CompletionError('cancelled', 'Cancelled.');
  const late = (error instanceof DOMException && error.name === 'TimeoutError') || error instanceof APIConnectionTimeoutError || error instanceof APIUserAbortError;
  if (late) return new CompletionError('timeout', `No complete answer within ${Math.round(endpoint.timeoutMs / 1000)} s.`);
  const host = new URL(endpoint.baseUrl).host;
  if (error instanceof APIConnectionError) return new CompletionError('unreachable', `Cannot reach ${host}.`);
  if (error instanceof APIError) return asStatusError(error, model, host);
  // A stream that breaks or sends no JSON comes up as an error of fetch or of the parser.
  if (error instanceof TypeError || error instanceof SyntaxError || error instanceof OpenAIError) return new CompletionError(error instanceof SyntaxError ? 'malformed' : 'down', error instanceof SyntaxError ? 'The service sent something that is not of the protocol.' : 'The connection broke in the middle of the answer.');
  return error;
}

function asStatusError(error: APIError, model: string, host: string): CompletionError {
  const { status } = error;
  if (status === 401 || status === 403) return new CompletionError('wrong-key', `${host} refused the key (${status}).`);
  if (status === 404) return new CompletionError('unknown-model', `${host} knows no model "${model}" (404).`);
  if (status === 429 && error.code === 'insufficient_quota') return new CompletionError('refused', `The account at ${host} has no credit left (429).`);
  if (status === 429) return new CompletionError('busy', `${host} is busy (429).`, { waitMs: waitOf(error.headers) });
  if (status !== undefined && status >= 500) return new CompletionError('down', `${host} failed (${status}).`, { waitMs: waitOf(error.headers) });
  return new CompletionError('refused', status === undefined ? `${host} reported an error in the middle of the answer.` : `${host} refused the request (${status}).`);
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date. */
function waitOf(headers: Headers | undefined): number | null {
  const ms = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(ms) && ms >= 0) return ms;
  const after = headers?.get('retry-after') ?? null;
  if (after === null) return null;
  const seconds = Number(after);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(after) - Date.now();
  return Number.isFinite(wait) && wait >= 0 ? wait : null;
}

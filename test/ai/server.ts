import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const Body = z.looseObject({ model: z.string(), stream: z.literal(true), messages: z.array(z.looseObject({ role: z.string(), content: z.string() })) });
export type Body = z.infer<typeof Body>;

/** A request as it came over the wire. */
export type Heard = { raw: string; body: Body; headers: NodeJS.Dict<string | string[]> };

/** How one request is answered: words of the model in the protocol, or whatever a broken service does. */
export type Behaviour = (heard: Heard, response: ServerResponse, number: number) => void;

/** A local service with the protocol of chat completions: `POST /v1/chat/completions`, answered as server-sent events. Hears and keeps every request. */
export async function modelService(behave: Behaviour): Promise<{ url: string; heard: Heard[]; close: () => Promise<void> }> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    void receive(request).then(raw => {
      if (request.method !== 'POST' || request.url !== '/v1/chat/completions') return response.writeHead(404).end('{}');
      heard.push({ raw, body: Body.parse(JSON.parse(raw)), headers: request.headers });
      const last = heard.at(-1);
      if (last !== undefined) behave(last, response, heard.length);
      return undefined;
    });
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = z.object({ port: z.number() }).parse(server.address() satisfies AddressInfo | string | null);
  return {
    url: `http://127.0.0.1:${port}/v1`,
    heard,
    close: () =>
      new Promise(done => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

async function receive(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Text as a stream of chunks, with its end and the usage. */
export function streamText(response: ServerResponse, text: string, options: { finish?: string | null; pieces?: number } = {}): void {
  const { finish = 'stop', pieces = 3 } = options;
  const event = (data: object): string => `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'test-model', ...data })}\n\n`;
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const size = Math.max(1, Math.ceil(text.length / pieces));
  for (let at = 0; at < text.length; at += size) response.write(event({ choices: [{ index: 0, delta: { content: text.slice(at, at + size) }, finish_reason: null }] }));
  if (finish !== null) response.write(event({ choices: [{ index: 0, delta: {}, finish_reason: finish }] }));
  response.write(event({ choices: [], usage: { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 } }));
  response.end('data: [DONE]\n\n');
}

/** A refusal of the service, in its form. */
export function fail(response: ServerResponse, status: number, headers: Record<string, string> = {}, code: string | null = null): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ error: { message: 'Incorrect API key provided: sk-test-canary-000 \u001B[31m', type: 'x', code, param: null } }));
}

const Places = z.array(z.looseObject({ slot: z.string(), choices: z.array(z.string()).optional() }));

/** The places a request asks about. */
export function placesOf({ body }: Heard): z.infer<typeof Places> {
  const text = body.messages.at(-1)?.content ?? '';
  return Places.parse(JSON.parse(text.slice(text.indexOf('\n['))));
}

/** An answer with one text for each place. */
export const answerWith = (heard: Heard, text: (slot: string, choices: string[] | undefined) => string): string => JSON.stringify({ proposals: placesOf(heard).map(place => ({ slot: place.slot, text: text(place.slot, place.choices) })) });

/** A sentence that any prose place may hold. */
export const harmless = 'People see their own data at once and can rely on it.';

import threads from 'node:worker_threads';
import { createDiagramParser } from '../check/mermaid/parser.ts';
import { loadMermaid } from '../io/mermaid.ts';

/** A thread that reads diagrams one after another and can be ended in the middle of one. It is sent texts and sends back verdicts. */
const port = threads.parentPort;
if (port === null) throw new Error('this file is started as a thread');
const parse = await createDiagramParser(await loadMermaid());
port.on('message', (text: unknown) => void parse(String(text)).then(verdict => port.postMessage(verdict)));
port.postMessage('ready');

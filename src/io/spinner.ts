import { Worker } from 'node:worker_threads';

/** Work shorter than this shows nothing. */
const patienceMs = 300;

/*
 * Runs beside the work, because deriving a plan does not give the timer of this thread a turn. It writes to the terminal itself and wipes its line
 * before it answers that it has stopped, so that nothing of it stands among what is printed next.
 */
const beside = `
const { workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const { state, text, patience, repaint } = workerData;
const frames = ['|', '/', '-', '\\\\'];
let shown = 0;
Atomics.store(state, 2, 1);
const write = part => { try { writeSync(2, part); } catch (error) { if (error.code !== 'EAGAIN') throw error; } };
for (let wait = patience; Atomics.wait(state, 0, 0, wait) === 'timed-out'; wait = repaint ? 120 : 60_000) {
  if (repaint) write('\\r' + frames[shown % frames.length] + ' ' + text + ' ');
  else if (shown === 0) write(text + ' ...\\n');
  shown++;
}
if (repaint && shown > 0) write('\\r\\u001B[K');
Atomics.store(state, 1, 1);
Atomics.notify(state, 1);
`;

/**
 * Says on the terminal what is worked on, from 300 ms on, until the returned function is called. Without `repaint` it is one plain line, for
 * screen readers and terminals that only append.
 */
export function startSpinner(text: string, repaint: boolean): () => void {
  const state = new Int32Array(new SharedArrayBuffer(12));
  const worker = new Worker(beside, { eval: true, workerData: { state, text, patience: patienceMs, repaint } });
  worker.unref();
  return () => {
    Atomics.store(state, 0, 1);
    Atomics.notify(state, 0);
    // One that has not come to run yet finds this first and writes nothing.
    if (Atomics.load(state, 2) === 1) Atomics.wait(state, 1, 0, 1000);
  };
}

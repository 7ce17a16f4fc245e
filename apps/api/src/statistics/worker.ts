/** The statistics worker: owns the frames, computes off the event loop, answers with JSON bytes. */
import { parentPort } from 'node:worker_threads';
import { StatisticsEngine } from './engine.ts';
import { rowsOfBatch } from './row-batch.ts';
import type { WorkerReply, WorkerRequest } from './messages.ts';

const port = parentPort;
if (!port) throw new Error('the statistics worker runs as a worker thread only');

const engine = new StatisticsEngine();
const encoder = new TextEncoder();

port.on('message', (message: WorkerRequest) => {
  const reply = answer(message);
  const transfer = reply.kind === 'answered' && reply.bytes ? [reply.bytes.buffer as ArrayBuffer] : [];
  port.postMessage(reply, transfer);
});

function answer(message: WorkerRequest): WorkerReply {
  const { id } = message;
  try {
    if (message.kind === 'apply') {
      engine.apply({ ...message.update, rows: rowsOfBatch(message.rows) });
      return { id, kind: 'applied' };
    }
    const finding = engine.answer(message.agencyId, message.request);
    return { id, kind: 'answered', bytes: finding ? encoder.encode(JSON.stringify(finding)) : null };
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    return { id, kind: 'failed', message: failure.message, stack: failure.stack };
  }
}

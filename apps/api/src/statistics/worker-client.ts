/**
 * The main thread's side of the statistics worker: one long-lived thread, messages answered in order. A thread that
 * dies fails the calls it still owed; the next call starts another one, whose frames are empty (`generation`).
 */
import { Worker } from 'node:worker_threads';
import type { FindingRequest, FrameUpdate } from './engine.ts';
import type { WorkerReply, WorkerRequest } from './messages.ts';
import { batchRows } from './row-batch.ts';

type Waiting = { resolve: (reply: WorkerReply) => void; reject: (error: Error) => void };

export type StatisticsWorker = {
  /** Rises when a dead thread was replaced: whatever was applied before is gone. */
  generation(): number;
  apply(update: FrameUpdate): Promise<void>;
  /** JSON bytes of the finding, or null when it does not exist (an unknown question). */
  answer(agencyId: string, request: FindingRequest): Promise<Uint8Array | null>;
  /** The thread that computes now; none between a death and the next call. */
  thread(): Worker | undefined;
  close(): Promise<void>;
};

export function startStatisticsWorker(onDeath: (error: unknown) => void): StatisticsWorker {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let generation = 0;
  let closed = false;
  let current: Worker | undefined = start();

  function start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url));
    worker.on('message', (reply: WorkerReply) => {
      const call = waiting.get(reply.id);
      waiting.delete(reply.id);
      call?.resolve(reply);
    });
    worker.on('error', (error) => died(worker, error));
    worker.on('exit', () => died(worker, new Error('the statistics worker has ended')));
    return worker;
  }

  function died(worker: Worker, cause: unknown): void {
    if (worker !== current) return;
    const error = cause instanceof Error ? cause : new Error(String(cause));
    const owed = [...waiting.values()];
    waiting.clear();
    if (!closed) {
      onDeath(error);
      generation += 1;
    }
    current = undefined;
    for (const call of owed) call.reject(error);
  }

  async function send(
    request: DistributiveOmit<WorkerRequest, 'id'>,
    transfer: ArrayBuffer[],
  ): Promise<WorkerReply> {
    if (closed) throw new Error('the statistics worker is closed');
    lastId += 1;
    const id = lastId;
    const reply = await new Promise<WorkerReply>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      current ??= start();
      current.postMessage({ ...request, id }, transfer);
    });
    if (reply.kind === 'failed') {
      const error = new Error(`statistics worker: ${reply.message}`);
      if (reply.stack) error.stack = reply.stack;
      throw error;
    }
    return reply;
  }

  return {
    generation: () => generation,
    async apply({ rows, ...update }) {
      const batch = batchRows(rows);
      await send({ kind: 'apply', update, rows: batch }, [
        batch.bytes.buffer as ArrayBuffer,
        batch.ends.buffer as ArrayBuffer,
      ]);
    },
    async answer(agencyId, request) {
      const reply = await send({ kind: 'answer', agencyId, request }, []);
      return reply.kind === 'answered' ? reply.bytes : null;
    },
    thread: () => current,
    async close() {
      closed = true;
      await current?.terminate();
    },
  };
}

type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;

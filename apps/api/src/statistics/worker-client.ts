/** The main thread's side of the statistics worker: one long-lived thread, messages answered in order. */
import { Worker } from 'node:worker_threads';
import type { FindingRequest, FrameUpdate } from './engine.ts';
import { batchRows } from './row-batch.ts';
import type { WorkerReply, WorkerRequest } from './messages.ts';

type Waiting = { resolve: (reply: WorkerReply) => void; reject: (error: Error) => void };

export type StatisticsWorker = {
  apply(update: FrameUpdate): Promise<void>;
  /** JSON bytes of the finding, or null when it does not exist (an unknown question). */
  answer(agencyId: string, request: FindingRequest): Promise<Uint8Array | null>;
  close(): Promise<void>;
};

export function startStatisticsWorker(): StatisticsWorker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let ended: Error | undefined;

  worker.on('message', (reply: WorkerReply) => {
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    call?.resolve(reply);
  });
  worker.on('error', (error) => endAll(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => endAll(new Error('the statistics worker has ended')));

  function endAll(error: Error): void {
    ended ??= error;
    for (const call of waiting.values()) call.reject(ended);
    waiting.clear();
  }

  async function send(
    request: DistributiveOmit<WorkerRequest, 'id'>,
    transfer: ArrayBuffer[],
  ): Promise<WorkerReply> {
    if (ended) throw ended;
    lastId += 1;
    const id = lastId;
    const reply = await new Promise<WorkerReply>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage({ ...request, id }, transfer);
    });
    if (reply.kind === 'failed') {
      const error = new Error(`statistics worker: ${reply.message}`);
      if (reply.stack) error.stack = reply.stack;
      throw error;
    }
    return reply;
  }

  return {
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
    async close() {
      await worker.terminate();
    },
  };
}

type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;

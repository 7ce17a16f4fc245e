/** Starts the thread of the embedded database and talks to it; queries go through its socket only. */
import { Worker } from 'node:worker_threads';
import type { EngineMessage, EngineReply, EngineStart } from './engine-messages.ts';

export type EmbeddedEngine = {
  /** Gives up the rights of the database's owner for the rest of the engine's life. */
  becomeLogin(): Promise<void>;
  stop(): Promise<void>;
};

export async function startEmbeddedEngine(
  start: EngineStart,
  onError: (error: unknown) => void,
): Promise<EmbeddedEngine> {
  const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), {
    workerData: start,
    name: 'hindsight-database',
  });
  await reply(worker, 'ready');
  worker.on('error', onError);
  return {
    becomeLogin: () => ask(worker, { kind: 'become-login' }),
    async stop() {
      await ask(worker, { kind: 'stop' });
      await worker.terminate();
    },
  };
}

async function ask(worker: Worker, message: EngineMessage): Promise<void> {
  const answered = reply(worker, message.kind);
  worker.postMessage(message);
  await answered;
}

function reply(worker: Worker, awaited: 'ready' | EngineMessage['kind']): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void): void => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      finish();
    };
    const onMessage = (message: EngineReply): void => {
      if (message.kind === 'ready' ? awaited !== 'ready' : message.request !== awaited) return;
      if (message.kind === 'failed') settle(() => reject(new Error(message.error)));
      else settle(resolve);
    };
    const onError = (error: unknown): void => settle(() => reject(error));
    const onExit = (code: number): void =>
      settle(() => reject(new Error(`the embedded database stopped by itself (${code})`)));
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
  });
}

/**
 * The thread that owns PGlite. Nothing else in the product may construct or call it: everybody speaks to it with the
 * wire protocol through the socket, so that transactions of two clients cannot mix.
 */
import { chmodSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import type { EngineMessage, EngineReply, EngineStart } from './engine-messages.ts';
import { TurnQueue } from './turn-queue.ts';

const maxConnections = 64;

const port = parentPort;
if (!port) throw new Error('the embedded engine runs in a worker thread');
const reply = (message: EngineReply): void => port.postMessage(message);

const { dataDirectory, socketPath } = workerData as EngineStart;
const engine = await PGlite.create(dataDirectory, { relaxedDurability: false });
const turns = new TurnQueue(engine);
const server = new PGLiteSocketServer({ db: engine, path: socketPath, maxConnections });
takeTurns(server, turns);
await server.start();
chmodSync(socketPath, 0o600);

port.on('message', (message: EngineMessage) => {
  void handle(message).then(
    () => reply({ kind: 'done', request: message.kind }),
    (error: unknown) => reply({ kind: 'failed', request: message.kind, error: String(error) }),
  );
});
reply({ kind: 'ready' });

async function handle(message: EngineMessage): Promise<void> {
  switch (message.kind) {
    case 'become-login':
      // From here on a statement outside of `withActor` is refused, as on a server, instead of seeing everything.
      await engine.exec('set session authorization hindsight_login');
      return;
    case 'stop':
      await server.stop();
      await engine.close();
      return;
  }
}

/** The server offers no option for its queue, so its private field is replaced before any client can connect. */
function takeTurns(target: PGLiteSocketServer, queue: TurnQueue): void {
  if (!Reflect.has(target, 'queryQueue'))
    throw new Error('pglite-socket has changed: it keeps its queue elsewhere');
  Reflect.set(target, 'queryQueue', queue);
}

/**
 * Who may speak to the one session of the embedded database, and for how long.
 *
 * The queue inside `@electric-sql/pglite-socket` 0.2.17 hands the engine over after every protocol message unless a
 * transaction is open: two clients that send Parse, Bind, Execute at the same time then bind each other's unnamed
 * statement; a client that dies between BEGIN and its next message leaves every other client waiting; and one throw
 * of the engine stops the queue for good. Here a client keeps the engine for a whole turn: from its first message
 * until the engine is idle again outside of any transaction. A client that goes away in mid-turn is rolled back.
 */
export type Engine = {
  isInTransaction(): boolean;
  runExclusive<Result>(work: () => Promise<Result>): Promise<Result>;
  execProtocolRawStream(
    message: Uint8Array,
    options: { onRawData: (data: Uint8Array) => void },
  ): Promise<void>;
};

type Waiting = {
  clientId: number;
  message: Uint8Array;
  onData: (data: Uint8Array) => void;
  resolve: (bytes: number) => void;
  reject: (error: unknown) => void;
};

const startup = 0;
const terminate = 'X'.charCodeAt(0);
const query = 'Q'.charCodeAt(0);
const sync = 'S'.charCodeAt(0);

/** The methods and their names are those that `PGLiteSocketHandler` calls. */
export class TurnQueue {
  #engine: Engine;
  #waiting: Waiting[] = [];
  #speaker: number | null = null;
  #left = new Set<number>();
  #running: Promise<void> | null = null;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  enqueue(clientId: number, message: Uint8Array, onData: (data: Uint8Array) => void): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ clientId, message, onData, resolve, reject });
      void this.#run();
    });
  }

  getQueueLength(): number {
    return this.#waiting.length;
  }

  clearQueueForHandler(clientId: number): void {
    const own = this.#waiting.filter((waiting) => waiting.clientId === clientId);
    this.#waiting = this.#waiting.filter((waiting) => waiting.clientId !== clientId);
    for (const waiting of own) waiting.reject(new Error('the client has left'));
  }

  /** The client has left: ends its turn, rolling back what it had begun. Others go on afterwards. */
  async clearTransactionIfNeeded(clientId: number): Promise<void> {
    this.#left.add(clientId);
    await this.#run();
  }

  #run(): Promise<void> {
    this.#running ??= this.#work().finally(() => {
      this.#running = null;
      if (this.#hasWork()) void this.#run();
    });
    return this.#running;
  }

  #hasWork(): boolean {
    if (this.#speaker === null) return this.#waiting.length > 0;
    return this.#left.has(this.#speaker) || this.#waiting.some(({ clientId }) => clientId === this.#speaker);
  }

  async #work(): Promise<void> {
    for (;;) {
      if (this.#speaker !== null && this.#left.has(this.#speaker)) await this.#abandonTurn();
      const next = this.#next();
      if (!next) break;
      await this.#speak(next);
    }
    if (this.#speaker === null) this.#left.clear();
  }

  #next(): Waiting | undefined {
    if (this.#speaker === null) return this.#waiting.shift();
    const index = this.#waiting.findIndex(({ clientId }) => clientId === this.#speaker);
    return index < 0 ? undefined : this.#waiting.splice(index, 1)[0];
  }

  async #speak(waiting: Waiting): Promise<void> {
    this.#speaker = waiting.clientId;
    let bytes = 0;
    try {
      await this.#send(waiting.message, (data) => {
        bytes += data.length;
        waiting.onData(data);
      });
      if (this.#isTurnOver(waiting.message)) this.#speaker = null;
      waiting.resolve(bytes);
    } catch (error) {
      this.#left.add(waiting.clientId);
      waiting.reject(error);
    }
  }

  #isTurnOver(message: Uint8Array): boolean {
    const kind = message[0];
    if (kind === terminate) {
      if (this.#speaker !== null) this.#left.add(this.#speaker);
      return false;
    }
    return (kind === startup || kind === query || kind === sync) && !this.#engine.isInTransaction();
  }

  /** Sync leaves the state in which the engine ignores everything after a failed extended query. */
  async #abandonTurn(): Promise<void> {
    const ignore = (): void => {};
    try {
      await this.#send(Uint8Array.of(sync, 0, 0, 0, 4), ignore);
      if (this.#engine.isInTransaction()) await this.#send(simpleQuery('ROLLBACK'), ignore);
    } finally {
      this.#speaker = null;
    }
  }

  #send(message: Uint8Array, onRawData: (data: Uint8Array) => void): Promise<void> {
    return this.#engine.runExclusive(() => this.#engine.execProtocolRawStream(message, { onRawData }));
  }
}

export function simpleQuery(text: string): Uint8Array {
  const body = new TextEncoder().encode(text);
  const message = new Uint8Array(body.length + 6);
  message[0] = query;
  new DataView(message.buffer).setInt32(1, body.length + 5);
  message.set(body, 5);
  return message;
}

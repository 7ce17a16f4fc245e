import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, embeddedClient, type TestDatabase } from '../testing/index.ts';
import { socketPort } from './socket-directory.ts';

/** A client that sends the messages of the wire protocol one by one, to be stopped between any two of them. */
class RawClient {
  #socket: Socket;
  #received = Buffer.alloc(0);

  constructor(path: string) {
    this.#socket = connect(path);
    this.#socket.on('data', (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk]);
    });
    this.#socket.on('error', () => {});
  }

  static async open(path: string): Promise<RawClient> {
    const client = new RawClient(path);
    const settings = Buffer.from('user\0postgres\0database\0postgres\0\0');
    const head = Buffer.alloc(8);
    head.writeInt32BE(8 + settings.length, 0);
    head.writeInt32BE(196_608, 4);
    client.#socket.write(Buffer.concat([head, settings]));
    await client.ready();
    return client;
  }

  send(kind: string, ...parts: (string | number[])[]): void {
    const body = Buffer.concat(
      parts.map((part) => (typeof part === 'string' ? Buffer.from(`${part}\0`) : Buffer.from(part))),
    );
    const head = Buffer.alloc(5);
    head.write(kind);
    head.writeInt32BE(4 + body.length, 1);
    this.#socket.write(Buffer.concat([head, body]));
  }

  parse(text: string): void {
    this.send('P', '', text, [0, 0]);
  }

  bindAndExecute(): void {
    this.send('B', '', '', [0, 0, 0, 0, 0, 0]);
    this.send('E', '', [0, 0, 0, 0]);
    this.send('S');
  }

  /** Everything up to the next "ready for query", as text. */
  async ready(): Promise<string> {
    const mark = Buffer.from([0x5a, 0, 0, 0, 5]);
    const deadline = Date.now() + 10_000;
    for (;;) {
      const at = this.#received.indexOf(mark);
      if (at >= 0 && this.#received.length >= at + 6) {
        const text = this.#received.subarray(0, at).toString('latin1');
        this.#received = this.#received.subarray(at + 6);
        return text;
      }
      if (Date.now() > deadline) throw new Error('no answer: somebody keeps the engine');
      await pause(5);
    }
  }

  vanish(): void {
    this.#socket.destroy();
  }
}

const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

describe('several clients of the embedded engine [pglite]', () => {
  let held: TestDatabase;
  let path: string;
  const open = (): Promise<RawClient> => RawClient.open(path);
  const names = async (): Promise<string[]> => {
    const client = embeddedClient(held.options.dataDirectory ?? '');
    await client.connect();
    try {
      return (await client.query<{ n: string }>('select n from scratch order by n')).rows.map(({ n }) => n);
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    held = await createTestDatabase('pglite');
    path = join(held.options.dataDirectory ?? '', `.s.PGSQL.${socketPort}`);
    await held.asOwner(async (query) => {
      await query('create table scratch (n text)');
      await query('grant all on scratch to public');
    });
  });
  beforeEach(() => held.asOwner((query) => query('truncate scratch')));
  afterAll(() => held.close());

  test('never run one another’s unnamed statement', async () => {
    const [first, second] = [await open(), await open()];
    first.parse("select 'first'");
    await pause(20);
    second.parse("select 'second'");
    await pause(20);
    first.bindAndExecute();
    expect(await first.ready()).toContain('first');
    second.bindAndExecute();
    expect(await second.ready()).toContain('second');
    first.vanish();
    second.vanish();
  });

  test('wait while another one has a transaction open, and then go on', async () => {
    const [first, second] = [await open(), await open()];
    first.send('Q', 'begin');
    await first.ready();
    second.send('Q', "insert into scratch values ('second')");
    first.send('Q', "insert into scratch values ('first')");
    await first.ready();
    first.send('Q', 'rollback');
    await first.ready();
    await second.ready();
    expect(await names()).toEqual(['second']);
    first.vanish();
    second.vanish();
  });

  test.each<[string, (client: RawClient) => Promise<void>]>([
    [
      'in the middle of a transaction',
      async (client) => {
        client.send('Q', 'begin');
        await client.ready();
        client.send('Q', "insert into scratch values ('gone')");
        await client.ready();
      },
    ],
    [
      'with its transaction just begun',
      async (client) => client.send('Q', "begin; insert into scratch values ('gone')"),
    ],
    [
      'between two messages of one query',
      async (client) => client.parse("insert into scratch values ('gone')"),
    ],
    [
      'after a query that failed, before it said so',
      async (client) => {
        client.parse('select nonsense from nowhere');
        await pause(20);
      },
    ],
    [
      'in a transaction that had failed',
      async (client) => {
        client.send('Q', 'begin; select 1 / 0');
        await client.ready();
      },
    ],
    [
      'with a polite goodbye in the middle of a transaction',
      async (client) => {
        client.send('Q', "begin; insert into scratch values ('gone')");
        await client.ready();
        client.send('X');
        await pause(20);
      },
    ],
    [
      'while its long query is running',
      async (client) => {
        client.send(
          'Q',
          "begin; insert into scratch values ('gone'); select count(*) from generate_series(1, 300000)",
        );
        await pause(5);
      },
    ],
  ])('a client that vanishes %s is rolled back, and the others are served', async (_when, until) => {
    const [leaving, staying] = [await open(), await open()];
    await until(leaving);
    leaving.vanish();
    staying.send('Q', "insert into scratch values ('stays')");
    await staying.ready();
    expect(await names()).toEqual(['stays']);
    staying.vanish();
  });
});

/** What the main thread and the thread of the embedded database say to each other. */
export type EngineStart = { dataDirectory: string; socketPath: string };
export type EngineMessage = { kind: 'become-login' } | { kind: 'stop' };
export type EngineReply =
  | { kind: 'ready' }
  | { kind: 'done'; request: EngineMessage['kind'] }
  | { kind: 'failed'; request: EngineMessage['kind']; error: string };

import type { FindingRequest, FrameUpdate } from './engine.ts';
import type { RowBatch } from './row-batch.ts';

export type WorkerRequest = { id: number } & (
  | { kind: 'apply'; update: Omit<FrameUpdate, 'rows'>; rows: RowBatch }
  | { kind: 'answer'; agencyId: string; request: FindingRequest }
);

export type WorkerReply = { id: number } & (
  | { kind: 'applied' }
  | { kind: 'answered'; bytes: Uint8Array | null }
  | { kind: 'failed'; message: string; stack: string | undefined }
);

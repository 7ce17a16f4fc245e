import { Pool, type PoolConfig } from 'pg';
import { typeParsers } from './type-parsers.ts';

/** The only place that makes a pool. Without its error listener a lost idle connection would end the process. */
export function createPool(config: PoolConfig, onError: (error: unknown) => void): Pool {
  const pool = new Pool({ ...config, types: typeParsers, application_name: 'hindsight' });
  pool.on('error', onError);
  return pool;
}

import { Pool, type PoolConfig } from 'pg';
import { typeParsers } from './type-parsers.ts';

/** The only place that makes a pool. Without its error listener a lost idle connection would end the process. */
export function createPool(config: PoolConfig, onError: (error: unknown) => void): Pool {
  const pool = new Pool({ ...config, types: typeParsers, application_name: 'hindsight' });
  pool.on('error', (error: Error) => {
    // `pg` hangs the whole client on it, with the password, and whoever is told may write it to a log.
    Reflect.deleteProperty(error, 'client');
    onError(error);
  });
  return pool;
}

import type { Pool } from 'pg';

/** A login that row-level security does not bind would see every agency; the program refuses to work with one. */
export async function refuseUnsafeLogin(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string; unbound: boolean; inherits: boolean; version: string }>(
    `select session_user as name, rolsuper or rolbypassrls or rolcreaterole as unbound, rolinherit as inherits,
        current_setting('server_version_num') as version
      from pg_roles where rolname = session_user`,
  );
  const login = rows[0];
  if (!login) throw new Error('the database does not say who is logged in');
  if (Number(login.version) < 150_009) {
    throw new Error(
      'Hindsight needs PostgreSQL 15.9 or newer: earlier ones have known holes in row-level security',
    );
  }
  if (login.unbound) {
    throw new Error(
      `DATABASE_URL logs in as ${login.name}, whom row-level security does not bind. ` +
        'Use a role that is no superuser, has no BYPASSRLS and may not create roles.',
    );
  }
  if (login.inherits) {
    throw new Error(
      `DATABASE_URL logs in as ${login.name}, which inherits the rights of its roles. ` +
        `Run as the owner: alter role ${login.name} noinherit`,
    );
  }
}

/**
 * Roles belong to the whole server, not to one database, so they are made outside of the migrations: the login may
 * do nothing by itself; what a transaction may do comes from the actor role that `withActor` switches to.
 */
import type { Pool } from 'pg';

export const actorRoles = ['act_agency', 'act_operator'] as const;
export type ActorRole = (typeof actorRoles)[number];

const ownerRole = 'hindsight_owner';
export const embeddedLoginRole = 'hindsight_login';

export async function prepareRoles(ownerPool: Pool, loginRole: string): Promise<void> {
  const superuser = await isSuperuser(ownerPool);
  for (const role of actorRoles) await ensureRole(ownerPool, role, 'nologin noinherit');
  if (superuser) await ensureRole(ownerPool, ownerRole, 'nologin noinherit');
  await ensureRole(ownerPool, loginRole, 'nologin noinherit');
  for (const role of actorRoles) {
    if (await isMember(ownerPool, loginRole, role)) continue;
    await retryWhenContended(() => ownerPool.query(`grant ${role} to ${quoted(loginRole)}`));
  }
}

async function isSuperuser(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query('select rolsuper from pg_roles where rolname = current_user');
  return rows[0]?.rolsuper === true;
}

async function isMember(pool: Pool, member: string, role: string): Promise<boolean> {
  const { rows } = await pool.query(
    `select 1 from pg_auth_members
      where roleid = (select oid from pg_roles where rolname = $1)
        and member = (select oid from pg_roles where rolname = $2)`,
    [role, member],
  );
  return rows.length > 0;
}

async function ensureRole(pool: Pool, role: string, attributes: string): Promise<void> {
  const { rows } = await pool.query('select 1 from pg_roles where rolname = $1', [role]);
  if (rows.length > 0) return;
  try {
    await pool.query(`create role ${quoted(role)} ${attributes}`);
  } catch (error) {
    // Somebody else was faster: duplicate_object, or unique_violation when both were at it.
    if (!['42710', '23505'].includes(codeOf(error))) throw error;
  }
}

/** Two databases of one server that are set up at once may touch the same row of the catalog of roles. */
async function retryWhenContended(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (attempt === 10 || !['XX000', '23505'].includes(codeOf(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * attempt));
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

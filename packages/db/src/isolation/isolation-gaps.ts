/**
 * What the database's own catalog says against isolation: each sentence names a hole through which rows of one agency
 * could reach another. Read from the catalog, so that a table of tomorrow cannot be forgotten.
 */
export type CatalogQuery = <Row extends Record<string, unknown>>(text: string) => Promise<Row[]>;

const tenantTables = `
  select c.oid, c.relname, c.relowner, c.relrowsecurity, c.relforcerowsecurity, c.relacl
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname not like 'kysely_migration%'`;

const checks = {
  rowSecurity: `
    select format('%s: row-level security is not enabled and forced', relname) as gap
    from (${tenantTables}) t where not (relrowsecurity and relforcerowsecurity)`,

  policyPerGrant: `
    select format('%s: %s may %s, and no policy narrows it', t.relname, grantee.rolname, lower(g.privilege_type)) as gap
    from (${tenantTables}) t
    cross join lateral (
      select (aclexplode(t.relacl)).grantee, (aclexplode(t.relacl)).privilege_type
      union
      select (aclexplode(a.attacl)).grantee, (aclexplode(a.attacl)).privilege_type
      from pg_attribute a where a.attrelid = t.oid and a.attacl is not null
    ) g
    join pg_roles grantee on grantee.oid = g.grantee
    where grantee.oid <> t.relowner and not exists (
      select 1 from pg_policy p
      where p.polrelid = t.oid and g.grantee = any(p.polroles)
        and p.polcmd = case lower(g.privilege_type)
          when 'select' then 'r' when 'insert' then 'a' when 'update' then 'w' when 'delete' then 'd' end::"char")`,

  vaguePolicy: `
    select format('%s: policy %s does not compare with a setting of the transaction', t.relname, p.polname) as gap
    from (${tenantTables}) t join pg_policy p on p.polrelid = t.oid
    cross join lateral (values
      (pg_get_expr(p.polqual, p.polrelid), p.polcmd <> 'a'),
      (pg_get_expr(p.polwithcheck, p.polrelid), p.polcmd in ('a', 'w'))) as side(condition, needed)
    where side.needed and coalesce(side.condition, 'true') not like '%current_setting(''app.%'`,

  agencyColumn: `
    select format('%s: there is no agency_id that is never null', t.relname) as gap
    from (${tenantTables}) t
    where not exists (select 1 from pg_attribute a
      where a.attrelid = t.oid and a.attname = 'agency_id' and a.attnotnull)`,

  uniqueAcrossAgencies: `
    select format('%s: %s does not begin with agency_id', t.relname, i.indexrelid::regclass) as gap
    from (${tenantTables}) t join pg_index i on i.indrelid = t.oid
    join pg_attribute a on a.attrelid = t.oid and a.attname = 'agency_id'
    where i.indkey[0] <> a.attnum and t.relname <> 'agency'`,

  foreignAcrossAgencies: `
    select format('%s: %s does not carry agency_id', t.relname, c.conname) as gap
    from (${tenantTables}) t join pg_constraint c on c.conrelid = t.oid and c.contype = 'f'
    join pg_attribute a on a.attrelid = t.oid and a.attname = 'agency_id'
    where c.conkey[1] <> a.attnum`,

  publicGrant: `
    select format('%s: everybody may %s', t.relname, lower(g.privilege_type)) as gap
    from (${tenantTables}) t cross join lateral aclexplode(t.relacl) g where g.grantee = 0`,

  owner: `
    select format('%s: its owner is bound by nothing', t.relname) as gap
    from (${tenantTables}) t join pg_roles o on o.oid = t.relowner where o.rolsuper or o.rolbypassrls`,

  waysAround: `
    select format('%s: a materialised view ignores policies', c.relname) as gap
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'm'
    union all
    select format('%s: a view that runs as its owner ignores policies', c.relname)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'v'
      and not coalesce(c.reloptions::text like '%security_invoker=%true%', false)
    union all
    select format('%s: a function that runs as its owner ignores policies', p.proname)
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and p.prosecdef`,

  actors: `
    select format('%s: an actor that may log in, or that nothing binds', rolname) as gap from pg_roles
    where rolname like 'act\\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcanlogin)`,
};

export async function isolationGaps(query: CatalogQuery): Promise<string[]> {
  const gaps: string[] = [];
  for (const text of Object.values(checks)) {
    gaps.push(...(await query<{ gap: string }>(text)).map(({ gap }) => gap));
  }
  return gaps.sort();
}

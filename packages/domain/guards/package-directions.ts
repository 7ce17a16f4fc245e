/**
 * The rooms of the house and the directions between them. A package that is not listed here does not exist:
 * adding one is a decision, written down in `docs/decisions`. `.oxlintrc.json` holds every import to the same list.
 */
export type Room = {
  /** Packages of the house that it may name under `dependencies` or `devDependencies`. */
  mayUse: readonly string[];
  /** Packages of the house of which it takes types only: `devDependencies`, never `dependencies`. */
  typesOnly?: readonly string[];
};

export const rooms: Readonly<Record<string, Room>> = {
  'packages/stats': { mayUse: [] },
  'packages/domain': { mayUse: ['stats'] },
  'packages/validity': { mayUse: ['domain', 'stats'] },
  'packages/followup': { mayUse: ['domain'] },
  'packages/db': { mayUse: ['domain'] },
  'packages/figures': { mayUse: ['domain'] },
  'packages/exchange': { mayUse: ['domain', 'figures'] },
  'apps/api': { mayUse: ['stats', 'domain', 'validity', 'followup', 'db', 'figures', 'exchange'] },
  'apps/dashboard': { mayUse: ['domain', 'figures'], typesOnly: ['api'] },
};

/** Outside packages that belong to one room: whoever needs them asks that room. */
export const owners: Readonly<Record<string, readonly string[]>> = {
  kysely: ['packages/db'],
  pg: ['packages/db'],
  '@electric-sql/pglite': ['packages/db'],
  '@electric-sql/pglite-socket': ['packages/db'],
  fastify: ['apps/api'],
  react: ['apps/dashboard'],
  recharts: ['apps/dashboard'],
  'csv-parse': ['packages/exchange'],
  'csv-stringify': ['packages/exchange'],
};

export type Manifest = {
  name?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
};

const house = '@hindsight/';

/** What is wrong with a package's manifest, in sentences; empty when it keeps to the directions. */
export function directionProblems(folder: string, manifest: Manifest): string[] {
  const room = rooms[folder];
  if (!room)
    return [`${folder} is not a room of the house: add it to package-directions.ts, or do without it`];
  const problems: string[] = [];
  const expectedName = house + (folder.split('/')[1] ?? '');
  if (manifest.name !== expectedName)
    problems.push(`${folder} is called ${manifest.name}, not ${expectedName}`);
  const atRunTime = [manifest.dependencies, manifest.peerDependencies, manifest.optionalDependencies].flatMap(
    (dependencies) => Object.entries(dependencies ?? {}),
  );
  for (const [name, version] of [...atRunTime, ...Object.entries(manifest.devDependencies ?? {})]) {
    const owner = owners[name];
    if (owner && !owner.includes(folder))
      problems.push(`${folder} names ${name}, which belongs to ${owner.join(', ')}`);
    if (!name.startsWith(house)) {
      if (version !== 'catalog:') problems.push(`${folder} names ${name} ${version} instead of catalog:`);
      continue;
    }
    const other = name.slice(house.length);
    if (version !== 'workspace:*') problems.push(`${folder} names ${name} ${version} instead of workspace:*`);
    if (room.mayUse.includes(other)) continue;
    if (!room.typesOnly?.includes(other)) problems.push(`${folder} may not use ${name}`);
    else if (atRunTime.some(([shippedName]) => shippedName === name)) {
      problems.push(`${folder} takes only types from ${name}: it belongs under devDependencies`);
    }
  }
  return problems;
}

/** What the set-up of a test run prepares once and hands to every test file through the environment. */
export type PreparedLanes = {
  /** A migrated, empty data folder of the embedded database, to be copied. */
  pgliteTemplate: string;
  server: {
    /** A superuser's address, without a database. */
    adminUrl: string;
    owner: { name: string; password: string };
    login: { name: string; password: string };
    /** A migrated, empty database, to be copied. */
    template: string;
  };
};

const variable = 'HINDSIGHT_PREPARED_LANES';

export function publishLanes(lanes: PreparedLanes): void {
  process.env[variable] = JSON.stringify(lanes);
}

export function preparedLanes(): PreparedLanes {
  const text = process.env[variable];
  if (!text) {
    throw new Error(
      "no test database is prepared: add globalSetup: ['@hindsight/db/testing/global-setup'] to this package's vitest.config.ts",
    );
  }
  return JSON.parse(text) as PreparedLanes;
}

/** The address of one database of the server, for one of its users. */
export function databaseUrl(
  adminUrl: string,
  database: string,
  user?: { name: string; password: string },
): string {
  const url = new URL(adminUrl);
  if (user) {
    url.username = user.name;
    url.password = user.password;
  }
  url.pathname = `/${database}`;
  return url.href;
}

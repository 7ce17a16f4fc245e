export {
  createTestDatabase,
  databaseLanes,
  type DatabaseLane,
  embeddedClient,
  type OwnerQuery,
  type TestDatabase,
} from './test-database.ts';

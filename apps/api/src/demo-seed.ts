/** Loads the simulated agency through the same door as any file. */
import { type IntakeFile, type IntakeRow, questionBank } from '@hindsight/domain';
import { agencies, type Database, saveIntakeIntoNewAgency, withActor } from '@hindsight/db';
import { demoSeed, type SimulatedAgency, simulateAgency } from '@hindsight/validity';
import type { Clock } from './clock.ts';

const demoSlug = 'demo';
const demoName = 'Quorrel & Vane';

export type DemoResult = { seeded: boolean; candidacies: number };

export async function seedDemo(database: Database, clock: Clock): Promise<DemoResult> {
  const all = await withActor(database, { kind: 'operator' }, (transaction) => agencies(transaction));
  if (all.some((agency) => agency.slug === demoSlug)) return { seeded: false, candidacies: 0 };
  const simulated = simulateAgency({ seed: demoSeed, asOf: clock.today('UTC') });
  const file: IntakeFile = {
    source: simulated.source,
    fileName: `seed ${demoSeed}`,
    sha256: '0'.repeat(64),
    mappingName: 'simulation',
    questions: simulated.questions,
    create: ['clients', 'searches', 'questions'],
    rows: withClientNames(simulated),
    refusals: [],
    rowCount: simulated.rows.length,
  };
  const agency = { slug: demoSlug, name: demoName, simulated: true, timeZone: 'UTC' };
  const save = { commit: true, acceptGoodRows: false, now: clock.now };
  const { report } = await saveIntakeIntoNewAgency(database, agency, questionBank, file, save);
  return { seeded: true, candidacies: report.created };
}

/** A file knows its clients by name, and so does the demo. */
function withClientNames({ rows, clients }: SimulatedAgency): IntakeRow[] {
  const names = new Map(clients.map(({ ref, name }) => [ref, name]));
  return rows.map((row) => ({ ...row, clientRef: names.get(row.clientRef) ?? row.clientRef }));
}

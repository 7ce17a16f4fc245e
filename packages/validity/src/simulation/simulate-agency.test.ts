import { packCandidacyRow, parseCalendarDate } from '@hindsight/domain';
import { expect, test } from 'vitest';
import { simulateAgency } from './simulate-agency.ts';
import { candidacyRowOf } from './simulated-candidacy-rows.ts';

const asOf = parseCalendarDate('2026-06-30');

test('the same seed gives the same bytes, another seed others', () => {
  const bytes = (seed: number): string => JSON.stringify(simulateAgency({ seed, asOf, placements: 60 }));
  expect(bytes(5)).toBe(bytes(5));
  expect(bytes(5)).not.toBe(bytes(6));
});

test('the demo agency has 3,000 people screened and 1,000 placed over four years, nothing later than its day', () => {
  const { rows, clients, screeners, questions } = simulateAgency({ seed: 1, asOf });
  expect(rows).toHaveLength(3000);
  const placed = rows.filter((row) => row.placement !== null);
  expect(placed).toHaveLength(1000);
  expect([clients.length, screeners.length, questions.length]).toEqual([12, 24, 20]);
  for (const row of placed) {
    expect(row.placement!.startedOn! > row.decidedOn!).toBe(true);
    expect(row.screenedOn! <= row.decidedOn!).toBe(true);
    for (const event of row.events) {
      if (event.at?.clock === 'calendar') expect(event.at.latest <= asOf).toBe(true);
    }
  }
  const starts = placed.map((row) => row.placement!.startedOn!).sort();
  expect(starts[0]! < '2022-10-01').toBe(true);
  expect(placed.filter((row) => row.placement!.trackedFrom > 0).length).toBeGreaterThan(10);
  expect(new Set(rows.map((row) => row.candidacyRef)).size).toBe(3000);
});

test('simulated rows can be packed', () => {
  const { rows } = simulateAgency({ seed: 2, asOf, placements: 20 });
  expect(rows.map((row) => packCandidacyRow(candidacyRowOf(row)).length).every((length) => length > 0)).toBe(
    true,
  );
});

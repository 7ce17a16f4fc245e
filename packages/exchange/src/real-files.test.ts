import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { daysBetween, parseCalendarDate } from '@hindsight/domain';
import { fixture, readShipped } from './test-files.ts';

/** The file as plain text cells, read without the code under test. */
function rawRows(name: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(fixture(name), 'utf8').trim().split('\n');
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [names[at], cell])));
}

describe.each([
  [
    'selection-data',
    'SelectionData.csv',
    'EmployeeID',
    ['Conscientiousness', 'Interview'],
    'Performance',
    163,
  ],
  [
    'concurrent-validation',
    'ConcurrentValidation.csv',
    'EmployeeID',
    ['SJT', 'EI', 'Interview'],
    'Performance',
    300,
  ],
  ['differential-prediction', 'DifferentialPrediction.csv', 'emp_id', ['interview'], 'perf_eval', 320],
] as const)('%s', (mapping, file, id, questions, rating, count) => {
  it('takes every row, with scores and rating as the file has them and no clock', async () => {
    const read = await readShipped(mapping, file);
    expect(read).toMatchObject({
      fileRefused: false,
      rowCount: count,
      refusedRows: 0,
      duplicateRows: 0,
      refusals: [],
    });
    const raw = rawRows(file);
    expect(
      read.rows.map((row) => ({
        id: row.candidacyRef,
        scores: row.answers.map((answer) => (answer.state === 'scored' ? answer.value : null)),
        labels: row.answers.map((answer) => answer.rawLabel),
        ratings: row.events.map((event) =>
          event.kind === 'rating' ? [event.day, event.value, event.at] : null,
        ),
        clock: row.placement?.clock,
      })),
    ).toEqual(
      raw.map((cells) => ({
        id: cells[id],
        scores: questions.map((question) => Number(cells[question])),
        labels: questions.map((question) => cells[question]),
        ratings: [[365, Number(cells[rating]), null]],
        clock: 'none',
      })),
    );
  });
});

describe('survival', () => {
  it('has 701 hires, 463 exits, 16 censored at their day, and durations equal to LOS in every row', async () => {
    const read = await readShipped('survival', 'Survival.csv');
    const raw = rawRows('Survival.csv');
    expect(read).toMatchObject({ rowCount: 701, refusedRows: 0, duplicateRows: 0 });
    expect(read.rows.filter((row) => row.events[0]?.kind === 'exit')).toHaveLength(463);
    expect(read.rows.filter((row) => row.events[0]?.kind === 'status-confirmed')).toHaveLength(16);
    expect(read.notices).toContain('Column "LOS" agrees with the days in all 701 rows where both are given.');
    const times = read.rows.map((row) => {
      const [event] = row.events;
      if (!event) return row.placement?.completeUpTo;
      const start = row.placement?.startedOn;
      return start && 'at' in event && event.at?.clock === 'calendar'
        ? daysBetween(start, event.at.latest)
        : null;
    });
    expect(times).toEqual(raw.map((cells) => Number(cells['LOS'])));
    expect(read.rows.map((row) => row.events[0]?.kind ?? 'still-there')).toEqual(
      raw.map(
        (cells) => ({ '0': 'still-there', '1': 'exit', '2': 'status-confirmed' })[cells['Turnover'] ?? ''],
      ),
    );
  });

  it('states follow-up up to 2019-01-01 for all but those censored earlier', async () => {
    const { rows } = await readShipped('survival', 'Survival.csv');
    for (const row of rows) {
      const start = row.placement?.startedOn ?? parseCalendarDate('1900-01-01');
      const stated =
        row.events[0]?.kind === 'status-confirmed'
          ? null
          : daysBetween(start, parseCalendarDate('2019-01-01'));
      expect(row.placement?.completeUpTo).toBe(stated);
    }
  });
});

describe.each([
  ['teachers', 'teachers.csv', 'exit', 3941, 2207],
  ['tenure', 'tenure.csv', 'first-model', 260, 166],
] as const)('%s', (mapping, file, kind, count, events) => {
  it('counts whole years, and censor = 1 as no event', async () => {
    const read = await readShipped(mapping, file);
    expect(read).toMatchObject({ rowCount: count, refusedRows: 0, duplicateRows: 0 });
    expect(read.rows.filter((row) => row.events.length > 0)).toHaveLength(events);
    expect(
      read.rows.map((row) => [
        row.candidacyRef,
        row.placement?.unit,
        row.placement?.completeUpTo,
        row.events.map((event) => [event.kind, 'at' in event ? event.at : null]),
      ]),
    ).toEqual(
      rawRows(file).map((cells) => {
        const years = Number(cells['years']);
        const at = { clock: 'elapsed', earliest: years, latest: years };
        return [cells['id'], 'year', years, cells['censor'] === '0' ? [[kind, at]] : []];
      }),
    );
  });
});

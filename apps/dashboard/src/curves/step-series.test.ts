import { describe, expect, test } from 'vitest';
import {
  type CurveGroup,
  pointsOf,
  rivalPoints,
  spreadLabels,
  stepKeys,
  stepRows,
  timesThatFit,
  valueAt,
} from './step-series.ts';

type Curve = Extract<CurveGroup['curve'], { kind: 'curve' }>;
const curve = (...points: [time: number, value: number, atRisk: number][]): Curve => ({
  kind: 'curve',
  n: points[0]?.[2] ?? 0,
  method: 'test',
  time: points.map(([time]) => time),
  value: points.map(([, value]) => value),
  low: points.map(([, value]) => value - 0.1),
  high: points.map(([, value]) => value + 0.1),
  atRisk: points.map(([, , atRisk]) => atRisk),
  events: points.map(() => 1),
  censored: points.map(() => 0),
});
const keys = stepKeys(0);

describe('a step curve', () => {
  test('starts at time 0 where nobody has shipped, or all are still there', () => {
    expect(pointsOf(curve([30, 0.2, 50]), 0, 365)[0]).toMatchObject({ time: 0, value: 0 });
    expect(pointsOf(curve([30, 0.8, 50]), 1, 365)[0]).toMatchObject({ time: 0, value: 1 });
  });

  test('turns pale, and its band stops, where fewer than 10 are at risk', () => {
    const rows = stepRows(
      [{ curve: curve([10, 0.2, 20], [50, 0.4, 12], [90, 0.6, 8]), competingCurve: null }],
      0,
      365,
    );
    expect(rows.map((row) => row.time)).toEqual([0, 10, 50, 90]);
    expect(rows.map((row) => row[keys.line])).toEqual([0, 0.2, 0.4, undefined]);
    expect(rows.map((row) => row[keys.pale])).toEqual([undefined, undefined, 0.4, 0.6]);
    expect(rows.at(-1)?.[keys.band]).toBeUndefined();
  });

  test('ends at its last follow-up, while another group goes on', () => {
    const rows = stepRows(
      [
        { curve: curve([10, 0.2, 20]), competingCurve: null },
        { curve: curve([10, 0.1, 30], [200, 0.3, 15]), competingCurve: null },
      ],
      0,
      365,
    );
    expect(rows.at(-1)?.[keys.line]).toBeUndefined();
    expect(rows.at(-1)?.[stepKeys(1).line]).toBe(0.3);
  });

  test('that goes on beyond the plot is drawn to its edge', () => {
    const points = pointsOf(curve([10, 0.2, 20], [400, 0.5, 12]), 0, 365);
    expect(points.at(-1)).toMatchObject({ time: 365, value: 0.2 });
  });

  test('of what competes stays where it is until the last follow-up', () => {
    const group = { curve: curve([10, 0.2, 20], [300, 0.5, 12]), competingCurve: curve([40, 0.05, 18]) };
    expect(rivalPoints(group, 365).at(-1)).toMatchObject({ time: 300, value: 0.05 });
    expect(rivalPoints({ ...group, competingCurve: null }, 365)).toEqual([]);
  });

  test('reads the value in force, and none after the end', () => {
    const points = pointsOf(curve([10, 0.2, 20], [50, 0.4, 12]), 0, 365);
    expect(valueAt(points, 49)?.value).toBe(0.2);
    expect(valueAt(points, 50)?.value).toBe(0.4);
    expect(valueAt(points, 51)).toBeUndefined();
  });

  test('without an estimate draws nothing', () => {
    expect(
      stepRows([{ curve: { kind: 'not-estimable', reason: 'TOO_FEW', n: 3 }, competingCurve: null }], 0, 365),
    ).toEqual([]);
  });
});

describe('labels at line ends', () => {
  test('keep 14 px between each other, their order, and the plot', () => {
    expect(spreadLabels([100, 104, 20], 14, 0, 300)).toEqual([100, 114, 20]);
    expect(spreadLabels([298, 299], 14, 0, 300)).toEqual([286, 300]);
    expect(spreadLabels([], 14, 0, 300)).toEqual([]);
  });
});

test('counts under a narrow plot leave out times that would run into each other', () => {
  expect(timesThatFit([0, 30, 60, 90, 180, 270, 365], 365, 240, 40)).toEqual([0, 90, 180, 270, 365]);
  expect(timesThatFit([0, 30, 60], 60, 600, 40)).toEqual([0, 30, 60]);
});

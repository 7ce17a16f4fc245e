import { describe, expect, test } from 'vitest';
import {
  correlationAxis,
  diamondTips,
  forestMarks,
  pairsAxis,
  placeOn,
  squareSide,
} from './forest-geometry.ts';

const band = { r: 0.1, pairsLow: 0.468, pairsHigh: 0.532 };

describe('a forest row', () => {
  const axis = pairsAxis(band);

  test('stands on an axis from 40 to 80 with the coin at a quarter', () => {
    expect(placeOn(axis, 0.4)).toBeCloseTo(0);
    expect(placeOn(axis, 0.5)).toBeCloseTo(25);
    expect(placeOn(axis, 0.8)).toBeCloseTo(100);
    expect(axis.ticks.map((tick) => tick.label)).toEqual(['40', '50', '60', '70', '80']);
  });

  test('keeps an interval inside the axis as it is', () => {
    const marks = forestMarks(axis, { value: 0.64, low: 0.58, high: 0.7 });
    expect(marks.from).toBeCloseTo(45);
    expect(marks.middle).toBeCloseTo(60);
    expect(marks.to).toBeCloseTo(75);
    expect([marks.openFrom, marks.openTo]).toEqual([false, false]);
  });

  test('ends in an arrow where the interval leaves the axis', () => {
    const marks = forestMarks(axis, { value: 0.7, low: 0.35, high: 'not reached' });
    expect([marks.from, marks.to]).toEqual([0, 100]);
    expect([marks.openFrom, marks.openTo]).toEqual([true, true]);
  });

  test('draws no square for a value beyond the axis', () => {
    expect(forestMarks(axis, { value: 0.9, low: 0.82, high: 0.95 })).toEqual({
      from: 100,
      to: 100,
      openFrom: false,
      openTo: true,
      middle: null,
    });
  });

  test('keeps a diamond in shape where it leaves the axis', () => {
    const tips = diamondTips(axis, { value: 0.42, low: 0.32, high: 0.52 });
    expect(tips.left).toBeCloseTo(-20);
    expect(tips.middle).toBeCloseTo(5);
    expect(tips.right).toBeCloseTo(30);
    expect(diamondTips(axis, { value: 0.6, low: 0.5, high: 'not reached' }).right).toBeGreaterThan(100);
  });

  test('draws an effect of exactly zero', () => {
    expect(forestMarks(correlationAxis(band), { value: 0, low: -0.1, high: 0.1 }).middle).toBeCloseTo(25);
  });

  test('writes negative ticks with a true minus sign', () => {
    expect(correlationAxis(band).ticks.map((tick) => tick.label)).toEqual(['−0.2', '0', '0.2', '0.4', '0.6']);
  });
});

describe('the square of a row', () => {
  test('has an area in proportion to n, within 5 and 11 px', () => {
    expect(squareSide(400, 400)).toBe(11);
    expect(squareSide(200, 400) ** 2).toBeCloseTo(121 / 2);
    expect(squareSide(1, 400)).toBe(5);
    expect(squareSide(0, 0)).toBe(5);
  });
});

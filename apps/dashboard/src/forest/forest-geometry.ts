/**
 * Where the marks of a forest row stand, in percent of the plot's width. One axis for all rows; what runs off it
 * ends in an arrow and is never silently cut.
 */
import type { Board } from '@hindsight/domain';
import type { EstimateOnScreen } from '../format.ts';

export type ForestAxis = {
  low: number;
  high: number;
  ticks: readonly { at: number; label: string }[];
  /** No effect: the coin at 50, or zero. */
  neutral: number;
  /** Too small to be useful. */
  band: { low: number; high: number };
};

export type ForestMarks = {
  /** Ends of the whisker. */
  from: number;
  to: number;
  /** The interval goes on beyond the axis. */
  openFrom: boolean;
  openTo: boolean;
  /** Null when the value itself lies beyond the axis. */
  middle: number | null;
};

const shares = [0.4, 0.5, 0.6, 0.7, 0.8];
const correlations = [-0.2, 0, 0.2, 0.4, 0.6];

/** 40 to 80 of 100 pairs, a coin at 50. */
export function pairsAxis(band: Board['band']): ForestAxis {
  return {
    low: 0.4,
    high: 0.8,
    ticks: shares.map((at) => ({ at, label: String(Math.round(100 * at)) })),
    neutral: 0.5,
    band: { low: band.pairsLow, high: band.pairsHigh },
  };
}

/** Correlation from −0.2 to 0.6. */
export function correlationAxis(band: Board['band']): ForestAxis {
  return {
    low: -0.2,
    high: 0.6,
    ticks: correlations.map((at) => ({ at, label: at === 0 ? '0' : String(at).replace('-', '−') })),
    neutral: 0,
    band: { low: -band.r, high: band.r },
  };
}

export function placeOn(axis: ForestAxis, value: number): number {
  return (100 * (value - axis.low)) / (axis.high - axis.low);
}

export function forestMarks(
  axis: ForestAxis,
  estimate: Pick<EstimateOnScreen, 'value' | 'low' | 'high'>,
): ForestMarks {
  const low = estimate.low === 'not reached' ? Number.NEGATIVE_INFINITY : estimate.low;
  const high = estimate.high === 'not reached' ? Number.POSITIVE_INFINITY : estimate.high;
  const within = estimate.value >= axis.low && estimate.value <= axis.high;
  return {
    from: placeOn(axis, clamp(low, axis.low, axis.high)),
    to: placeOn(axis, clamp(high, axis.low, axis.high)),
    openFrom: low < axis.low,
    openTo: high > axis.high,
    middle: within ? placeOn(axis, estimate.value) : null,
  };
}

/** The three tips of a group's diamond, beyond the axis where the interval is: the drawing cuts them there. */
export function diamondTips(
  axis: ForestAxis,
  estimate: Pick<EstimateOnScreen, 'value' | 'low' | 'high'>,
): { left: number; middle: number; right: number } {
  return {
    left: estimate.low === 'not reached' ? farBefore : placeOn(axis, estimate.low),
    middle: placeOn(axis, estimate.value),
    right: estimate.high === 'not reached' ? farAfter : placeOn(axis, estimate.high),
  };
}

const farBefore = -1000;
const farAfter = 1100;

const largestSide = 11;
const smallestSide = 5;

/** Side of the square in px: its area grows with n. */
export function squareSide(n: number, largestN: number): number {
  if (largestN <= 0) return smallestSide;
  return clamp(largestSide * Math.sqrt(n / largestN), smallestSide, largestSide);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Rows that came under observation together: before position `from` of the time axis. */
export type Cohort = {
  from: number;
  /** Rows that leave, by code, in cells of causes + 1. */
  exits: number[];
  /** Where the cell of a time position starts in `exits`; absent when the cells are those of all times in order. */
  cells?: Map<number, number>;
};

/**
 * Sum of squared influences of the rows on every state. Rows of a cohort share one influence while they are at
 * risk; afterwards only the second moments of the influences are needed, which move linearly. So the cost does
 * not depend on the number of rows.
 */
export class JackknifeVariance {
  private readonly living: { cohort: Cohort; size: number; free: number; cause: Float64Array }[];
  private readonly causes: number;
  private freeFree = 0;
  private readonly freeCause: Float64Array;
  private readonly causeCause: Float64Array;
  private readonly hazards: Float64Array;
  private readonly moved: Float64Array;

  constructor(cohorts: readonly Cohort[], causes: number) {
    this.causes = causes;
    this.freeCause = new Float64Array(causes);
    this.causeCause = new Float64Array(causes);
    this.hazards = new Float64Array(causes);
    this.moved = new Float64Array(causes);
    this.living = cohorts.map((cohort) => {
      const size = cohort.exits.reduce((sum, count) => sum + count, 0);
      return { cohort, size, free: 0, cause: new Float64Array(causes) };
    });
  }

  step(t: number, survival: number, n: number, events: readonly number[]): void {
    const { causes, freeCause, causeCause, hazards, moved } = this;
    let hazard = 0;
    for (let k = 0; k < causes; k += 1) {
      hazards[k] = events[k]! / n;
      hazard += hazards[k]!;
    }
    const unit = survival / n;
    for (let k = 0; k < causes; k += 1) {
      const h = hazards[k]!;
      causeCause[k]! += h * (2 * freeCause[k]! + h * this.freeFree);
      freeCause[k] = (1 - hazard) * (freeCause[k]! + h * this.freeFree);
    }
    this.freeFree *= (1 - hazard) ** 2;
    for (const group of this.living) {
      if (group.cohort.from > t || group.size === 0) continue;
      for (let k = 0; k < causes; k += 1) moved[k] = group.cause[k]! + (group.free - unit) * hazards[k]!;
      const free = group.free * (1 - hazard) + unit * hazard;
      const { cells, exits } = group.cohort;
      const cell = cells ? cells.get(t) : t * (causes + 1);
      if (cell !== undefined) {
        for (let code = 0; code <= causes; code += 1) {
          const count = exits[cell + code]!;
          if (count === 0) continue;
          this.leave(count, code === 0 ? free : free - unit, moved, code - 1, unit);
          group.size -= count;
        }
      }
      group.free = free;
      group.cause.set(moved);
    }
  }

  /** Variances of the event-free share and of each incidence. */
  current(): number[] {
    const result = [this.freeFree, ...this.causeCause];
    for (const { size, free, cause } of this.living) {
      if (size === 0) continue;
      result[0]! += size * free * free;
      for (let k = 0; k < this.causes; k += 1) result[k + 1]! += size * cause[k]! * cause[k]!;
    }
    // Moments of influences that cancel may round to just below 0.
    return result.map((variance) => Math.max(0, variance));
  }

  private leave(count: number, free: number, cause: Float64Array, jumped: number, unit: number): void {
    this.freeFree += count * free * free;
    for (let k = 0; k < this.causes; k += 1) {
      const value = cause[k]! + (k === jumped ? unit : 0);
      this.freeCause[k]! += count * free * value;
      this.causeCause[k]! += count * value * value;
    }
  }
}

/**
 * The counting-process variance with correction for ties (Gray's cmprsk): over the event times s up to t, the
 * sum of w(s)·(1 + g)² for the cause and w(s)·g² for the others, where g = (F(s) − F(t))/S(s) and
 * w = S(s−)²·d·(1 − (d − 1)/(n − 1))/n².
 */
export class AalenVariance {
  private readonly sums: { constant: number; linear: number; square: number }[];

  constructor(causes: number) {
    this.sums = Array.from({ length: causes }, () => ({ constant: 0, linear: 0, square: 0 }));
  }

  step(
    before: number,
    after: number,
    n: number,
    events: readonly number[],
    incidence: readonly number[],
  ): void {
    const inverse = after > 0 ? 1 / after : 0;
    this.sums.forEach((sum, k) => {
      const own = events[k]!;
      const others = events.reduce((total, d) => total + d, 0) - own;
      if (others > 0 && after > 0) add(sum, weight(before, n, others), incidence[k]! * inverse, inverse);
      if (own > 0) add(sum, weight(before, n, own), 1 + incidence[k]! * inverse, inverse);
    });
  }

  current(incidence: readonly number[]): number[] {
    return this.sums.map(({ constant, linear, square }, k) => {
      const f = incidence[k]!;
      return Math.max(0, constant + f * (f * square - 2 * linear));
    });
  }
}

function weight(survival: number, n: number, d: number): number {
  const ties = d > 1 ? 1 - (d - 1) / (n - 1) : 1;
  return (survival / n) * (survival / n) * d * ties;
}

function add(
  sum: { constant: number; linear: number; square: number },
  w: number,
  a: number,
  b: number,
): void {
  sum.constant += a * a * w;
  sum.linear += a * b * w;
  sum.square += b * b * w;
}

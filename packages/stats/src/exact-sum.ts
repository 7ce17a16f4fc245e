/**
 * A sum of products of whole numbers, exact to 106 bits: counts of pairs pass 2^53 from about 1.3e8 rows on.
 * Error-free transformations of Knuth (sum) and Dekker (product).
 */
export class ExactSum {
  private high = 0;
  private low = 0;

  /** Adds a·b. */
  addProduct(a: number, b: number): this {
    const product = a * b;
    if (Math.abs(product) <= Number.MAX_SAFE_INTEGER) return this.add(product);
    const aHigh = split(a);
    const bHigh = split(b);
    const aLow = a - aHigh;
    const bLow = b - bHigh;
    this.add(product);
    return this.add(aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow));
  }

  add(value: number): this {
    const sum = this.high + value;
    const part = sum - this.high;
    this.low += this.high - (sum - part) + (value - part);
    this.high = sum;
    return this;
  }

  /** This sum minus another, before either is rounded. */
  minus(other: ExactSum): number {
    const difference = new ExactSum();
    difference.add(this.high).add(-other.high).add(this.low).add(-other.low);
    return difference.value();
  }

  /** The nearest double. */
  value(): number {
    return this.high + this.low;
  }
}

/** The upper 26 bits of a double (Veltkamp). */
function split(a: number): number {
  const c = 134217729 * a;
  return c - (c - a);
}

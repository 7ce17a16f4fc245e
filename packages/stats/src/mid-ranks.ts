/** Ranks 1 … n with ties sharing their average rank. */
export function midRanks(values: ArrayLike<number>): Float64Array {
  const order = Int32Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => values[a]! - values[b]!,
  );
  const ranks = new Float64Array(values.length);
  let start = 0;
  while (start < order.length) {
    let end = start + 1;
    while (end < order.length && values[order[end]!]! === values[order[start]!]!) end += 1;
    for (let i = start; i < end; i += 1) ranks[order[i]!] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

/** The mid-rank of each position of an axis whose values occur `totals` times. */
export function midRanksOfTotals(totals: ArrayLike<number>): number[] {
  const ranks: number[] = [];
  let below = 0;
  for (let i = 0; i < totals.length; i += 1) {
    ranks.push(below + (totals[i]! + 1) / 2);
    below += totals[i]!;
  }
  return ranks;
}

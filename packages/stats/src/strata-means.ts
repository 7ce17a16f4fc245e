/** Names of groups of rows, such as sites; one per row. */
export type GroupLabels = readonly (string | number)[];

/** Group number of every row (0, 1, … in order of first appearance) and the number of groups. */
export function groupRows(labels: GroupLabels): {
  group: Int32Array;
  groups: number;
  names: (string | number)[];
} {
  const numbers = new Map<string | number, number>();
  const group = Int32Array.from(labels, (label) => {
    const known = numbers.get(label);
    if (known !== undefined) return known;
    numbers.set(label, numbers.size);
    return numbers.size - 1;
  });
  return { group, groups: numbers.size, names: [...numbers.keys()] };
}

/** Values minus the mean of their group; exactly 0 in a group whose values are all equal. */
export function withinGroups(values: ArrayLike<number>, group: Int32Array, groups: number): Float64Array {
  const count = new Float64Array(groups);
  const anchor = new Float64Array(groups);
  const sum = new Float64Array(groups);
  for (let i = 0; i < values.length; i++) {
    const g = group[i] as number;
    if (count[g] === 0) anchor[g] = values[i] as number;
    count[g] = (count[g] as number) + 1;
    sum[g] = (sum[g] as number) + ((values[i] as number) - (anchor[g] as number));
  }
  return Float64Array.from(values, (value, i) => {
    const g = group[i] as number;
    return value - (anchor[g] as number) - (sum[g] as number) / (count[g] as number);
  });
}

/** Every quarter from `first` to `last`, both included. */
export function quartersBetween(first: string, last: string): string[] {
  const quarters: string[] = [];
  for (let quarter = first; quarter <= last; quarter = nextQuarter(quarter)) quarters.push(quarter);
  return quarters;
}

function nextQuarter(quarter: string): string {
  const year = Number(quarter.slice(0, 4));
  const number = Number(quarter.slice(6));
  return number === 4 ? `${year + 1}-Q1` : `${year}-Q${number + 1}`;
}

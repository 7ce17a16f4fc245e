/**
 * The difference of two doubles read as the decimals they print as: 1000000000.003 − 1000000000.001 is 0.002,
 * where plain subtraction keeps only the six digits that the doubles have left beside the offset.
 *
 * Measurements arrive as decimals and were rounded when they became doubles. Where an offset is more than about
 * a million times the spread, that rounding is visible in a correlation; the shortest decimal that reads back as
 * the double (ECMAScript's Number-to-string) undoes it. For values that are no short decimals the result is
 * within the same rounding as plain subtraction.
 */
export function decimalDifference(a: number, b: number): number {
  const [left, leftPower] = decimal(a);
  const [right, rightPower] = decimal(b);
  const power = Math.min(leftPower, rightPower);
  const difference = left * 10n ** BigInt(leftPower - power) - right * 10n ** BigInt(rightPower - power);
  return Number(`${difference}e${power}`);
}

/** value = digits · 10^power. */
function decimal(value: number): [bigint, number] {
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return [BigInt(whole + fraction), Number(exponent) - fraction.length];
}

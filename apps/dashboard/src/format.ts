/**
 * Every number, interval and day on the screen is written here, and only here.
 *
 * @example
 * formatEstimate(estimate) // { value: '0.31', interval: '(0.22 to 0.39)' }
 * formatDay('2026-10-31') // '31 Oct 2026'
 */
import type { EstimatedOrMissing } from '@hindsight/domain';

export type EstimateOnScreen = Extract<EstimatedOrMissing, { kind: 'estimate' }>;
type Unit = EstimateOnScreen['unit'];
type End = EstimateOnScreen['low'];

const minus = '\u2212';
/** Keeps the parts of an interval on one line. */
const space = '\u00a0';

/** The value and its interval, each as one unbreakable text. */
export function formatEstimate(estimate: EstimateOnScreen): { value: string; interval: string } {
  return {
    value: formatValue(estimate.value, estimate.unit),
    interval: `(${formatInterval(estimate.low, estimate.high, estimate.unit)})`,
  };
}

/** "0.22 to 0.39"; the word "to", never a dash, so that negatives stay readable. A percent sign stands once. */
export function formatInterval(low: End, high: End, unit: Unit): string {
  const first = formatEnd(low, unit);
  const last = formatEnd(high, unit);
  const shortened = first.endsWith('%') && last.endsWith('%') ? first.slice(0, -1) : first;
  return `${shortened}${space}to${space}${last}`;
}

export function formatValue(value: number, unit: Unit): string {
  switch (unit) {
    case 'pairs':
      return decimals(100 * value, 0);
    case 'share':
      return `${decimals(100 * value, 0)}%`;
    case 'days':
    case 'money':
    case 'number':
      return decimals(value, 0);
    case 'points':
      return decimals(value, 1);
    case 'r':
    case 'd':
    case 'ratio':
    case 'rate':
    case 'coefficient':
    case 'agreement':
    case 'variance':
      return decimals(value, 2);
  }
}

function formatEnd(end: End, unit: Unit): string {
  return end === 'not reached' ? `not${space}reached` : formatValue(end, unit);
}

/** A rank correlation lies between −1 and 1 whatever it was computed from, and is written like a correlation. */
export function asRank(estimate: EstimatedOrMissing): EstimatedOrMissing {
  return estimate.kind === 'estimate' ? { ...estimate, unit: 'r' } : estimate;
}

/** A share of 0–1 as whole percent. */
export function formatShare(share: number): string {
  return formatValue(share, 'share');
}

/** 1139 → "1,139". */
export function formatCount(count: number): string {
  return decimals(count, 0);
}

/** "412 hires", "1 hire". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)}${space}${count === 1 ? one : many}`;
}

/** "±0.10": the band within which an effect is too small to be useful. */
export function formatHalfWidth(halfWidth: number, unit: Unit): string {
  return `±${formatValue(halfWidth, unit)}`;
}

/** A test statistic, for the method view only. */
export function formatStatistic(value: number): string {
  return decimals(value, 2);
}

/** A p-value or q-value, for the method view only. */
export function formatProbability(value: number): string {
  return value < 0.001 ? 'below 0.001' : value.toFixed(3);
}

function decimals(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  const [whole = '0', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const isZero = Number(text) === 0;
  return `${value < 0 && !isZero ? minus : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-10-31` → "31 Oct 2026", by text alone: a time zone cannot move the day. */
export function formatDay(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  const month = match && months[Number(match[2]) - 1];
  return match && month ? `${Number(match[3])}${space}${month}${space}${match[1]}` : iso;
}

/** `2024-Q1` → "Q1 2024". */
export function formatQuarter(quarter: string): string {
  return `${quarter.slice(5)}${space}${quarter.slice(0, 4)}`;
}

/**
 * Sentences arrive as plain text: an interval in brackets reads with "to" like every other one, and what must not
 * break is joined ("(58 to 70)", "4–5", "k-means").
 */
export function keepTogether(sentence: string): string {
  return sentence
    .replace(/\(([−-]?[\d.,]+%?)–([−-]?[\d.,]+%?)\)/g, '($1 to $2)')
    .replace(/([−-]?\d[\d.,]*%?) to ([−-]?\d[\d.,]*%?)/g, `$1${space}to${space}$2`)
    .replace(/(\d)–(\d)/g, '$1\u2060–\u2060$2')
    .replace(/(\d) of (\d)/g, `$1${space}of${space}$2`)
    .replaceAll('k-means', 'k\u2011means');
}

/**
 * The time by which half had the event, where something else can come first.
 *
 * The event-free curve would count everything that ends it: people who left would pass for people who shipped. So the
 * median is read where the event's own cumulative incidence reaches a half, and is not reached when too many left
 * before. Its limits are read off the curve's band in the same way (Brookmeyer & Crowley 1982).
 */
import type { EstimatedOrMissing } from '@hindsight/domain';
import type { CompetingRisks } from '@hindsight/stats';

/** Sums of shares that are a half on paper may lie a rounding error below it. */
const half = 0.5 - 1e-8;

export function incidenceMedian({ causes, n }: CompetingRisks, unit: 'days' | 'number'): EstimatedOrMissing {
  const { points, level } = causes[0]!;
  const events = points.reduce((sum, point) => sum + point.events, 0);
  if (events === 0) return { kind: 'not-estimable', reason: 'NO_EVENTS', n };
  const value = points.find((point) => point.value >= half)?.time;
  if (value === undefined) return { kind: 'not-estimable', reason: 'NOT_REACHED', n };
  return {
    kind: 'estimate',
    unit,
    value,
    low: points.find((point) => point.high >= half)?.time ?? 'not reached',
    high: points.find((point) => point.low >= half)?.time ?? 'not reached',
    level,
    n,
    events,
    method: 'aalen-johansen median',
  };
}

/** Whether anything but the event asked about was seen; without that, the event-free curve says the same. */
export function hasCompetingEvents({ causes }: CompetingRisks): boolean {
  return causes.slice(1).some(({ points }) => points.some(({ events }) => events > 0));
}

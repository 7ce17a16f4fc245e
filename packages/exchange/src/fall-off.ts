/** Whether a hire ended inside the guarantee, as a column says it, and what the rest of the row says about that. */
import { type CalendarDate, daysBetween, type IntakeEvent } from '@hindsight/domain';
import { momentAt } from './elapsed-time.ts';
import type { Mapping } from './mapping.ts';
import type { RowCells } from './row-cells.ts';

/** "Fell off: yes" without an end day is an exit somewhere inside the guarantee; "no" confirms its last day. */
export function readFallOff(
  row: RowCells,
  mapping: Mapping,
  startedOn: CalendarDate | null,
  { exitAt, events }: { exitAt: number | null; events: readonly IntakeEvent[] },
  guaranteeDays: number | null,
): IntakeEvent | null {
  if (!mapping.fellOff || startedOn === null || guaranteeDays === null) return null;
  const fellOff = row.yesNo(mapping.fellOff);
  if (fellOff === null) return null;
  const { column } = mapping.fellOff;
  const daysSoFar = daysBetween(startedOn, row.today);
  const inside = `inside the guarantee of ${guaranteeDays} days`;
  const disagree = (sentence: string): null =>
    row.refuse(column, 'FACTS_DISAGREE', sentence, row.raw(column));
  if (!fellOff) {
    // On the very last day, files differ in what they call inside.
    if (exitAt !== null && exitAt < guaranteeDays) {
      return disagree(
        `Column "${column}" says that the hire did not fall off ${inside}, but it ended after ${exitAt} days.`,
      );
    }
    const stillThereAtEnd = exitAt === null && daysSoFar >= guaranteeDays;
    return stillThereAtEnd ? { kind: 'status-confirmed', at: momentAt(guaranteeDays, startedOn) } : null;
  }
  const says = `Column "${column}" says that the hire fell off ${inside}`;
  if (exitAt !== null) {
    return exitAt > guaranteeDays ? disagree(`${says}, but it ended after ${exitAt} days.`) : null;
  }
  const seenAt = lastSeenAt(events, startedOn);
  if (seenAt > guaranteeDays) {
    return disagree(`${says}, but it is known to have lasted at least ${seenAt} days.`);
  }
  const latest = Math.min(guaranteeDays, daysSoFar);
  return { kind: 'exit', at: momentAt(0, startedOn, latest), cause: 'unknown' };
}

/** Days after the start on which the row's own events last show the hire at work. */
function lastSeenAt(events: readonly IntakeEvent[], startedOn: CalendarDate): number {
  return Math.max(
    0,
    ...events.map((event) => {
      const isSeen = event.kind === 'status-confirmed' || event.kind === 'first-model';
      return isSeen && event.at.clock === 'calendar' ? daysBetween(startedOn, event.at.earliest) : 0;
    }),
  );
}

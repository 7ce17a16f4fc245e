/** Where a file gives both days and a duration, they are compared; days win, and every difference is reported. */
import { daysBetween, type IntakeRow } from '@hindsight/domain';
import { readDuration } from './elapsed-time.ts';
import type { Mapping } from './mapping.ts';
import type { RowCells } from './row-cells.ts';

export class DurationCheck {
  readonly #mapping: Mapping;
  #different: { line: number; duration: number; days: number }[] = [];
  #count = 0;
  #compared = 0;

  constructor(mapping: Mapping) {
    this.#mapping = mapping;
  }

  compare(cells: RowCells, row: IntakeRow): void {
    const { duration, endedOn } = this.#mapping;
    const startedOn = row.placement?.startedOn ?? null;
    if (!duration || !endedOn || startedOn === null) return;
    const claimed = readDuration(cells, duration, startedOn);
    const end = cells.day(endedOn);
    const days = end === null ? (row.placement?.completeUpTo ?? null) : daysBetween(startedOn, end);
    if (claimed === null || days === null) return;
    this.#compared += 1;
    if (claimed === days) return;
    this.#count += 1;
    if (this.#different.length < 5) this.#different.push({ line: row.line, duration: claimed, days });
  }

  notices(): string[] {
    const column = this.#mapping.duration?.column;
    if (this.#compared === 0) return [];
    if (this.#count === 0) {
      return [
        `Column "${column}" agrees with the days in all ${this.#compared.toLocaleString('en-US')} rows where both are given.`,
      ];
    }
    const examples = this.#different
      .map(({ line, duration, days }) => `line ${line}: ${duration} against ${days}`)
      .join('; ');
    return [
      `Column "${column}" differs from the days in ${this.#count.toLocaleString('en-US')} of ${this.#compared.toLocaleString('en-US')} rows; the days are taken (${examples}).`,
    ];
  }
}

/** Rows with the same id: exact repeats are kept once, rows that differ are all refused. */
import type { IntakeRefusal } from '@hindsight/domain';
import { refusal, shortened } from './refusal.ts';

/** The first rows of an id that differ, and how many there are. */
type Seen = { content: string; lines: number[]; rows: number };

const namedLines = 6;

export class RepeatedIds {
  #seen = new Map<string, Seen>();
  duplicateRows = 0;

  /** True when this row must be judged; false when it repeats the first row of this id exactly. */
  isNew(id: string, cells: readonly string[], line: number): boolean {
    // Cells hold no NUL: such rows are refused earlier.
    const content = cells.join('\0');
    const earlier = this.#seen.get(id);
    if (!earlier) {
      this.#seen.set(id, { content, lines: [line], rows: 1 });
      return true;
    }
    if (earlier.content === content) {
      this.duplicateRows += 1;
      return false;
    }
    earlier.rows += 1;
    if (earlier.lines.length < namedLines) earlier.lines.push(line);
    return true;
  }

  /** For the row of `id` on `line`: the refusal, when other rows of the same id say something else. */
  conflict(id: string, line: number, column: string): IntakeRefusal | null {
    const seen = this.#seen.get(id);
    if (!seen || seen.rows === 1) return null;
    const others = seen.lines.filter((other) => other !== line).slice(0, namedLines - 1);
    const unnamed = seen.rows - 1 - others.length;
    const more = unnamed > 0 ? ` and ${unnamed} more` : '';
    const where = seen.rows === 2 ? `line ${others.join()}` : `lines ${others.join(', ')}${more}`;
    return refusal(
      line,
      column,
      'DUPLICATE_ID',
      `The id "${shortened(id)}" also stands on ${where} with other values. None of these rows is taken.`,
      id,
    );
  }
}

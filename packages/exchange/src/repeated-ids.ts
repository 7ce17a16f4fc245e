/** Rows with the same id: exact repeats are kept once, rows that differ are all refused. */
import { createHash } from 'node:crypto';
import { type IntakeRefusal } from '@hindsight/domain';
import { refusal, shortened } from './refusal.ts';

type Seen = { digest: string; lines: number[]; differs: boolean };

export class RepeatedIds {
  #seen = new Map<string, Seen>();
  duplicateRows = 0;

  /** True when this row must be judged; false when it repeats the first row of this id exactly. */
  isNew(id: string, cells: readonly string[], line: number): boolean {
    const digest = digestOf(cells);
    const earlier = this.#seen.get(id);
    if (!earlier) {
      this.#seen.set(id, { digest, lines: [line], differs: false });
      return true;
    }
    if (earlier.digest === digest) {
      this.duplicateRows += 1;
      return false;
    }
    earlier.differs = true;
    earlier.lines.push(line);
    return true;
  }

  /** For the row of `id` on `line`: the refusal, when other rows of the same id say something else. */
  conflict(id: string, line: number, column: string): IntakeRefusal | null {
    const seen = this.#seen.get(id);
    if (!seen?.differs) return null;
    const others = seen.lines.filter((other) => other !== line);
    const named = others.slice(0, 5).join(', ');
    const more = others.length > 5 ? ` and ${others.length - 5} more` : '';
    const where = others.length === 1 ? `line ${named}` : `lines ${named}${more}`;
    return refusal(
      line,
      column,
      'DUPLICATE_ID',
      `The id "${shortened(id)}" also stands on ${where} with other values. None of these rows is taken.`,
      id,
    );
  }
}

function digestOf(cells: readonly string[]): string {
  const hash = createHash('sha256');
  for (const cell of cells) hash.update(`${cell.length}:${cell}`);
  return hash.digest('base64');
}

import type { Table } from './case.ts';
import { numbers } from './table.ts';

/** Columns named in an R expression of this layout, such as `status==2` or `Surv(time, status==1)`. */
export function columnsIn(expression: string, table: Table): string[] {
  return table.names.filter((name) =>
    new RegExp(`(^|[^A-Za-z0-9_.])${name}([^A-Za-z0-9_.]|$)`).test(expression),
  );
}

/** Evaluates `column`, `column==number`, `column!=number` or an ordering as numbers; missing stays missing. */
export function evaluate(expression: string, table: Table): (number | null)[] {
  const [, name = '', operator, operand] =
    /^\s*([A-Za-z0-9_.]+)\s*(?:(==|!=|>=|<=|>|<)\s*(-?[0-9.]+)\s*)?$/.exec(expression) ?? [];
  if (!name) throw new Error(`cannot read the expression ${expression}`);
  const column = numbers(table, name);
  if (!operator) return column;
  const right = Number(operand);
  const test: Record<string, (left: number) => boolean> = {
    '==': (left) => left === right,
    '!=': (left) => left !== right,
    '>=': (left) => left >= right,
    '<=': (left) => left <= right,
    '>': (left) => left > right,
    '<': (left) => left < right,
  };
  return column.map((left) => (left === null ? null : Number(test[operator]!(left))));
}

/** The response `Surv(time, event)` or `Surv(entry, time, event)`. */
export function survivalResponse(response: string, table: Table) {
  const inner = /^\s*Surv\((.*)\)\s*$/.exec(response)?.[1];
  if (inner === undefined) throw new Error(`cannot read the response ${response}`);
  const parts = inner.split(',').map((part) => evaluate(part, table));
  const [first, second, third] = parts;
  if (!first || !second) throw new Error(`cannot read the response ${response}`);
  return third ? { entry: first, time: second, event: third } : { time: first, event: second };
}

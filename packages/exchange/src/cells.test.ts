import { describe, expect, it } from 'vitest';
import { dateCell, type DateFormat } from './date-cell.ts';
import { numberCell } from './number-cell.ts';

describe('a day in a cell', () => {
  it.each<[DateFormat, string, string | null]>([
    ['YYYY-MM-DD', '2024-02-29', '2024-02-29'],
    ['YYYY-MM-DD', '2023-02-29', null],
    ['YYYY-MM-DD', '2024-2-9', null],
    ['YYYY-MM-DD', '2024-02-29T00:00:00', null],
    ['YYYY/MM/DD', '2024/03/04', '2024-03-04'],
    ['M/D/YYYY', '3/4/2024', '2024-03-04'],
    ['D/M/YYYY', '3/4/2024', '2024-04-03'],
    ['M/D/YYYY', '13/4/2024', null],
    ['D.M.YYYY', '03.04.2024', '2024-04-03'],
    ['D.M.YYYY', '3.4.24', null],
    ['D-M-YYYY', '3-4-2024', '2024-04-03'],
    ['D Mon YYYY', '3 Apr 2024', '2024-04-03'],
    ['D Mon YYYY', '3 Foo 2024', null],
    ['excel-serial', '45292', '2024-01-01'],
    ['excel-serial', '36526', '2000-01-01'],
    ['excel-serial', '61', '1900-03-01'],
    ['excel-serial', '60', null],
    ['excel-serial', '45292.5', null],
    ['excel-serial', '2024-01-01', null],
    ['M/D/YYYY', '３/4/2024', null],
  ])('%s reads %s as %s', (format, cell, day) => {
    expect(dateCell(cell, format)).toBe(day);
  });
});

describe('a number in a cell', () => {
  it.each([
    ['4', 4],
    ['-0.5', -0.5],
    ['.5', 0.5],
    ['1e-05', 0.00001],
    ['-0', 0],
    ['007', 7],
    ['1,5', null],
    ['1e999', null],
    ['NaN', null],
    ['Inf', null],
    ['４', null],
    ['+4', null],
    ['4.', null],
    ['1 000', null],
    ['0x10', null],
    ['', null],
  ])('%s is %s', (cell, value) => {
    expect(numberCell(cell, false)).toBe(value);
  });

  it('has one decimal sign, the one that the mapping states', () => {
    expect(numberCell('1,5', true)).toBe(1.5);
    expect(numberCell('1.5', true)).toBeNull();
    expect(numberCell('1,234,567', true)).toBeNull();
  });
});

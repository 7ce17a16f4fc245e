import { polychoric } from '../../src/polychoric.ts';
import { polyserial } from '../../src/polyserial.ts';
import { polyserialAsInPolycor } from '../../src/polyserial-as-in-polycor.ts';
import type { Adapter } from '../case.ts';
import { textInput } from '../inputs.ts';
import { completeNumbers } from '../table.ts';

/** Latent correlations: a number with an ordered category, or two ordered categories. */
export const answer: Adapter = ({ id, input }, { table }) => {
  if (!table) return undefined;
  if ('continuous' in input) {
    const [continuous, ordinal] = [textInput(input, 'continuous'), textInput(input, 'ordinal')];
    const data = completeNumbers(table, [continuous, ordinal]);
    const values = data[continuous] ?? [];
    const categories = data[ordinal] ?? [];
    if (!id.startsWith('polyserial-ml-')) {
      const result = polyserial(values, categories, { method: 'two-step' });
      if (result.kind === 'not-estimable') return { values: { status: result } };
      return {
        values: { n: values.length, rho_two_step: result.estimate, thresholds_two_step: result.thresholds },
      };
    }
    const ml = polyserial(values, categories);
    if (ml.kind === 'not-estimable') return { values: { status: ml } };
    // The standard error of these cases is polycor's, taken where its search stopped.
    const inPolycor = polyserialAsInPolycor(values, categories);
    const standardError = inPolycor.kind === 'polycor' ? inPolycor.standardError : inPolycor;
    return {
      values: {
        n: values.length,
        rho_ml: ml.estimate,
        thresholds_ml: ml.thresholds,
        se_rho_ml: standardError,
      },
    };
  }
  if (!('a' in input)) return undefined;
  const [a, b] = [textInput(input, 'a'), textInput(input, 'b')];
  const data = completeNumbers(table, [a, b]);
  const [first, second] = [data[a] ?? [], data[b] ?? []];
  const [rows, columns] = [first, second].map((column) => [...new Set(column)].sort((x, y) => x - y)) as [
    number[],
    number[],
  ];
  const counts = rows.map(() => columns.map(() => 0));
  first.forEach((value, i) => {
    const row = counts[rows.indexOf(value)];
    const column = columns.indexOf(second[i] ?? Number.NaN);
    if (row) row[column] = (row[column] ?? 0) + 1;
  });
  const result = polychoric(counts);
  return {
    values:
      result.kind === 'polychoric' ? { n: first.length, rho_two_step: result.estimate } : { status: result },
  };
};

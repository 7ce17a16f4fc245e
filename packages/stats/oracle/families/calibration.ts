import { calibration } from '../../src/calibration.ts';
import type { Adapter } from '../case.ts';
import { textInput } from '../inputs.ts';
import { completeNumbers } from '../table.ts';

/** Predicted probabilities against a 0/1 outcome. */
export const answer: Adapter = ({ input }, { table }) => {
  if (!table || !('p' in input)) return undefined;
  const [y, p] = [textInput(input, 'y'), textInput(input, 'p')];
  const data = completeNumbers(table, [y, p]);
  const result = calibration(data[y] ?? [], data[p] ?? []);
  if (result.kind === 'not-estimable') return { values: { status: result } };
  const { test, curve } = result;
  return {
    values: {
      n: result.n,
      brier: result.brier,
      brier_skill: result.brierSkill,
      log_loss: result.logLoss,
      calibration_intercept: result.intercept,
      calibration_slope: result.slope,
      slope_model_intercept: result.slopeModelIntercept ?? null,
      calibration_slope_se: result.slopeStandardError ?? null,
      spiegelhalter_z: test,
      spiegelhalter_p: test.kind === 'test' ? test.p : test,
      isotonic_x: curve.steps.map((step) => step.x),
      isotonic_fit: curve.steps.map((step) => step.fitted),
    },
  };
};

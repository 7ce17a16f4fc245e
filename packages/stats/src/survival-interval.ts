/** Scale on which the interval of a survival share is symmetric. */
export type SurvivalInterval = 'log-log' | 'log' | 'plain';

/**
 * Limits of a survival share from its relative standard error (Greenwood's sum under the root), as R's
 * `conf.type`. Undefined where nobody is left. At a share of 1 the band has no width.
 */
export function survivalLimits(
  survival: number,
  relativeError: number,
  critical: number,
  interval: SurvivalInterval,
): { low: number; high: number } | undefined {
  if (survival === 0) return undefined;
  if (survival === 1 || relativeError === 0) return { low: survival, high: survival };
  const half = critical * relativeError;
  if (interval === 'plain')
    return { low: Math.max(0, survival * (1 - half)), high: Math.min(1, survival * (1 + half)) };
  if (interval === 'log')
    return { low: survival * Math.exp(-half), high: Math.min(1, survival * Math.exp(half)) };
  const log = Math.log(survival);
  const factor = Math.exp(-half / log);
  return { low: Math.exp(log * factor), high: Math.exp(log / factor) };
}

import type { StatisticalReason } from '@hindsight/stats';
import * as z from 'zod';

/** Why a number is absent or a candidacy is left out. Statistical reasons come from `stats`. */
export const productReasons = [
  'NO_SCORE_COLUMN',
  'NO_OUTCOME_YET',
  'NOT_PLACED',
  'NOT_IN_SCOPE',
  'NOT_ASKED',
  'NOT_MATURE',
  'STATE_UNKNOWN',
  'NO_FOLLOW_UP_TIME',
  'NO_CALENDAR_DATES',
  'OTHER_TIME_UNIT',
  'FOLLOW_UP_TOO_SHORT',
  'COVERAGE_TOO_LOW',
  'CLIENT_PRIVACY',
] as const;
export type ProductReason = (typeof productReasons)[number];

const statisticalReasons = [
  'EMPTY',
  'TOO_FEW',
  'TOO_FEW_EVENTS',
  'NO_EVENTS',
  'NO_VARIANCE',
  'ONE_GROUP_EMPTY',
  'NO_COMPARABLE_PAIRS',
  'SEPARATION',
  'NOT_CONVERGED',
  'NOT_REACHED',
  'SINGULAR',
  'INVALID_INPUT',
  'OUT_OF_RANGE',
] as const satisfies readonly StatisticalReason[];

export const reasonSchema = z.enum([...statisticalReasons, ...productReasons]);
export type ReasonCode = StatisticalReason | ProductReason;

/** A number that exists and is not shown, to protect somebody. */
export type Suppressed = { kind: 'suppressed'; reason: ReasonCode };

/** Why a number is not there, and why somebody was left out: the closed list of reasons in plain words. */
import type { ReasonCode } from '@hindsight/domain';

type Words = {
  /** Completes "We cannot say: …". */
  absent: string;
  /** Completes "12 …" in the list of who was left out. */
  leftOut: string;
};

const words: Readonly<Record<ReasonCode, Words>> = {
  EMPTY: { absent: 'there are no hires to count', leftOut: 'without any data' },
  TOO_FEW: { absent: 'too few hires have an outcome', leftOut: 'in groups with too few hires' },
  TOO_FEW_EVENTS: { absent: 'too few hires had the rarer result', leftOut: 'in groups with too few results' },
  NO_EVENTS: { absent: 'it has not happened to any hire yet', leftOut: 'in groups where it never happened' },
  NO_VARIANCE: {
    absent: 'everybody scored the same, or everybody had the same outcome',
    leftOut: 'in groups where all are the same',
  },
  ONE_GROUP_EMPTY: { absent: 'one of the groups is empty', leftOut: 'in a comparison with an empty group' },
  NO_COMPARABLE_PAIRS: {
    absent: 'no two hires can be compared',
    leftOut: 'without another hire to compare with',
  },
  SEPARATION: {
    absent: 'the scores split the hires perfectly, so the size of the effect has no upper end',
    leftOut: 'in groups that the scores split perfectly',
  },
  NOT_CONVERGED: {
    absent: 'the calculation did not settle',
    leftOut: 'where the calculation did not settle',
  },
  NOT_REACHED: {
    absent: 'it has not been reached in the time we followed',
    leftOut: 'not followed long enough',
  },
  SINGULAR: { absent: 'the data cannot separate the effects', leftOut: 'where effects cannot be separated' },
  INVALID_INPUT: { absent: 'the values cannot be used', leftOut: 'with values that cannot be used' },
  OUT_OF_RANGE: { absent: 'values lie outside their scale', leftOut: 'with values outside their scale' },
  NO_SCORE_COLUMN: { absent: 'no scores were imported', leftOut: 'from files without scores' },
  NO_OUTCOME_YET: {
    absent: 'nobody has told us what happened yet',
    leftOut: 'whose outcome we have not heard yet',
  },
  NOT_PLACED: { absent: 'nobody was hired', leftOut: 'screened and not hired' },
  NOT_IN_SCOPE: {
    absent: 'shipping models was not part of these roles',
    leftOut: 'in roles where shipping models is not the job',
  },
  NOT_ASKED: { absent: 'nobody was asked this question', leftOut: 'who were not asked' },
  NOT_MATURE: { absent: 'the hires started too recently', leftOut: 'who started too recently' },
  STATE_UNKNOWN: {
    absent: 'we do not know where the hires stand',
    leftOut: 'whose state on that day we do not know',
  },
  NO_FOLLOW_UP_TIME: {
    absent: 'the data hold no dates and no durations',
    leftOut: 'without dates or durations',
  },
  NO_CALENDAR_DATES: { absent: 'the data hold no calendar dates', leftOut: 'without calendar dates' },
  OTHER_TIME_UNIT: {
    absent: 'times are counted in different units',
    leftOut: 'counted in another unit of time',
  },
  FOLLOW_UP_TOO_SHORT: { absent: 'nobody was followed long enough', leftOut: 'not followed long enough' },
  COVERAGE_TOO_LOW: {
    absent: 'we have heard about too few of the hires',
    leftOut: 'in groups we have heard too little about',
  },
  CLIENT_PRIVACY: {
    absent: 'it is hidden to protect other clients',
    leftOut: 'hidden to protect other clients',
  },
};

/** "We cannot say: too few hires have an outcome." */
export function absenceSentence(reason: ReasonCode): string {
  return reason === 'CLIENT_PRIVACY'
    ? 'Hidden to protect other clients.'
    : `We cannot say: ${words[reason].absent}.`;
}

/** "whose outcome we have not heard yet", to stand after a count. */
export function leftOutWords(reason: ReasonCode): string {
  return words[reason].leftOut;
}

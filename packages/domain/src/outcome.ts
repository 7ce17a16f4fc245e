/**
 * The catalogue of outcomes: operational definitions over outcome events.
 * Sources and reasons: docs/methods.md. A hire or no-hire decision is never an outcome.
 */
import * as z from 'zod';

export const outcomeIds = [
  'time-to-first-model',
  'shipped-180',
  'shipped-by-agreed-day',
  'retention',
  'retention-by-cause',
  'retained-365',
  'rehire-180',
  'rating-90',
  'rating-180',
  'rating-365',
  'fall-off',
  'regressions-handled',
] as const;
export type OutcomeId = (typeof outcomeIds)[number];
export const outcomeIdSchema = z.enum(outcomeIds);

export type OutcomeKind = 'survival' | 'binary' | 'ordinal' | 'recurrent' | 'counts';

export type Outcome = {
  id: OutcomeId;
  name: string;
  /** What leadership reads after "predicts": "who ships", "who stays". */
  phrase: string;
  kind: OutcomeKind;
  /** Time zero. */
  clock: 'first paid day';
  event: string;
  competing: string[];
  censoring: string;
  /** Who is old enough to be counted. */
  maturity: string;
  /** Days of the window, for fixed-window outcomes. */
  windowDays?: number;
  unit: 'days' | 'share' | 'points' | 'count';
  /** One of the outcomes on which verdicts are declared. */
  primary: boolean;
};

export const outcomes: readonly Outcome[] = [
  {
    id: 'time-to-first-model',
    name: 'Time to first production model',
    phrase: 'who ships',
    kind: 'survival',
    clock: 'first paid day',
    event:
      'first model or model change owned by the hire that serves live traffic for 7 days without rollback',
    competing: ['leaving before shipping'],
    censoring: 'last day on which somebody confirmed that nothing had shipped yet',
    maturity: 'every hire in scope counts from the first day',
    unit: 'days',
    primary: false,
  },
  {
    id: 'shipped-180',
    name: 'Shipped within 180 days',
    phrase: 'who ships',
    kind: 'binary',
    clock: 'first paid day',
    event: 'first production model on or before day 180',
    competing: ['leaving before shipping'],
    censoring: 'state at day 180 not known: missing and counted',
    maturity: 'started at least 180 days before the data day',
    windowDays: 180,
    unit: 'share',
    primary: true,
  },
  {
    id: 'shipped-by-agreed-day',
    name: 'Shipped by the agreed day',
    phrase: 'who ships on time',
    kind: 'binary',
    clock: 'first paid day',
    event: 'first production model on or before the ship day agreed at the start',
    competing: ['leaving before shipping'],
    censoring: 'state at the agreed day not known: missing and counted',
    maturity: 'the agreed day has passed',
    unit: 'share',
    primary: false,
  },
  {
    id: 'retention',
    name: 'Retention',
    phrase: 'who stays',
    kind: 'survival',
    clock: 'first paid day',
    event: 'employment ends, any cause',
    competing: [],
    censoring: 'last confirmed day of employment, never the day of the export',
    maturity: 'every hire counts from the first day',
    unit: 'days',
    primary: false,
  },
  {
    id: 'retention-by-cause',
    name: 'Retention by reason',
    phrase: 'why people leave',
    kind: 'survival',
    clock: 'first paid day',
    event: 'employment ends by the hire’s own choice',
    competing: ['performance', 'role cut', 'contract ended', 'personal', 'unknown reason'],
    censoring: 'last confirmed day of employment',
    maturity: 'every hire counts from the first day',
    unit: 'days',
    primary: false,
  },
  {
    id: 'retained-365',
    name: 'Still there after 365 days',
    phrase: 'who stays',
    kind: 'binary',
    clock: 'first paid day',
    event: 'employed at the end of day 365',
    competing: [],
    censoring: 'state at day 365 not known: missing and counted',
    maturity: 'started at least 365 days before the data day',
    windowDays: 365,
    unit: 'share',
    primary: true,
  },
  {
    id: 'rehire-180',
    name: 'Still there and would be hired again at 180 days',
    phrase: 'whom clients would hire again',
    kind: 'binary',
    clock: 'first paid day',
    event: 'employed at the end of day 180 and the manager would hire them again',
    competing: [],
    censoring: 'no answer and not known to have left: missing and counted',
    maturity: 'started at least 180 days before the data day',
    windowDays: 180,
    unit: 'share',
    primary: true,
  },
  ...([90, 180, 365] as const).map(
    (day): Outcome => ({
      id: `rating-${day}`,
      name: `Manager rating at ${day} days`,
      phrase: 'whom managers rate well',
      kind: 'ordinal',
      clock: 'first paid day',
      event: `overall rating given by the manager around day ${day}`,
      competing: ['leaving before the rating'],
      censoring: 'unanswered is missing and counted',
      maturity: `started at least ${day} days before the data day`,
      windowDays: day,
      unit: 'points',
      primary: false,
    }),
  ),
  {
    id: 'fall-off',
    name: 'Fall-off inside the guarantee',
    phrase: 'who falls off',
    kind: 'counts',
    clock: 'first paid day',
    event: 'employment ends inside the guarantee days',
    competing: [],
    censoring: 'guarantee still running: counted apart',
    maturity: 'the guarantee has ended',
    unit: 'count',
    primary: false,
  },
  {
    id: 'regressions-handled',
    name: 'Production regressions handled',
    phrase: 'who handles regressions',
    kind: 'recurrent',
    clock: 'first paid day',
    event: 'each production regression in which the hire led detection or fix',
    competing: ['leaving'],
    censoring: 'last confirmed day of employment',
    maturity: 'every hire counts from the first model on',
    unit: 'count',
    primary: false,
  },
];

const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));

export function outcomeOf(id: OutcomeId): Outcome {
  const outcome = byId.get(id);
  if (!outcome) throw new RangeError(`unknown outcome ${id}`);
  return outcome;
}

/** Words that name a decision, not an outcome; asking for one is refused with a sentence. */
export const decisionWords = [
  'hired',
  'hire',
  'offer',
  'offered',
  'accepted',
  'advanced',
  'passed',
  'rejected',
];

export const decisionRefusal =
  'A hire or no-hire decision is not an outcome: it repeats what the screen said. Choose what happened after the hire.';

/** Why employment ended. */
export const exitCauses = [
  'own-choice',
  'performance',
  'role-cut',
  'contract-ended',
  'personal',
  'unknown',
] as const;
export type ExitCause = (typeof exitCauses)[number];
export const exitCauseSchema = z.enum(exitCauses);

/**
 * The codebook: one entry per column of the files that come in and go out.
 * Missing is an empty cell, never 0 and never "N/A". Shares and probabilities run 0–1, days are ISO text.
 */
import { clocks, ratingDays, timeUnits } from './candidacy-row.ts';
import { categoryIds } from './category.ts';
import { predictorFamilies } from './finding.ts';
import { exitCauses, outcomeIds } from './outcome.ts';
import { questionBank } from './question-bank.ts';
import { reasonSchema } from './reason.ts';
import { resumeSignals } from './resume-signal.ts';
import { verdicts } from './verdict.ts';

export type CodebookColumn = {
  /** `hires`: one row per hire, in and out. `board`: one row per predictor, out only. */
  file: 'hires' | 'board';
  /** snake_case and stable: a column never changes its meaning, it gets a successor. */
  name: string;
  type: 'text' | 'code' | 'date' | 'integer' | 'number' | 'boolean';
  unit: string | null;
  meaning: string;
  /** Every value that may stand in the column; null when it is not a closed list. */
  allowed: readonly string[] | null;
};

/** `PD-regressed` → `score_pd_regressed`: the column that holds the scores of a question. */
export function scoreColumnName(questionRef: string): string {
  return `score_${snakeCase(questionRef)}`;
}

/** `brand-employer` → `resume_brand_employer`: the column that holds a résumé signal. */
export function resumeColumnName(signalId: string): string {
  return `resume_${snakeCase(signalId)}`;
}

const sinceStart = 'time_unit since the start';

const hireColumns: readonly CodebookColumn[] = [
  hire('candidacy_ref', 'text', 'One person considered for one search; unique within its source.'),
  hire('candidate_ref', 'text', 'The person, without a name. The same person hired again keeps it.'),
  hire('client_ref', 'text', 'The company that hired.'),
  hire('role_family', 'text', 'Kind of role, such as ml-engineer; like is compared with like inside it.'),
  hire('seniority', 'text', 'Level of the role, such as senior.'),
  hire('screener_ref', 'text', 'Who ran the screen.'),
  hire('screened_on', 'date', 'Day of the first counted screen.'),
  hire('decided_on', 'date', 'Day on which the client decided. Answers after it do not count.'),
  hire('clock', 'code', 'What the row says about time: days, durations only, or nothing.', {
    allowed: clocks,
  }),
  hire('time_unit', 'code', 'Unit of every duration in the row; day when the row has dates.', {
    allowed: timeUnits,
  }),
  hire('started_on', 'date', 'First day of paid work: time zero of every outcome.'),
  hire('job_title', 'text', 'Title of the placement.'),
  hire('is_in_scope', 'boolean', 'Putting models into production is part of this role.'),
  hire('tracked_from', 'integer', 'Nothing before this time could have been seen (late entry).', {
    unit: sinceStart,
  }),
  hire(
    'followed_until',
    'integer',
    'Last time at which somebody confirmed the state. Silence is not staying.',
    {
      unit: sinceStart,
    },
  ),
  hire('first_model_on', 'date', 'Day of the first model that served live traffic for 7 days.'),
  hire('first_model_at', 'integer', 'Time of the first production model.', { unit: sinceStart }),
  hire('agreed_ship_at', 'integer', 'Time by which a first model was agreed to be live.', {
    unit: sinceStart,
  }),
  hire('left_on', 'date', 'Last day of employment; empty while employed.'),
  hire('exit_at', 'integer', 'Time of leaving; empty while employed.', { unit: sinceStart }),
  hire('exit_cause', 'code', 'Why employment ended.', { allowed: exitCauses }),
  hire('fee_share', 'number', 'Fee as a share of the first yearly salary, 0–1.', { unit: 'share' }),
  hire('guarantee_days', 'integer', 'Days after the start during which the fee is at stake.', {
    unit: 'days',
  }),
  hire('replacement_opened_on', 'date', 'Day on which the client opened a search to replace this hire.'),
  ...ratingDays.map((day) =>
    hire(
      `rating_${day}`,
      'number',
      `Overall rating by the manager around day ${day}, on the file's own scale.`,
      {
        unit: 'points',
      },
    ),
  ),
  hire('would_rehire', 'boolean', 'The manager would hire this person again.'),
  hire('regressions_handled', 'integer', 'Production regressions in which the hire led detection or fix.', {
    unit: 'count',
  }),
  ...resumeSignals.map((signal) =>
    hire(
      resumeColumnName(signal.id),
      signal.scale.kind === 'levels' ? 'boolean' : 'number',
      `Résumé signal: ${signal.name}.`,
    ),
  ),
  ...questionBank.map((question) =>
    hire(scoreColumnName(question.ref), 'integer', `Score of ${question.code}: ${question.title}`, {
      unit: 'points',
      allowed: question.scale.levels.map(String),
    }),
  ),
];

const boardColumns: readonly CodebookColumn[] = [
  board('outcome', 'code', 'What happened after the hire.', { allowed: outcomeIds }),
  board('cohort', 'text', 'Which hires: the canonical filter.'),
  board('as_of', 'date', 'Day at which follow-up is cut.'),
  board('data_version', 'integer', 'State of the data that the row was computed from.'),
  board('method_version', 'text', 'State of the methods that computed it.'),
  board('correction', 'code', 'Whether the estimate for the verdict is corrected for hiring on the screen.', {
    allowed: ['uncorrected', 'corrected'],
  }),
  board('predictor_ref', 'text', 'Reference of what was known before the hire, such as PD-regressed.'),
  board('code', 'text', 'Its short display code, such as PD-1.'),
  board('title', 'text', 'Its short title.'),
  board('family', 'code', 'What kind of predictor it is.', { allowed: predictorFamilies }),
  board('category', 'code', 'Category of a question; empty for the rest.', { allowed: categoryIds }),
  board('minutes', 'number', 'Minutes it takes in a screen.', { unit: 'minutes' }),
  board('asked', 'integer', 'Candidacies that were asked, hired or not.', { unit: 'count' }),
  board('hires', 'integer', 'Hires with both a score and the outcome.', { unit: 'count' }),
  board('rarer', 'integer', 'Events among them, or the rarer of two results.', { unit: 'count' }),
  ...interval('observed', 'Correlation among hires, + is good.', 'r'),
  ...interval('rank', 'Rank correlation, or Somers’ d for times.', 'r or d'),
  ...interval('pairs', 'Of two hires, how often the one scored higher did better, 0–1.', 'pairs'),
  board('p', 'number', 'p-value of the test against no association.'),
  board('q', 'number', 'Benjamini–Hochberg value within the declared family.'),
  board('order', 'integer', 'Position by shrunken value, from 1. An order only, never an effect.'),
  board('verdict', 'code', 'The evidence in one word.', { allowed: verdicts }),
  board('needed', 'integer', 'How many more hires or events until a first verdict is due.', {
    unit: 'count',
  }),
  board('sentence', 'text', 'The verdict in words, with interval and n.'),
];

export const codebook: readonly CodebookColumn[] = [...hireColumns, ...boardColumns];

type Details = { unit?: string; allowed?: readonly string[] };

function hire(
  name: string,
  type: CodebookColumn['type'],
  meaning: string,
  details: Details = {},
): CodebookColumn {
  return { file: 'hires', name, type, unit: details.unit ?? null, meaning, allowed: details.allowed ?? null };
}

function board(
  name: string,
  type: CodebookColumn['type'],
  meaning: string,
  details: Details = {},
): CodebookColumn {
  return { file: 'board', name, type, unit: details.unit ?? null, meaning, allowed: details.allowed ?? null };
}

/** An estimate takes five columns: it never stands without its ends, and an absent one says why. */
function interval(name: string, meaning: string, unit: string): CodebookColumn[] {
  return [
    board(name, 'number', meaning, { unit }),
    board(`${name}_low`, 'number', `Lower end of the 95 % interval of ${name}.`, { unit }),
    board(`${name}_high`, 'number', `Upper end of the 95 % interval of ${name}.`, { unit }),
    board(`${name}_n`, 'integer', `Hires that entered ${name}.`, { unit: 'count' }),
    board(`${name}_reason`, 'code', `Why ${name} is empty.`, { allowed: reasonSchema.options }),
  ];
}

function snakeCase(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
}

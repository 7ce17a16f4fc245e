/**
 * An invented agency with known truth: screens, hires, and what became of them, in the shape of an imported file.
 *
 * Same seed and day, same bytes. What is simulated: hiring on the screen plus the client's own noise, answers that
 * arrive only when somebody answers, leavers reported more often than stayers, records taken over late, leaving
 * before shipping, one soft screener, one re-worded question, one new question. No real person or company.
 */
import {
  addDays,
  type CalendarDate,
  dateOfDayNumber,
  dayNumber,
  type ExitCause,
  type IntakeAnswer,
  type IntakeEvent,
  type IntakeQuestion,
  type IntakeRow,
  questionBank,
  type RatingDay,
  ratingDays,
  resumeSignals,
} from '@hindsight/domain';
import { seededGenerator } from '@hindsight/stats';
import {
  demoClients,
  demoRoles,
  demoScreeners,
  demoSeniorities,
  type QuestionTruth,
  questionTruths,
  resumeTruths,
  softScreenerRef,
} from './demo-truth.ts';
import { type Draws, drawsFrom } from './random-draws.ts';

export type SimulationOptions = {
  seed: number;
  /** The last day anybody could have been heard about. */
  asOf: CalendarDate;
  /** Hires; three times as many are screened. */
  placements?: number;
};

export type SimulatedAgency = {
  source: string;
  questions: IntakeQuestion[];
  clients: { ref: string; name: string }[];
  screeners: { ref: string; name: string; hasShipped: boolean }[];
  rows: IntakeRow[];
  /** What nobody outside a simulation knows. */
  truth: readonly QuestionTruth[];
};

/**
 * @example simulateAgency({ seed: 1, asOf: parseCalendarDate('2026-06-30') }).rows.length // 3000
 */
export function simulateAgency({ seed, asOf, placements = 1000 }: SimulationOptions): SimulatedAgency {
  const draws = drawsFrom(seededGenerator(seed));
  const today = dayNumber(asOf);
  const clients = demoClients.map((client) => ({
    ...client,
    pace: 0.3 * draws.normal(),
    leaving: 0.3 * draws.normal(),
    slopes: questionTruths.map(() => 0.05 * draws.normal()),
  }));
  const leniency = new Map(
    demoScreeners.map(({ ref }) => [ref, ref === softScreenerRef ? 0.9 : 0.2 * draws.normal()]),
  );
  const rows: IntakeRow[] = [];
  const openings = openingDays(draws, today, placements);
  for (const openedOn of openings) {
    const client = draws.pick(
      clients,
      demoClients.map(({ weight }) => weight),
    );
    const role = draws.pick(
      demoRoles,
      demoRoles.map(({ weight }) => weight),
    );
    const { seniority } = draws.pick(
      demoSeniorities,
      demoSeniorities.map(({ weight }) => weight),
    );
    const decidedOn = openedOn + draws.whole(18, 32);
    const shortlist = [0, 1, 2].map(() => {
      const screener = draws.pick(demoScreeners);
      const person = screenedPerson(draws, {
        screenedOn: openedOn + draws.whole(0, 14),
        today,
        leniency: leniency.get(screener.ref) ?? 0,
        slopes: client.slopes,
      });
      return { screener, person, appeal: person.screenScore / 0.6 + draws.normal() };
    });
    const hired = shortlist.reduce((best, one) => (one.appeal > best.appeal ? one : best));
    for (const one of shortlist) {
      const number = String(rows.length + 1).padStart(5, '0');
      const row: IntakeRow = {
        line: rows.length + 2,
        candidacyRef: `CD-${number}`,
        candidateRef: `PE-${number}`,
        clientRef: client.ref,
        roleFamily: role.roleFamily,
        seniority,
        screenerRef: one.screener.ref,
        screenedOn: dateOfDayNumber(one.person.screenedOn),
        decidedOn: dateOfDayNumber(decidedOn),
        answers: one.person.answers,
        resumeSignals: one.person.resumeSignals,
        placement: null,
        events: [],
      };
      if (one === hired) {
        const startedOn = decidedOn + draws.whole(10, 38);
        Object.assign(row, afterTheHire(draws, one.person.performance, startedOn, today, role.title, client));
      }
      rows.push(row);
    }
  }
  return {
    source: 'demo',
    questions: questionBank.map(({ ref, title, category, scale }) => ({
      ref,
      title,
      category,
      scale,
      higherIsBetter: true,
    })),
    clients: demoClients.map(({ ref, name }) => ({ ref, name })),
    screeners: demoScreeners.map((screener) => ({ ...screener })),
    rows,
    truth: questionTruths,
  };
}

const fourYears = 1461;
/** Opening, screens, decision and notice period fit before `asOf`, so that every hire has started. */
const longestPathToStart = 32 + 38;

/** Days on which searches opened, ascending; the agency grows, so later days are a little more frequent. */
function openingDays(draws: Draws, today: number, count: number): number[] {
  const last = today - longestPathToStart;
  const span = fourYears - longestPathToStart;
  return Array.from({ length: count }, () => last - span + Math.floor(span * draws.uniform() ** 0.8)).sort(
    (a, b) => a - b,
  );
}

type Person = {
  screenedOn: number;
  performance: number;
  /** Mean answer over the five categories, standardised within the question: what the screen says. */
  screenScore: number;
  answers: IntakeAnswer[];
  resumeSignals: IntakeRow['resumeSignals'];
};

/** Shared by all answers of one person and unrelated to the work: being good at interviews. */
const interviewSkillLoading = 0.45;
/** Upper ends of levels 1 to 4, in standard deviations of an answer. */
const levelLimits = [-1.25, -0.45, 0.4, 1.2];

function screenedPerson(
  draws: Draws,
  screen: { screenedOn: number; today: number; leniency: number; slopes: readonly number[] },
): Person {
  const performance = draws.normal();
  const interviewSkill = draws.normal();
  const answers: IntakeAnswer[] = [];
  let total = 0;
  let scored = 0;
  for (const [i, truth] of questionTruths.entries()) {
    const noise = draws.normal();
    const isAsked = draws.chance(truth.asked);
    const isJudged = draws.chance(0.985);
    const age = screen.today - screen.screenedOn;
    if (!isAsked || (truth.newSinceDays !== undefined && age > truth.newSinceDays)) {
      answers.push({ questionRef: truth.ref, rawLabel: '', state: 'not-asked' });
      continue;
    }
    if (!isJudged) {
      answers.push({ questionRef: truth.ref, rawLabel: 'n/a', state: 'cannot-judge' });
      continue;
    }
    const base = truth.reworded && age <= truth.reworded.daysAgo ? truth.reworded.validity : truth.validity;
    const validity = base + screen.slopes[i]!;
    const rest = Math.sqrt(1 - validity * validity - interviewSkillLoading * interviewSkillLoading);
    const latent =
      validity * performance +
      interviewSkillLoading * interviewSkill +
      rest * noise +
      truth.ease +
      screen.leniency;
    const value = 1 + levelLimits.filter((limit) => latent > limit).length;
    answers.push({ questionRef: truth.ref, rawLabel: String(value), state: 'scored', value });
    if (!truth.ref.startsWith('CV-')) {
      total += latent - truth.ease;
      scored += 1;
    }
  }
  return {
    screenedOn: screen.screenedOn,
    performance,
    screenScore: scored > 0 ? total / scored : 0,
    answers,
    resumeSignals: resumeOf(draws, performance),
  };
}

function resumeOf(draws: Draws, performance: number): IntakeRow['resumeSignals'] {
  return resumeSignals.map(({ id }) => {
    const validity = resumeTruths[id];
    const latent = validity * performance + Math.sqrt(1 - validity * validity) * draws.normal();
    switch (id) {
      case 'publications':
        return { signal: id, value: Math.max(0, Math.floor(latent * 2.2)) };
      case 'frameworks-listed':
        return { signal: id, value: Math.max(1, Math.round(9 + 3.5 * latent)) };
      case 'years-of-experience':
        return { signal: id, value: Math.max(1, Math.round(7 + 3 * latent)) };
      case 'phd':
        return { signal: id, value: latent > 0.5 ? 1 : 0 };
      case 'brand-employer':
        return { signal: id, value: latent > 0.6 ? 1 : 0 };
      case 'public-github':
        return { signal: id, value: latent > -0.3 ? 1 : 0 };
    }
  });
}

/** Days after the start on which somebody at the client is asked. */
const checkInDays = [30, 60, 90, 180, 270, 365, 540, 730, 910, 1095, 1280, 1460];
/** 32 % answer a message; of the rest, 70 % answer a call. */
const answered = 0.32 + 0.68 * 0.7;
/** Records of the first year and a half came from another system; some were opened long after the start. */
const takenOverBefore = fourYears - 540;

function afterTheHire(
  draws: Draws,
  performance: number,
  startedOn: number,
  today: number,
  title: string,
  client: { pace: number; leaving: number },
): Pick<IntakeRow, 'placement' | 'events'> {
  const start = dateOfDayNumber(startedOn);
  const age = today - startedOn;
  const inScope = draws.chance(0.93);
  const shipsAt = Math.ceil(165 * (draws.exponential() * Math.exp(-performance - client.pace)) ** (1 / 1.3));
  const leavesAt = Math.ceil(
    1500 * (draws.exponential() * Math.exp(0.75 * performance + client.leaving)) ** (1 / 0.95),
  );
  const exitCause = causeOf(draws, performance, leavesAt);
  const lateBy = draws.chance(0.12) ? draws.whole(45, 330) : 0;
  const trackedFrom = age > takenOverBefore && leavesAt > lateBy && age > lateBy ? lateBy : 0;
  const agreedShipAt = draws.chance(0.6) ? draws.pick([90, 120, 150, 180]) : null;
  const guaranteeDays = draws.pick([60, 90, 120, 180], [10, 70, 12, 8]);
  const feeShare = draws.pick([0.18, 0.2, 0.22, 0.25], [15, 60, 15, 10]);

  const isThere = (day: number): boolean => day <= age && day < leavesAt;
  const heardAt = checkInDays.filter((day) => draws.chance(answered) && isThere(day) && day >= trackedFrom);
  const exitIsReported = draws.chance(0.96) && leavesAt <= age;
  const lastHeard = Math.max(heardAt.at(-1) ?? -1, exitIsReported ? leavesAt : -1);
  const shipIsReported = draws.chance(0.5);
  const shipped = inScope && shipsAt <= age && shipsAt <= leavesAt;
  const events: IntakeEvent[] = heardAt.map((day) => ({ kind: 'status-confirmed', at: on(start, day) }));
  if (shipped && (shipIsReported || shipsAt <= lastHeard))
    events.push({ kind: 'first-model', at: on(start, shipsAt) });
  if (exitIsReported) events.push({ kind: 'exit', at: on(start, leavesAt), cause: exitCause });
  for (const day of ratingDays) {
    const value = ratingOf(draws, performance, client.pace);
    if (isThere(day) && heardAt.includes(day) && draws.chance(ratingAnswered[day])) {
      events.push({ kind: 'rating', day, value, at: on(start, day) });
    }
  }
  const again = draws.normal() < 0.7 + 0.9 * performance;
  // Asked again at day 270 where day 180 brought no answer.
  const rehireAskedAt = [180, 270].find((day) => heardAt.includes(day));
  if (rehireAskedAt !== undefined && draws.chance(0.96)) {
    events.push({ kind: 'would-rehire', value: again, at: on(start, rehireAskedAt) });
  }
  const wantsReplacement = draws.chance(0.7);
  if (exitIsReported && leavesAt <= guaranteeDays && wantsReplacement && leavesAt + 7 <= age) {
    events.push({ kind: 'replacement-opened', at: on(start, leavesAt + 7) });
  }
  return {
    placement: {
      clock: 'calendar',
      unit: 'day',
      startedOn: start,
      title,
      inScope,
      trackedFrom,
      completeUpTo: null,
      agreedShipAt: inScope ? agreedShipAt : null,
      feeShare,
      guaranteeDays,
    },
    events,
  };
}

const ratingAnswered: Readonly<Record<RatingDay, number>> = { 90: 0.95, 180: 0.9, 365: 0.85 };

/** 1–5 with reliability .55: two managers of the same person would correlate so. */
function ratingOf(draws: Draws, performance: number, pace: number): number {
  const seen = Math.sqrt(0.55) * performance + Math.sqrt(0.45) * draws.normal() + 0.5 * pace;
  return 1 + [-1.7, -0.8, 0.25, 1.2].filter((limit) => seen > limit).length;
}

function causeOf(draws: Draws, performance: number, leavesAt: number): ExitCause {
  const pushed = leavesAt < 400 ? 30 : 12;
  return draws.pick<ExitCause>(
    ['own-choice', 'performance', 'role-cut', 'contract-ended', 'personal', 'unknown'],
    [45, performance < 0 ? pushed : pushed / 4, 14, 6, 9, 6],
  );
}

function on(start: CalendarDate, day: number): IntakeEvent['at'] & object {
  const date = addDays(start, day);
  return { clock: 'calendar', earliest: date, latest: date };
}

/**
 * What has to change so that a stored candidacy says what a file says. Facts of other sources are left alone; what the
 * file does not speak of is among the wanted facts already.
 */
import type {
  StoredAnswer,
  StoredCandidacy,
  StoredEvent,
  StoredPlacement,
  StoredScreen,
  StoredSignal,
} from './stored-candidacy.ts';
import type { WantedCandidacy, WantedEvent, WantedScreen } from './wanted-candidacy.ts';

/** Facts to close and facts to open; a correction is one of each. */
export type CandidacyChange = {
  candidacyId: string;
  next: StoredCandidacy;
  detail: boolean;
  closedScreens: StoredScreen[];
  openedScreens: StoredScreen[];
  closedAnswers: { screenId: string; answer: StoredAnswer }[];
  openedAnswers: { screenId: string; answer: StoredAnswer }[];
  closedSignals: StoredSignal[];
  openedSignals: StoredSignal[];
  closedPlacement: boolean;
  openedPlacement: StoredPlacement | null;
  closedEvents: StoredEvent[];
  openedEvents: StoredEvent[];
};

/** `null` when the file says what is stored already. */
export function compareCandidacy(
  stored: StoredCandidacy,
  wanted: WantedCandidacy,
  source: string,
  nextId: () => string,
): CandidacyChange | null {
  const screens = compareScreens(stored.screens, wanted.screen, source, nextId);
  const signals = compareSignals(stored.resumeSignals, wanted.resumeSignals, source);
  const placement = comparePlacement(stored.placement, wanted.placement, source);
  const events = compareEvents(stored.events, wanted.events, source, nextId);
  // A search that the file may not create stays as it was.
  const detail = { ...wanted.detail, search_id: wanted.detail.search_id ?? stored.detail.search_id };
  const detailChanged = !isSame(stored.detail, detail);
  const changed = [
    screens.closedScreens,
    screens.openedScreens,
    screens.closedAnswers,
    screens.openedAnswers,
    signals.closedSignals,
    signals.openedSignals,
    events.closedEvents,
    events.openedEvents,
  ].some((facts) => facts.length > 0);
  if (!changed && !detailChanged && !placement.closedPlacement && !placement.openedPlacement) return null;
  return {
    candidacyId: stored.candidacyId,
    detail: detailChanged,
    ...screens,
    ...signals,
    ...placement,
    ...events,
    next: {
      ...stored,
      detail,
      screens: screens.next,
      resumeSignals: signals.next,
      placement: placement.next,
      events: events.next,
    },
  };
}

type ScreenChange = Pick<
  CandidacyChange,
  'closedScreens' | 'openedScreens' | 'closedAnswers' | 'openedAnswers'
> & {
  next: StoredScreen[];
};

function compareScreens(
  stored: StoredScreen[],
  wanted: WantedScreen | null,
  source: string,
  nextId: () => string,
): ScreenChange {
  const held = stored.find((screen) => screen.source === source && screen.purpose === 'primary');
  const others = stored.filter((screen) => screen !== held);
  const change: ScreenChange = {
    closedScreens: [],
    openedScreens: [],
    closedAnswers: [],
    openedAnswers: [],
    next: stored,
  };
  if (!held && !wanted) return change;
  if (
    held &&
    wanted &&
    isSame(withoutAnswers(held), withoutAnswers({ ...wanted, screen_id: held.screen_id }))
  ) {
    return { ...change, ...compareAnswers(stored, held, wanted) };
  }
  if (held) {
    change.closedScreens.push(held);
    change.closedAnswers.push(...held.answers.map((answer) => ({ screenId: held.screen_id, answer })));
  }
  if (!wanted) return { ...change, next: others };
  const opened = { ...wanted, screen_id: nextId() };
  change.openedScreens.push(opened);
  change.openedAnswers.push(...opened.answers.map((answer) => ({ screenId: opened.screen_id, answer })));
  return { ...change, next: [...others, opened] };
}

function compareAnswers(
  stored: StoredScreen[],
  held: StoredScreen,
  wanted: WantedScreen,
): Pick<ScreenChange, 'closedAnswers' | 'openedAnswers' | 'next'> {
  const inScreen = (answer: StoredAnswer) => ({ screenId: held.screen_id, answer });
  const isIn = (answers: StoredAnswer[]) => (answer: StoredAnswer) => {
    const other = answers.find(({ question_version_id: id }) => id === answer.question_version_id);
    return other !== undefined && isSame(other, answer);
  };
  const closed = held.answers.filter((answer) => !isIn(wanted.answers)(answer));
  const opened = wanted.answers.filter((answer) => !isIn(held.answers)(answer));
  if (closed.length === 0 && opened.length === 0)
    return { closedAnswers: [], openedAnswers: [], next: stored };
  const answers = [...held.answers.filter((answer) => !closed.includes(answer)), ...opened];
  return {
    closedAnswers: closed.map(inScreen),
    openedAnswers: opened.map(inScreen),
    next: stored.map((screen) => (screen === held ? { ...held, answers } : screen)),
  };
}

function compareSignals(stored: StoredSignal[], wanted: StoredSignal[], source: string) {
  const valueIn = (signals: StoredSignal[], name: string): number | undefined =>
    signals.find(({ signal }) => signal === name)?.value;
  const openedSignals = wanted.filter(({ signal, value }) => valueIn(stored, signal) !== value);
  const closedSignals = stored.filter(({ signal, source: from }) =>
    openedSignals.some((opened) => opened.signal === signal)
      ? true
      : from === source && valueIn(wanted, signal) === undefined,
  );
  const next = [...stored.filter((signal) => !closedSignals.includes(signal)), ...openedSignals];
  return { closedSignals, openedSignals, next };
}

function comparePlacement(stored: StoredPlacement | null, wanted: StoredPlacement | null, source: string) {
  const unchanged = { closedPlacement: false, openedPlacement: null, next: stored };
  if (!wanted) {
    if (!stored || stored.source !== source) return unchanged;
    return { closedPlacement: true, openedPlacement: null, next: null };
  }
  // Who manages the hire, and which source said so first, are not in the file.
  const next = { ...wanted, manager_contact_id: stored?.manager_contact_id ?? null };
  if (stored && isSame({ ...stored, source }, next)) return unchanged;
  return { closedPlacement: stored !== null, openedPlacement: next, next };
}

function compareEvents(stored: StoredEvent[], wanted: WantedEvent[], source: string, nextId: () => string) {
  const unmatched = [...wanted];
  const closedEvents = stored.filter((event) => {
    if (event.source !== source) return false;
    const { outcome_event_id: _id, ...said } = event;
    const index = unmatched.findIndex((candidate) => isSame(candidate, said));
    if (index < 0) return true;
    unmatched.splice(index, 1);
    return false;
  });
  const openedEvents = unmatched.map((event) => ({ ...event, outcome_event_id: nextId() }));
  const next = [...stored.filter((event) => !closedEvents.includes(event)), ...openedEvents];
  return { closedEvents, openedEvents, next };
}

function withoutAnswers({ answers: _answers, ...head }: StoredScreen): Omit<StoredScreen, 'answers'> {
  return head;
}

/** Flat rows: equal in every column. */
function isSame<Row extends object>(a: Row, b: Row): boolean {
  const keys = Object.keys(a) as (keyof Row)[];
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

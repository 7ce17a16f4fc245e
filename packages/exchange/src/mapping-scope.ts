/** What a mapping has columns for. What it has none for, a file leaves as an earlier file of the source said it. */
import type { IntakeEvent, IntakeFile } from '@hindsight/domain';
import type { Mapping } from './mapping.ts';
import { mappingClock } from './mapping-clock.ts';

type Scope = Required<Pick<IntakeFile, 'resumeSignals' | 'eventKinds' | 'ratingDays' | 'fields'>>;

export function mappingScope(mapping: Mapping): Scope {
  const eventKinds = eventKindsOf(mapping);
  const saysUntilWhen =
    mapping.completeUpTo !== undefined ||
    eventKinds.some((kind) => kind === 'exit' || kind === 'first-model' || kind === 'status-confirmed');
  const fields: Record<Scope['fields'][number], boolean> = {
    screener: mapping.screener !== undefined,
    screenedOn: mapping.screenedOn !== undefined,
    decidedOn: mapping.decidedOn !== undefined,
    time: mappingClock(mapping).clock !== 'none',
    title: mapping.title !== undefined,
    inScope: mapping.inScope !== undefined || knowsFirstModels(mapping),
    trackedFrom: mapping.trackedFrom !== undefined,
    // An earlier file's statement was about its own outcomes; it says nothing about those that this one adds.
    completeUpTo: saysUntilWhen,
    agreedShipAt: mapping.agreedShip !== undefined,
    feeShare: mapping.feeShare !== undefined,
    guaranteeDays: mapping.guaranteeDays !== undefined,
  };
  return {
    resumeSignals: mapping.resumeSignals.map(({ signal }) => signal),
    eventKinds,
    ratingDays: mapping.ratings.map(({ day }) => day),
    fields: (Object.keys(fields) as Scope['fields']).filter((field) => fields[field]),
  };
}

/** Whether the file can say that somebody shipped, so that its silence means something. */
export function knowsFirstModels(mapping: Mapping): boolean {
  return mapping.firstModel !== undefined || hasCode(mapping, 'first-model');
}

function eventKindsOf(mapping: Mapping): IntakeEvent['kind'][] {
  const { endedOn, event, fellOff, statusConfirmed } = mapping;
  const kinds: Record<IntakeEvent['kind'], boolean> = {
    exit: (endedOn !== undefined && !event) || fellOff !== undefined || hasCode(mapping, 'exit'),
    'first-model': knowsFirstModels(mapping),
    'status-confirmed':
      statusConfirmed !== undefined || fellOff !== undefined || hasCode(mapping, 'censored'),
    rating: mapping.ratings.length > 0,
    'would-rehire': mapping.wouldRehire !== undefined,
    'replacement-opened': false,
  };
  return (Object.keys(kinds) as IntakeEvent['kind'][]).filter((kind) => kinds[kind]);
}

function hasCode(mapping: Mapping, kind: string): boolean {
  return Object.values(mapping.event?.codes ?? {}).some((meaning) => meaning.kind === kind);
}

import type { Clock, TimeUnit } from '@hindsight/domain';
import type { Mapping, MappingMoment } from './mapping.ts';

/** Dated, durations only, or neither; and the unit in which this file's times are counted. */
export function mappingClock(mapping: Mapping): { clock: Clock; unit: TimeUnit } {
  if (mapping.startedOn) return { clock: 'calendar', unit: 'day' };
  for (const [, moment] of moments(mapping))
    if ('unit' in moment) return { clock: 'elapsed', unit: moment.unit };
  return { clock: 'none', unit: 'day' };
}

/** Every moment after the start that a mapping reads, with its place in the mapping. */
export function moments(mapping: Mapping): [(string | number)[], MappingMoment][] {
  const found: [(string | number)[], MappingMoment | undefined][] = [
    [['duration'], mapping.duration],
    [['trackedFrom'], mapping.trackedFrom],
    [['agreedShip'], mapping.agreedShip],
    [['firstModel'], mapping.firstModel],
    [['statusConfirmed'], mapping.statusConfirmed],
    [['wouldRehire', 'on'], mapping.wouldRehire?.on],
    ...mapping.ratings.map((given, at): [(string | number)[], MappingMoment | undefined] => [
      ['ratings', at, 'on'],
      given.on,
    ]),
  ];
  return found.flatMap(([path, moment]) => (moment ? [[path, moment]] : []));
}

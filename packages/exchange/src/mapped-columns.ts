/** Which columns a mapping names, and which columns of the file it leaves out. */
import type { CsvHeader } from './csv-header.ts';
import type { Mapping } from './mapping.ts';
import { FileRefused, refusal, shortened } from './refusal.ts';

export function mappedColumns(mapping: Mapping): string[] {
  const sources = [
    mapping.candidate,
    mapping.client,
    mapping.roleFamily,
    mapping.seniority,
    mapping.screener,
    mapping.screenedOn,
    mapping.decidedOn,
    ...mapping.questions,
    ...mapping.resumeSignals,
    mapping.hired,
    mapping.startedOn,
    mapping.title,
    mapping.inScope,
    mapping.trackedFrom,
    mapping.agreedShip,
    mapping.feeShare,
    mapping.guaranteeDays,
    mapping.duration,
    mapping.endedOn,
    mapping.event,
    mapping.exitCause,
    mapping.firstModel,
    mapping.statusConfirmed,
    mapping.fellOff,
    ...mapping.ratings,
    ...mapping.ratings.map((rating) => rating.on),
    mapping.wouldRehire,
    mapping.wouldRehire?.on,
  ];
  const columns = sources.flatMap((source) => (source && 'column' in source ? [source.column] : []));
  return [...new Set([...idColumns(mapping), ...columns])];
}

export function idColumns(mapping: Mapping): string[] {
  return 'columns' in mapping.candidacy ? mapping.candidacy.columns : [mapping.candidacy.column];
}

/** Position of every mapped column; throws `FileRefused` when the file lacks one. */
export function columnPositions(mapping: Mapping, header: CsvHeader): Map<string, number> {
  const positions = new Map(header.names.map((name, position) => [name, position]));
  for (const name of mappedColumns(mapping)) {
    if (positions.has(name)) continue;
    const present = shortList(header.names);
    throw new FileRefused(
      refusal(
        1,
        name,
        'COLUMN_MISSING',
        `The mapping names the column "${name}", which the file does not have. It has ${present}.`,
      ),
    );
  }
  return positions;
}

export function ignoredColumns(mapping: Mapping, header: CsvHeader): string[] {
  const mapped = new Set(mappedColumns(mapping));
  return header.names.filter((name) => !mapped.has(name));
}

/** Up to twelve names in quotes, then how many more. */
export function shortList(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => `"${shortened(name)}"`);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

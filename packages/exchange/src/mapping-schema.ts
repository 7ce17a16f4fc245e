/** A mapping as a whole: its fields, and what they must agree on. */
import { type Mapping, mappingFields } from './mapping.ts';
import { moments } from './mapping-clock.ts';

export const mappingSchema = mappingFields.superRefine((mapping, context) => {
  for (const { path, message } of disagreements(mapping)) context.addIssue({ code: 'custom', path, message });
});

/** A mapping file's text, or the sentences that say what is wrong with it. */
export function parseMapping(
  json: string,
): { ok: true; mapping: Mapping } | { ok: false; problems: string[] } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return {
      ok: false,
      problems: [`The mapping is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`],
    };
  }
  const parsed = mappingSchema.safeParse(value);
  if (parsed.success) return { ok: true, mapping: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues.map((issue) => `${issue.path.join('.') || 'mapping'}: ${issue.message}`),
  };
}

type Disagreement = { path: (string | number)[]; message: string };

function disagreements(mapping: Mapping): Disagreement[] {
  const found: Disagreement[] = [];
  const say = (path: (string | number)[], message: string) => found.push({ path, message });
  const dated = mapping.startedOn !== undefined;
  if (!dated) {
    for (const [path, moment] of moments(mapping)) {
      if ('format' in moment) say(path, 'a day needs startedOn, so that time since the start can be counted');
    }
    if (mapping.endedOn)
      say(['endedOn'], 'a day needs startedOn, so that time since the start can be counted');
    if (mapping.completeUpTo !== undefined && mapping.completeUpTo !== 'duration') {
      say(['completeUpTo'], 'a day needs startedOn; use "duration" when the file has durations');
    }
    if (mapping.fellOff) say(['fellOff'], 'fellOff needs startedOn, since the guarantee runs from the start');
  }
  const units = new Set(moments(mapping).flatMap(([, moment]) => ('unit' in moment ? [moment.unit] : [])));
  if (!dated && units.size > 1) say(['duration'], 'all durations of an undated file must have the same unit');
  if (dated && (units.has('month') || units.has('year'))) {
    say(['duration', 'unit'], 'beside start days, durations must be in days or weeks');
  }
  if (mapping.duration && !mapping.event && !mapping.endedOn) {
    say(['event'], 'a duration needs event codes that say what happened at its end');
  }
  if (mapping.event && !mapping.duration && !mapping.endedOn) {
    say(['event'], 'event codes need a duration or endedOn that says when');
  }
  if (mapping.completeUpTo === 'duration' && !mapping.duration)
    say(['completeUpTo'], 'there is no duration column');
  if (mapping.exitCause && !mapping.event && !mapping.endedOn)
    say(['exitCause'], 'a cause needs event or endedOn');
  repeated(mapping.questions.map((given) => given.ref)).forEach((ref) =>
    say(['questions'], `"${ref}" appears twice`),
  );
  repeated(mapping.ratings.map((given) => String(given.day))).forEach((day) =>
    say(['ratings'], `two ratings for day ${day}`),
  );
  repeated(mapping.resumeSignals.map((given) => given.signal)).forEach((signal) =>
    say(['resumeSignals'], `"${signal}" appears twice`),
  );
  return found;
}

function repeated(values: string[]): string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { mappingClock } from './mapping-clock.ts';
import { parseMapping } from './mapping-schema.ts';

const least = {
  name: 'Least',
  source: 'least',
  candidacy: { column: 'id' },
  client: { constant: 'Acme' },
  roleFamily: { constant: 'ml-engineer' },
  seniority: { constant: 'senior' },
};

function problems(more: object): string[] {
  const parsed = parseMapping(JSON.stringify({ ...least, ...more }));
  return parsed.ok ? [] : parsed.problems;
}

describe('a mapping file', () => {
  it('needs a name, a source, an id, and client, role family and seniority from a column or a constant', () => {
    expect(problems({})).toEqual([]);
    const parsed = parseMapping('{}');
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.split(':')[0])).toEqual([
      'name',
      'source',
      'candidacy',
      'client',
      'roleFamily',
      'seniority',
    ]);
  });

  it('knows every shipped mapping', () => {
    const folder = fileURLToPath(new URL('../mappings/', import.meta.url));
    for (const name of readdirSync(folder)) {
      const parsed = parseMapping(readFileSync(`${folder}${name}`, 'utf8'));
      expect(parsed, name).toMatchObject({ ok: true });
    }
  });

  it('knows the example of its own documentation', () => {
    const text = readFileSync(fileURLToPath(new URL('../docs/mapping.md', import.meta.url)), 'utf8');
    const example = /```json\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    expect(parseMapping(example)).toMatchObject({ ok: true });
  });

  it('refuses what it does not know, in words', () => {
    expect(problems({ startDate: { column: 'x' } })).toEqual(['mapping: Unrecognized key: "startDate"']);
    expect(parseMapping('{')).toMatchObject({
      ok: false,
      problems: [expect.stringMatching(/^The mapping is not JSON: /)],
    });
  });

  it.each([
    [{ endedOn: { column: 'e', format: 'YYYY-MM-DD' } }, 'endedOn: a day needs startedOn'],
    [{ completeUpTo: '2025-01-01' }, 'completeUpTo: a day needs startedOn'],
    [{ completeUpTo: '2025-02-30' }, 'completeUpTo: '],
    [{ completeUpTo: 'duration' }, 'completeUpTo: there is no duration column'],
    [{ duration: { column: 'd', unit: 'year' } }, 'event: a duration needs event codes'],
    [{ event: { column: 'e', codes: {} } }, 'event: event codes need a duration or endedOn'],
    [{ fellOff: { column: 'f', yes: ['y'], no: ['n'] } }, 'fellOff: fellOff needs startedOn'],
    [
      {
        duration: { column: 'd', unit: 'year' },
        event: { column: 'e', codes: {} },
        trackedFrom: { column: 't', unit: 'day' },
      },
      'duration: all durations of an undated file must have the same unit',
    ],
    [
      {
        startedOn: { column: 's', format: 'D.M.YYYY' },
        duration: { column: 'd', unit: 'month' },
        event: { column: 'e', codes: {} },
      },
      'duration.unit: beside start days, durations must be in days or weeks',
    ],
    [{ startedOn: { column: 's', format: 'DD/MM/YY' } }, 'startedOn.format: '],
    [{ delimiter: '|' }, 'delimiter: '],
  ])('refuses %j', (more, sentence) => {
    expect(problems(more)[0]).toContain(sentence);
  });

  it('says which clock the file runs on', () => {
    const clockOf = (more: object) => {
      const parsed = parseMapping(JSON.stringify({ ...least, ...more }));
      return parsed.ok ? mappingClock(parsed.mapping) : parsed.problems;
    };
    expect(clockOf({})).toEqual({ clock: 'none', unit: 'day' });
    expect(clockOf({ startedOn: { column: 's', format: 'YYYY-MM-DD' } })).toEqual({
      clock: 'calendar',
      unit: 'day',
    });
    expect(clockOf({ firstModel: { column: 'm', unit: 'week' } })).toEqual({
      clock: 'elapsed',
      unit: 'week',
    });
  });
});

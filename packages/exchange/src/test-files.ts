/** For tests: fixtures and shipped mappings by name, and a fixed today. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseCalendarDate } from '@hindsight/domain';
import type { Mapping } from './mapping.ts';
import { parseMapping } from './mapping-schema.ts';
import { readIntake, type ReadIntake } from './read-intake.ts';

export const today = parseCalendarDate('2026-03-01');

export function fixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
}

export function shippedMapping(name: string): Mapping {
  const parsed = parseMapping(
    readFileSync(fileURLToPath(new URL(`../mappings/${name}.json`, import.meta.url)), 'utf8'),
  );
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  return parsed.mapping;
}

export async function readShipped(mapping: string, file: string): Promise<ReadIntake> {
  return readIntake({
    fileName: file,
    content: readFileSync(fixture(file)),
    mapping: shippedMapping(mapping),
    today,
  });
}

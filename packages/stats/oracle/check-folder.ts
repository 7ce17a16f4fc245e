import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Adapter, OracleCase, Table } from './case.ts';
import { disagreements } from './compare.ts';
import { readTable } from './table.ts';

export type Verdict = {
  id: string;
  family: string;
  kind: 'passed' | 'failed' | 'missing';
  problems: string[];
};

/** Every case of a folder of the oracle's layout, in file order. */
export function readCases(folder: string): OracleCase[] {
  const expected = join(folder, 'expected');
  const files = readdirSync(expected).filter((name) => name.endsWith('.json') && !name.startsWith('_'));
  return files.sort().flatMap((name) => {
    const { family, cases } = JSON.parse(readFileSync(join(expected, name), 'utf8')) as {
      family: string;
      cases: Omit<OracleCase, 'family'>[];
    };
    return cases.map((oracleCase) => ({ ...oracleCase, family, input: oracleCase.input ?? {} }));
  });
}

/** A checker of single cases, which reads each CSV and each adapter once. */
export async function caseChecker(
  folder: string,
  cases: OracleCase[],
): Promise<(one: OracleCase) => Verdict> {
  const adapters = await adaptersOf(new Set(cases.map((one) => one.family)));
  const tables = new Map<string, Table>();
  const tableOf = (name: string): Table => {
    const known = tables.get(name) ?? readTable(join(folder, 'data', name));
    tables.set(name, known);
    return known;
  };
  return (one) => {
    const verdict = (kind: Verdict['kind'], problems: string[]): Verdict => ({
      id: one.id,
      family: one.family,
      kind,
      problems,
    });
    const adapter = adapters.get(one.family);
    if (!adapter) return verdict('missing', [`no function for the family ${one.family}`]);
    try {
      const answers = adapter(one, {
        table: one.data === undefined ? undefined : tableOf(one.data),
        siblings: cases.filter((other) => other.family === one.family),
        sibling: (id) => cases.find((other) => other.family === one.family && other.id === id),
      });
      if (!answers) return verdict('missing', ['no function for this kind of case']);
      const problems = disagreements(one.expected, answers, one.tol);
      return verdict(problems.length === 0 ? 'passed' : 'failed', problems);
    } catch (error) {
      return verdict('failed', [error instanceof Error ? (error.stack ?? error.message) : String(error)]);
    }
  };
}

async function adaptersOf(families: ReadonlySet<string>): Promise<Map<string, Adapter>> {
  const adapters = new Map<string, Adapter>();
  for (const family of families) {
    if (!/^[a-z][a-z0-9_]*$/.test(family)) continue;
    const file = new URL(`./families/${family.replaceAll('_', '-')}.ts`, import.meta.url);
    if (!existsSync(fileURLToPath(file))) continue;
    const { answer } = (await import(file.href)) as { answer: Adapter };
    adapters.set(family, answer);
  }
  return adapters;
}

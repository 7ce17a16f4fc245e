import { describe, expect, it } from 'vitest';
import { caseChecker, readCases } from './check-folder.ts';

const folder = import.meta.dirname;
const cases = readCases(folder);
const check = await caseChecker(folder, cases);

for (const family of new Set(cases.map((one) => one.family))) {
  describe(`agrees with trusted software: ${family}`, () => {
    for (const one of cases.filter((other) => other.family === family)) {
      it(one.id, () => {
        expect(check(one)).toEqual({ id: one.id, family, kind: 'passed', problems: [] });
      });
    }
  });
}

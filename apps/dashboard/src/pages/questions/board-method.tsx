import type { Board, BoardRow } from '@hindsight/domain';
import {
  countOf,
  formatCount,
  formatDay,
  formatHalfWidth,
  formatInterval,
  formatProbability,
  formatShare,
} from '../../format.ts';
import { leftOutWords } from '../../reason-words.ts';

/** How the board was computed: in plain words, then in technical ones, from the data of the reply. */
export function BoardMethod({ board, analyst }: { board: Board; analyst: boolean }) {
  const { meta, family, band } = board;
  const example = board.rows.find((row) => row.pairs.kind === 'estimate');
  const level = example?.pairs.kind === 'estimate' ? example.pairs.level : 0.95;
  return (
    <div className="method">
      <div>
        <h3>In plain words</h3>
        <p>
          We take every two hires who were asked the same question and scored differently, and count how often
          the one who scored higher did better. A question that says nothing gives 50 of 100: a coin.
        </p>
        <p>
          The line around each mark is a {formatShare(level)} interval: the values that these hires leave
          likely. From {formatInterval(band.pairsLow, band.pairsHigh, 'pairs')} of 100 an effect would be too
          small to be useful. Overlapping intervals are ties.
        </p>
        {meta.correction === 'uncorrected' && (
          <p>
            Everything here is observed among the people who were hired, uncorrected. Who was screened out is
            not in it, so true effects are often larger. The corrected estimate comes with a later version of
            the method.
          </p>
        )}
        <p>
          A question <em>predicts</em> when chance is an unlikely cause, with all {formatCount(family.size)}{' '}
          tests of this family taken together: expect up to {formatShare(family.falseDiscoveryRate)} of the
          marks “predicts” to be wrong. Rows stand in order of shrunken strength; the shrunken value sets the
          order only and is not shown.
        </p>
        <p>We did not randomise, so a link may have other causes than the screen.</p>
      </div>
      <div>
        <h3>In technical words</h3>
        <dl>
          <dt>Outcome</dt>
          <dd className="font-mono text-xs">{meta.outcome}</dd>
          <dt>Hires</dt>
          <dd>
            {formatCount(meta.hires)} in the cohort, {formatCount(meta.hiresWithOutcome)} with the outcome,{' '}
            {formatCount(meta.screened)} screened
          </dd>
          {methodsOf(board.rows, analyst).map(([name, method]) => (
            <MethodLine key={name} name={name} method={method} />
          ))}
          <dt>False finds</dt>
          <dd>
            Benjamini–Hochberg over {formatCount(family.size)} tests, rate{' '}
            {formatShare(family.falseDiscoveryRate)}
          </dd>
          <dt>Too small</dt>
          <dd>
            within {formatHalfWidth(band.r, 'r')} on the r scale,{' '}
            {formatInterval(band.pairsLow, band.pairsHigh, 'pairs')} of 100 pairs
          </dd>
          <dt>Correction</dt>
          <dd>{meta.correction}</dd>
          <dt>Data</dt>
          <dd>
            to {formatDay(meta.asOf)}, version {formatCount(meta.dataVersion)}, method {meta.methodVersion}
          </dd>
          <dt>Left out</dt>
          <dd>
            {meta.exclusions.length === 0
              ? 'nobody'
              : meta.exclusions
                  .map((left) => `${formatCount(left.n)} ${leftOutWords(left.reason)}`)
                  .join('; ')}
          </dd>
        </dl>
        {analyst && <Tests rows={board.rows} />}
      </div>
    </div>
  );
}

function MethodLine({ name, method }: { name: string; method: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{method}</dd>
    </>
  );
}

function methodsOf(rows: readonly BoardRow[], analyst: boolean): [string, string][] {
  const lines: [string, string][] = [];
  const first = <Kind extends 'pairs' | 'observed' | 'rank'>(kind: Kind): string | undefined => {
    for (const row of rows) {
      const estimate = row[kind];
      if (estimate.kind === 'estimate') return estimate.method;
    }
    return undefined;
  };
  const pairs = first('pairs');
  if (pairs !== undefined) lines.push(['Pairs', pairs]);
  if (!analyst) return lines;
  const observed = first('observed');
  if (observed !== undefined) lines.push(['Observed r', observed]);
  const rank = first('rank');
  if (rank !== undefined) lines.push(['Rank', rank]);
  const test = rows.find((row) => row.test.kind === 'test')?.test;
  if (test?.kind === 'test') lines.push(['Test', test.method]);
  return lines;
}

function Tests({ rows }: { rows: readonly BoardRow[] }) {
  const tested = rows.filter((row) => row.test.kind === 'test' && row.verdict !== 'too-early');
  if (tested.length === 0) return null;
  return (
    <details className="mt-4">
      <summary className="text-link">Tests of {countOf(tested.length, 'row')}</summary>
      <table className="plain-table mt-2">
        <thead>
          <tr>
            <th scope="col">Row</th>
            <th scope="col" className="number">
              p
            </th>
            <th scope="col" className="number">
              q
            </th>
            <th scope="col" className="number">
              n
            </th>
          </tr>
        </thead>
        <tbody>
          {tested.map((row) =>
            row.test.kind === 'test' ? (
              <tr key={row.ref}>
                <th scope="row">{row.code}</th>
                <td className="number">{formatProbability(row.test.p)}</td>
                <td className="number">{row.q === null ? 'not due' : formatProbability(row.q)}</td>
                <td className="number">{formatCount(row.test.n)}</td>
              </tr>
            ) : null,
          )}
        </tbody>
      </table>
    </details>
  );
}

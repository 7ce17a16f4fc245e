/**
 * The embedded database has one session behind all its connections. Whatever outlives a transaction (a role, a
 * setting, a temporary table, a prepared statement, a session lock) would be seen by the next user of the session,
 * of another agency perhaps. So nothing of the kind may be written, and no SQL is glued together from text.
 */
const rules: readonly { pattern: RegExp; problem: string }[] = [
  { pattern: /\bset\s+session\b/i, problem: 'SET SESSION outlives the transaction' },
  {
    pattern:
      /['"`;]\s*set\s+(?!local\b|session\b|constraints\b|transaction\b)[a-z_.]+\s*(=|\bto\b|['"`]|[a-z])/i,
    problem: 'SET without LOCAL outlives the transaction',
  },
  {
    pattern: /\bset_config\s*\([^)]*,\s*false\s*\)/i,
    problem: 'set_config(…, false) outlives the transaction',
  },
  { pattern: /['"`;]\s*reset\s+[a-z_]+/i, problem: 'RESET changes the session' },
  {
    pattern: /\bcreate\s+((global|local)\s+)?temp(orary)?\s/i,
    problem: 'temporary tables belong to a session',
  },
  { pattern: /\.temporary\s*\(/, problem: 'temporary tables belong to a session' },
  { pattern: /\bprepare\s+\w+(\s*\([^)]*\))?\s+as\b/i, problem: 'prepared statements belong to a session' },
  { pattern: /\bquery\s*\(\s*\{[^}]*\bname\s*:/, problem: 'named statements belong to a session' },
  {
    pattern: /\bpg_(try_)?advisory_lock(_shared)?\s*\(/i,
    problem: 'session locks outlive the transaction; use pg_advisory_xact_lock',
  },
  { pattern: /\bwith\s+hold\b/i, problem: 'a cursor WITH HOLD outlives the transaction' },
  { pattern: /['"`;]\s*(un)?listen\s+[a-z_]+/i, problem: 'LISTEN belongs to a session' },
];

const rawSql = {
  pattern: /\bsql\s*(<[^>]*>)?\s*\.\s*raw\b/,
  problem: 'sql.raw glues SQL from text: use parameters, sql.ref or sql.id',
};

/** What in this source text would change the session or glue SQL, one sentence each with its line. */
export function sessionStateProblems(text: string, options: { mayGlueSql?: boolean } = {}): string[] {
  const code = withoutComments(text);
  const applied = options.mayGlueSql ? rules : [...rules, rawSql];
  return applied.flatMap(({ pattern, problem }) =>
    [...code.matchAll(new RegExp(pattern, `${pattern.flags}g`))].map(
      (match) => `line ${code.slice(0, match.index + match[0].length).split('\n').length}: ${problem}`,
    ),
  );
}

/** Comments become spaces, so that line numbers stay. `://` inside an address starts no comment. */
function withoutComments(text: string): string {
  return text
    .replaceAll(/\/\*[^]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
    .replaceAll(/(^|[^:])\/\/.*$/gm, '$1');
}

/** A case as `expected/<family>.json` holds it; the layout is described in README.md. */
export type OracleCase = {
  id: string;
  family: string;
  statistic?: string;
  /** The text that R ran. */
  call?: unknown;
  data?: string;
  input: Record<string, unknown>;
  tol: Tolerance;
  expected: Record<string, unknown>;
};

/** A value passes when |got − want| ≤ max(abs, rel·|want|). */
export type Tolerance = { rel: number; abs: number };

/** What an adapter may look at besides the case itself. */
export type CaseContext = {
  /** The CSV file that the case names. */
  table: Table | undefined;
  /** All cases of the same family. */
  siblings: readonly OracleCase[];
  /** Another case of the same family, such as the one that `p_from` names. */
  sibling: (id: string) => OracleCase | undefined;
};

/**
 * Answers a case with the package's own functions: an object of the same keys as `expected`, in which results
 * may stand as they came (`not-estimable` objects, 'not reached'). Returns undefined when the package has no
 * function for this kind of case; the case then counts as missing.
 *
 * The adapter of a family is the export `answer` of `families/<family>.ts`, hyphens for underscores.
 */
export type Adapter = (oracleCase: OracleCase, context: CaseContext) => Answers | undefined;

export type Answers = {
  values: Record<string, unknown>;
  /** Tolerances that the note of the cases states for single keys, by path such as `wald.0`. */
  tolerances?: Record<string, Tolerance>;
};

/** A CSV file as columns of text; an empty cell is a missing value. */
export type Table = { names: string[]; columns: ReadonlyMap<string, readonly string[]>; rows: number };

/**
 * Expected failures: a code from a closed list and a sentence for the user. Whatever is not one of these is logged
 * with its cause and shown as a plain apology, without internals.
 */
export const productErrors = {
  BAD_REQUEST: { status: 400, trpc: 'BAD_REQUEST' },
  NOT_AN_OUTCOME: { status: 400, trpc: 'BAD_REQUEST' },
  NOT_FOUND: { status: 404, trpc: 'NOT_FOUND' },
  NO_DATA: { status: 404, trpc: 'NOT_FOUND' },
  IMPORT_REFUSED: { status: 422, trpc: 'UNPROCESSABLE_CONTENT' },
  TOO_LARGE: { status: 413, trpc: 'PAYLOAD_TOO_LARGE' },
  TIMEOUT: { status: 503, trpc: 'SERVICE_UNAVAILABLE' },
  DATABASE_UNAVAILABLE: { status: 503, trpc: 'SERVICE_UNAVAILABLE' },
  PORT_TAKEN: { status: 503, trpc: 'SERVICE_UNAVAILABLE' },
  INTERNAL: { status: 500, trpc: 'INTERNAL_SERVER_ERROR' },
} as const;

export type ProductErrorCode = keyof typeof productErrors;

export class ProductError extends Error {
  readonly code: ProductErrorCode;

  constructor(code: ProductErrorCode, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'ProductError';
    this.code = code;
  }
}

export const apology =
  'Something went wrong on our side. Nothing was changed. Quote the request id if you write to us.';

/** What a caller may be told about any failure. */
export function publicError(error: unknown): { code: ProductErrorCode; sentence: string } {
  const product = productErrorIn(error);
  if (product) return { code: product.code, sentence: product.message };
  if (isDatabaseUnavailable(error)) {
    return {
      code: 'DATABASE_UNAVAILABLE',
      sentence: 'The database does not answer right now. Try again in a moment.',
    };
  }
  if (isStatementTimeout(error)) {
    return { code: 'TIMEOUT', sentence: 'This took too long and was stopped. Try a smaller selection.' };
  }
  return { code: 'INTERNAL', sentence: apology };
}

function productErrorIn(error: unknown): ProductError | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof ProductError) return current;
  }
  return undefined;
}

const unavailableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08003',
  '53300',
]);

function isDatabaseUnavailable(error: unknown): boolean {
  return causes(error).some(
    (cause) =>
      unavailableCodes.has(cause.code ?? '') ||
      /timeout exceeded when trying to connect|Connection terminated/.test(cause.message),
  );
}

function isStatementTimeout(error: unknown): boolean {
  return causes(error).some((cause) => cause.code === '57014' || cause.code === '55P03');
}

function causes(error: unknown): (Error & { code?: string })[] {
  const chain: Error[] = [];
  for (let current = error; current instanceof Error; current = current.cause) chain.push(current);
  return chain;
}

/** tRPC set up once: context, closed error shape, and the procedures by who may call them. */
import { initTRPC, TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import type { Clock } from './clock.ts';
import type { FindingsService } from './findings-service.ts';
import { type ProductErrorCode, ProductError, productErrors, publicError } from './product-error.ts';
import type { CurrentAgency } from './current-agency.ts';
import type { Database } from '@hindsight/db';

export type RequestContext = {
  requestId: string;
  database: Database;
  findings: FindingsService;
  clock: Clock;
  /** Resolved in its own short statement, before the request's transaction. */
  agency: () => Promise<CurrentAgency>;
};

const trpc = initTRPC.context<RequestContext>().create({
  isServer: true,
  errorFormatter({ shape, error, ctx }) {
    const { code, sentence } = describe(error);
    return {
      message: sentence,
      code: shape.code,
      data: { code, requestId: ctx?.requestId ?? null, httpStatus: productErrors[code].status },
    };
  },
});

export const router = trpc.router;

const translated = trpc.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  const { code, sentence } = publicError(result.error);
  if (code === 'INTERNAL') return result;
  throw new TRPCError({
    code: productErrors[code].trpc,
    message: sentence,
    cause: new ProductError(code, sentence, { cause: result.error }),
  });
});

/** Agency-wide reading: leadership, analysts, admins. Sign-in and roles narrow this. */
export const agencyProcedure = trpc.procedure.use(translated);

function describe(error: TRPCError): { code: ProductErrorCode; sentence: string } {
  const known = publicError(error);
  if (known.code !== 'INTERNAL') return known;
  if (error.code === 'NOT_FOUND') {
    return { code: 'NOT_FOUND', sentence: 'There is nothing here.' };
  }
  if (error.code === 'BAD_REQUEST' && error.cause instanceof ZodError) {
    const fields = error.cause.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
    return { code: 'BAD_REQUEST', sentence: `The request is not right. ${fields.slice(0, 5).join('; ')}` };
  }
  if (
    error.code === 'BAD_REQUEST' ||
    error.code === 'METHOD_NOT_SUPPORTED' ||
    error.code === 'UNSUPPORTED_MEDIA_TYPE' ||
    error.code === 'PARSE_ERROR'
  ) {
    return { code: 'BAD_REQUEST', sentence: 'The request is not right.' };
  }
  if (error.code === 'PAYLOAD_TOO_LARGE') return { code: 'TOO_LARGE', sentence: 'The request is too large.' };
  return known;
}

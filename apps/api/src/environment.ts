/** Everything the process reads from its environment, checked once at the start. */
import * as z from 'zod';

const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HINDSIGHT_DATA_DIR: z.string().min(1).default('./.hindsight'),
  DATABASE_URL: z.string().min(1).optional(),
  DATABASE_OWNER_URL: z.string().min(1).optional(),
  HINDSIGHT_NOW: z.iso.datetime({ offset: true }).optional(),
  HINDSIGHT_TIME_ZONE: z
    .string()
    .refine((zone) => isTimeZone(zone), { error: 'is not a time zone such as Europe/Berlin' })
    .default('UTC'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
});

export type Environment = z.infer<typeof environmentSchema>;

/** Reads the environment; throws an error that names the variable and what is wrong with it. */
export function readEnvironment(variables: Record<string, string | undefined> = process.env): Environment {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(present);
  if (parsed.success) return parsed.data;
  const complaints = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new Error(`The environment is not right: ${complaints.join('; ')}`);
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

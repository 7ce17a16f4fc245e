/** Every procedure with its input as JSON schema, generated from the router. */
import type { AnyRouter } from '@trpc/server';
import * as z from 'zod';
import { appRouter } from './router.ts';

export type ManifestEntry = { name: string; kind: string; input: unknown };

export function manifest(): { procedures: ManifestEntry[] } {
  const procedures = Object.entries(proceduresOf(appRouter)).map(([name, procedure]) => {
    const definition = procedure._def;
    const schema = definition.inputs[0];
    return {
      name,
      kind: definition.type,
      input: schema ? z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) : null,
    };
  });
  return { procedures: procedures.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

type ProcedureDefinition = { _def: { type: string; inputs: z.ZodType[] } };

/** tRPC keeps what it knows of a procedure in `_def`, which its public types hide. */
function proceduresOf(router: AnyRouter): Record<string, ProcedureDefinition> {
  return router._def.procedures as Record<string, ProcedureDefinition>;
}

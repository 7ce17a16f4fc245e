/** The engine without a thread, for commands that answer once and end. */
import type { Statistics } from '../findings-service.ts';
import { StatisticsEngine } from './engine.ts';

export function directStatistics(): Statistics {
  const engine = new StatisticsEngine();
  return {
    generation: () => 0,
    async apply(update) {
      engine.apply(update);
    },
    async answer(agencyId, request) {
      const finding = engine.answer(agencyId, request);
      return finding ? new TextEncoder().encode(JSON.stringify(finding)) : null;
    },
  };
}

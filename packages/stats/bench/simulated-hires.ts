import { seededGenerator } from '../src/index.ts';

/** Hires as columns: scores 1–5 per question, days and events of two clocks, a rating and a yes/no outcome. */
export type Hires = {
  questions: Uint8Array[];
  shipDay: Int32Array;
  shipEvent: Uint8Array;
  stayDay: Int32Array;
  stayEvent: Uint8Array;
  rating: Uint8Array;
  kept: Uint8Array;
};

/** Seeded hires with some questions that matter; every day lies within two years. */
export function simulatedHires(n: number, questions: number, seed: number): Hires {
  const draw = seededGenerator(seed);
  const hires: Hires = {
    questions: Array.from({ length: questions }, () => new Uint8Array(n)),
    shipDay: new Int32Array(n),
    shipEvent: new Uint8Array(n),
    stayDay: new Int32Array(n),
    stayEvent: new Uint8Array(n),
    rating: new Uint8Array(n),
    kept: new Uint8Array(n),
  };
  for (let i = 0; i < n; i += 1) {
    const merit = draw() + draw() + draw() - 1.5;
    for (const column of hires.questions)
      column[i] = Math.min(5, Math.max(1, 3 + Math.round(merit + 3 * (draw() - 0.5))));
    const followed = 90 + Math.floor(draw() * 640);
    const ship = 1 + Math.floor(-Math.log(1 - draw()) * 150 * Math.exp(-0.4 * merit));
    const leave = 1 + Math.floor(-Math.log(1 - draw()) * 700 * Math.exp(0.3 * merit));
    const ended = Math.min(ship, leave, followed);
    hires.shipDay[i] = ended;
    hires.shipEvent[i] = ended === ship ? 1 : ended === leave ? 2 : 0;
    hires.stayDay[i] = Math.min(leave, followed);
    hires.stayEvent[i] = leave <= followed ? 1 : 0;
    hires.rating[i] = Math.min(5, Math.max(1, Math.round(3 + merit + 2 * (draw() - 0.5))));
    hires.kept[i] = leave > 365 ? 1 : 0;
  }
  return hires;
}

export function toCsv(hires: Hires): string {
  const names = hires.questions.map((_, q) => `q${q + 1}`);
  const lines = [[...names, 'ship_day', 'ship_event', 'stay_day', 'stay_event', 'rating', 'kept'].join(',')];
  const columns = [
    ...hires.questions,
    hires.shipDay,
    hires.shipEvent,
    hires.stayDay,
    hires.stayEvent,
    hires.rating,
    hires.kept,
  ];
  for (let i = 0; i < hires.rating.length; i += 1) lines.push(columns.map((column) => column[i]).join(','));
  return lines.join('\n');
}

/** How leadership reads each outcome. No statistics' words here: "what happened", "hires", "pairs of 100". */
import { outcomeOf, type OutcomeId, type TimeUnit } from '@hindsight/domain';

export type OutcomeWords = {
  /** After "Predicts". */
  predicted: string;
  /** After "predicts", as in "our screen predicts who ships". */
  who: string;
  /** What the better of two hires did. */
  won: string;
  /** After "… of 10 hires", for the rarer result. */
  rarer: string;
};

const shipping: OutcomeWords = {
  predicted: 'shipping',
  who: 'who ships',
  won: 'shipped first',
  rarer: 'who shipped',
};
const staying: OutcomeWords = {
  predicted: 'staying',
  who: 'who stays',
  won: 'stayed longer',
  rarer: 'who left',
};
const rating = (day: number): OutcomeWords => ({
  predicted: `the manager’s rating at ${day} days`,
  who: 'whom managers rate well',
  won: 'was rated higher',
  rarer: 'with a rating',
});

const words: Readonly<Record<OutcomeId, OutcomeWords>> = {
  'time-to-first-model': shipping,
  'shipped-180': shipping,
  'shipped-by-agreed-day': {
    predicted: 'shipping by the agreed day',
    who: 'who ships on time',
    won: 'was the one on time',
    rarer: 'with the rarer result',
  },
  retention: staying,
  'retention-by-cause': {
    predicted: 'who does not leave by own choice',
    who: 'who does not leave by own choice',
    won: 'left later, or not, by own choice',
    rarer: 'who left by own choice',
  },
  'retained-365': staying,
  'rehire-180': {
    predicted: 'whom clients would hire again',
    who: 'whom clients would hire again',
    won: 'was the one to hire again',
    rarer: 'with the rarer result',
  },
  'rating-90': rating(90),
  'rating-180': rating(180),
  'rating-365': rating(365),
  'fall-off': { predicted: 'fall-off', who: 'who falls off', won: 'stayed', rarer: 'who fell off' },
  'regressions-handled': {
    predicted: 'handling regressions',
    who: 'who handles regressions',
    won: 'handled more',
    rarer: 'with a regression handled',
  },
};

export function outcomeWords(outcome: OutcomeId): OutcomeWords {
  return words[outcome];
}

/** After "71 of 100 hires", for the state at a time: "had shipped by day 180". */
export function stateWords(outcome: OutcomeId, unit: TimeUnit, time: number): string {
  switch (outcome) {
    case 'time-to-first-model':
    case 'shipped-180':
      return `had shipped by ${unit} ${time}`;
    case 'shipped-by-agreed-day':
      return 'had shipped by the agreed day';
    case 'retention':
    case 'retained-365':
      return `were still there after ${time} ${unit}${time === 1 ? '' : 's'}`;
    case 'retention-by-cause':
      return `had left by own choice by ${unit} ${time}`;
    case 'rehire-180':
      return `were still there and would be hired again at ${unit} ${time}`;
    case 'fall-off':
      return 'fell off inside the guarantee';
    default:
      return outcomeOf(outcome).name.toLowerCase();
  }
}

import { type BankQuestion, bankScale } from './bank-question.ts';

export const evaluationQuestions: readonly BankQuestion[] = [
  {
    ref: 'EV-metric-lied',
    code: 'EV-1',
    category: 'evaluation',
    title: 'When your evaluation metric lied to you',
    wording:
      'Tell me about a time when your evaluation said a model was better and it was not. What did the metric hide, and how did you find out?',
    minutes: 8,
    scale: bankScale,
    anchors: {
      1: 'Explains precision and recall; no case where a metric misled them.',
      3: 'A real case, found by luck or by a complaint, with the metric swapped for another one.',
      5: 'The two numbers that disagreed, the mechanism (leakage, label noise, a slice, a judge that likes length), how it was proven, and what stands before a release today.',
    },
    strongSignals: [
      { id: 'two-numbers', text: 'The metric rose by this much, users lost that much' },
      { id: 'mechanism', text: 'Names the mechanism: leakage, labels, slice, duplicated test rows' },
      { id: 'read-failures', text: 'Read failures one by one and counted kinds' },
      { id: 'proved-it', text: 'Proved the cause: held it fixed, and the gain went away' },
      { id: 'judge-checked', text: 'Checked the judge, human or model, against known answers' },
      { id: 'gate-changed', text: 'What now blocks a release that it did not block then' },
    ],
    weakSignals: [
      { id: 'textbook-imbalance', text: 'Accuracy on imbalanced classes, from a textbook' },
      { id: 'metric-swap', text: 'Picked another metric, never explained the first' },
      { id: 'blames-users', text: 'Users "did not understand" the better model' },
    ],
  },
  {
    ref: 'EV-offline-online-disagree',
    code: 'EV-2',
    category: 'evaluation',
    title: 'Offline eval and users disagree: next?',
    wording:
      'Offline, version B beats A by four points. Two weeks into the test, users of B ask for a human 9 % more often. You own the decision tomorrow at noon. What do you do, and in which order?',
    minutes: 8,
    scale: bankScale,
    anchors: {
      1: 'Trusts one side outright, or asks for more weeks of data.',
      3: 'Looks for reasons on both sides, but decides by opinion.',
      5: 'Checks the experiment, then the size and uncertainty of both numbers, reads conversations where B lost, decides with what is known by noon, and repairs the offline set so that it would have shown this.',
    },
    strongSignals: [
      { id: 'experiment-sound', text: 'Checks the experiment: split, logging, novelty, same population' },
      { id: 'uncertainty-both', text: 'Asks for intervals on both numbers' },
      { id: 'metric-meaning', text: 'Asks whether more hand-overs is bad here' },
      { id: 'reads-transcripts', text: 'Reads 50 conversations where B lost, blind to the version' },
      { id: 'decides-by-noon', text: 'Decides by noon, and says what would reverse it' },
      { id: 'repairs-offline', text: 'Adds the missed cases to the offline set' },
    ],
    weakSignals: [
      { id: 'trust-offline', text: '"Offline is controlled, so ship B"' },
      { id: 'wait-for-significance', text: 'Waits for significance, no plan for noon' },
      { id: 'average-only', text: 'Never splits by intent, client or length' },
    ],
  },
  {
    ref: 'EV-ranking-change',
    code: 'EV-3',
    category: 'evaluation',
    title: 'Design an offline eval for a new ranker',
    wording:
      'You want to replace the ranker of a live product and may not run an online test this quarter. All clicks you have come from the old ranker. How do you build an offline evaluation that you would bet a release on?',
    minutes: 8,
    scale: bankScale,
    anchors: {
      1: 'A random split of the click log and NDCG.',
      3: 'Sees that the old ranker shaped the clicks, and has a partial remedy.',
      5: 'Treats position and selection bias explicitly, samples real queries with judged pools from both rankers, states how small a difference the set can detect, tests the eval on past releases with known results, and says what it cannot show.',
    },
    strongSignals: [
      { id: 'log-bias', text: 'Clicks exist only for what the old ranker showed' },
      { id: 'judged-pool', text: 'Judges a pool of results from both rankers, blind' },
      { id: 'query-sample', text: 'Samples real queries by traffic and tail, split by time' },
      { id: 'detectable-difference', text: 'Says how many queries detect the difference that matters' },
      { id: 'backtest-the-eval', text: 'Tests the eval itself on past releases with known outcomes' },
      { id: 'agreement', text: 'Measures agreement between judges before trusting labels' },
      { id: 'limits', text: 'States what stays unknown, and plans a guarded release' },
    ],
    weakSignals: [
      { id: 'random-split', text: 'Random split of the log, future leaks into the past' },
      { id: 'ndcg-only', text: 'One NDCG figure without an interval' },
      { id: 'model-judge-unchecked', text: 'A model as judge, never checked against people' },
    ],
  },
];

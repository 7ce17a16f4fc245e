import { type BankQuestion, bankScale } from './bank-question.ts';

/** What most loops ask. Written and scored as well as such loops do it, so that the comparison is a fair one. */
export const conventionalQuestions: readonly BankQuestion[] = [
  {
    ref: 'CV-k-means',
    code: 'CV-1',
    category: 'conventional',
    title: 'Implement k-means on a whiteboard',
    wording:
      'Implement k-means without a library. What is its complexity, when does it converge, and how would you choose k?',
    minutes: 25,
    scale: bankScale,
    anchors: {
      1: 'No working loop, or assignment and update are confused.',
      3: 'A working version with a hint; complexity right, empty clusters and starting points forgotten.',
      5: 'Correct and vectorized without hints, handles empty clusters, explains k-means++ and local optima, states the complexity.',
    },
    strongSignals: [
      { id: 'correct-loop', text: 'Correct assignment and update steps' },
      { id: 'complexity', text: 'States time and memory complexity' },
      { id: 'initialisation', text: 'Explains initialisation and local optima' },
      { id: 'empty-clusters', text: 'Handles empty clusters and ties' },
      { id: 'tests-by-hand', text: 'Walks through a small example unasked' },
    ],
    weakSignals: [
      { id: 'needs-steps', text: 'Needs the steps spelled out' },
      { id: 'never-stops', text: 'No stopping rule' },
      { id: 'elbow-only', text: '"Elbow method" as the only word on k' },
    ],
  },
  {
    ref: 'CV-design-twitter',
    code: 'CV-2',
    category: 'conventional',
    title: 'Design Twitter, then add a feature',
    wording:
      'Design the home timeline of Twitter for 200 million users. Then add "people you may know". Draw the main parts and size them.',
    minutes: 40,
    scale: bankScale,
    anchors: {
      1: 'Names technologies without a path from write to read.',
      3: 'A workable drawing with a cache and a queue; sizes only when asked.',
      5: 'Clarifies the requirements, estimates reads and writes, chooses fan-out with the celebrity exception, covers failure, and fits the new feature into the same drawing.',
    },
    strongSignals: [
      { id: 'requirements', text: 'Clarifies requirements and scale first' },
      { id: 'estimates', text: 'Sizes storage, reads and writes' },
      { id: 'fan-out', text: 'Weighs fan-out on write against read' },
      { id: 'failure-modes', text: 'Covers failure and consistency' },
      { id: 'candidate-then-rank', text: 'Splits the feature into candidates and ranking' },
    ],
    weakSignals: [
      { id: 'buzzwords', text: 'A list of products instead of a design' },
      { id: 'no-numbers', text: 'No estimate at all' },
      { id: 'one-database', text: 'One database does everything' },
    ],
  },
  {
    ref: 'CV-favourite-paper',
    code: 'CV-3',
    category: 'conventional',
    title: 'Walk me through your favourite paper',
    wording:
      'Which machine-learning paper of the last two years did you like best? Explain its idea, its evidence, and what you would try next.',
    minutes: 15,
    scale: bankScale,
    anchors: {
      1: 'Repeats the abstract; cannot say what was new.',
      3: 'Explains the method well, takes the results as printed.',
      5: 'Explains the idea on one example, places it among earlier work, finds the weak spot in the evidence, and proposes an experiment that could refute it.',
    },
    strongSignals: [
      { id: 'core-idea', text: 'The idea in two sentences, with an example' },
      { id: 'prior-work', text: 'Places it among earlier work' },
      { id: 'ablation', text: 'Says which ablation carries the claim' },
      { id: 'weak-spot', text: 'Finds a weak spot in the evidence' },
      { id: 'next-experiment', text: 'Proposes an experiment that could refute it' },
    ],
    weakSignals: [
      { id: 'abstract-only', text: 'Repeats the abstract' },
      { id: 'hype', text: 'Likes it because it is well known' },
      { id: 'no-limits', text: 'Sees no limits' },
    ],
  },
  {
    ref: 'CV-toy-take-home',
    code: 'CV-4',
    category: 'conventional',
    title: 'Take-home notebook on a toy data set',
    wording:
      'Here is a public data set of 20,000 rows. Build a model that predicts the target, send us the notebook, and walk us through it. Please spend no more than four hours.',
    minutes: 45,
    scale: bankScale,
    anchors: {
      1: 'Does not run, or scores on the rows it was trained on.',
      3: 'A clean notebook with a baseline and cross-validation; choices not explained.',
      5: 'Runs from top to bottom, a baseline first, no leakage, error analysis by slice, a clear summary, and honest words on what four hours did not cover.',
    },
    strongSignals: [
      { id: 'runs-clean', text: 'Runs from top to bottom' },
      { id: 'baseline-first', text: 'A simple baseline first' },
      { id: 'no-leakage', text: 'Splits before fitting anything' },
      { id: 'error-analysis', text: 'Looks at errors by slice' },
      { id: 'clear-summary', text: 'A summary that a manager can read' },
    ],
    weakSignals: [
      { id: 'leaks', text: 'Leaks the target or the test rows' },
      { id: 'model-zoo', text: 'Ten models, no reason for any' },
      { id: 'score-only', text: 'Reports one score and stops' },
    ],
  },
];

import { type BankQuestion, bankScale } from './bank-question.ts';

export const debuggingQuestions: readonly BankQuestion[] = [
  {
    ref: 'DB-four-suspects',
    code: 'DB-1',
    category: 'debugging',
    title: 'Data bug, shift, label or regression?',
    wording:
      'Weekly accuracy fell from 91 to 86 % last Tuesday. It may be a data bug, a real shift in users, a change in labelling, or a worse model. Which check do you run first, and what would each answer tell you?',
    minutes: 8,
    scale: bankScale,
    anchors: {
      1: 'Retrains, or names one favourite cause.',
      3: 'Sensible checks for each cause, in no order, some of which cannot tell them apart.',
      5: 'Orders the checks by what they separate and what they cost: the old model on new data, the new model on old data, relabelled samples; names the result that would prove them wrong, and tells of a time they did this.',
    },
    strongSignals: [
      { id: 'is-it-real', text: 'First asks whether five points is outside the usual weekly noise' },
      { id: 'cross-replay', text: 'Old model on new data, new model on old data' },
      { id: 'relabel-sample', text: 'Relabels a blind sample to test the labels' },
      { id: 'step-or-slope', text: 'Step or slope, and in which slices' },
      { id: 'what-changed-tuesday', text: 'Lists what changed on Tuesday, upstream included' },
      { id: 'falsifiable', text: 'Says which result would rule each suspect out' },
    ],
    weakSignals: [
      { id: 'retrain', text: 'Retrains first' },
      { id: 'drift-word', text: '"It is drift", with no check' },
      { id: 'all-checks-at-once', text: 'Runs everything and looks for something odd' },
    ],
  },
  {
    ref: 'DB-same-input',
    code: 'DB-2',
    category: 'debugging',
    title: 'Same input, different output: why?',
    wording:
      'A customer sends you two screenshots: the same question, a minute apart, and two contradicting answers. Temperature is 0. How do you find out why, and what do you tell the customer today?',
    minutes: 8,
    scale: bankScale,
    anchors: {
      1: '"Models are random", or sets a seed and closes the ticket.',
      3: 'Names several sources of difference, but cannot separate them without luck.',
      5: 'First proves that the inputs were the same to the byte, then replays one layer at a time (context, version, cache, numerics), estimates how often it happens, and answers the customer honestly the same day.',
    },
    strongSignals: [
      {
        id: 'inputs-really-same',
        text: 'Proves that the full input was the same: context, history, tools, clock',
      },
      { id: 'one-layer-at-a-time', text: 'Replays with one layer frozen at a time' },
      { id: 'versions-mixed', text: 'Two versions or two replicas behind one name' },
      { id: 'batch-numerics', text: 'Batch-dependent numerics and ties, even at temperature 0' },
      { id: 'unstable-retrieval', text: 'Unstable order in retrieval or a cache in between' },
      { id: 'how-often', text: 'Measures how often, before and after the fix' },
      { id: 'customer-answer', text: 'Tells the customer what is known and by when the rest will be' },
    ],
    weakSignals: [
      { id: 'set-the-seed', text: 'Sets a seed and calls it solved' },
      { id: 'random-by-nature', text: '"That is how these models are"' },
      { id: 'no-trace', text: 'No request log to replay from, and does not miss one' },
    ],
  },
  {
    ref: 'DB-p99-jump',
    code: 'DB-3',
    category: 'debugging',
    title: 'p99 jumped after a retrieval change',
    wording:
      'You released a retrieval change on Monday. The median is unchanged, p99 went from 1.8 to 6 seconds, and it comes and goes. Take me from the alert to the cause.',
    minutes: 7,
    scale: bankScale,
    anchors: {
      1: 'Adds machines, or rolls back and stops asking.',
      3: 'Looks at traces and finds the slow stage, but explains the average instead of the tail.',
      5: 'Decides on the rollback first, compares slow with fast requests until one property separates them, explains why it comes and goes, confirms by making it happen on purpose, and leaves a test behind.',
    },
    strongSignals: [
      { id: 'rollback-decision', text: 'Decides on rolling back before searching, with a reason' },
      { id: 'slow-against-fast', text: 'Compares traces of slow and fast requests' },
      { id: 'separating-property', text: 'One property separates them: tenant, filter, length, shard' },
      { id: 'why-intermittent', text: 'Explains the coming and going: cache, compaction, pauses, retries' },
      { id: 'queue-effects', text: 'Knows that one slow call fills a queue for the others' },
      { id: 'reproduced', text: 'Made it happen on purpose before calling it the cause' },
      { id: 'tail-alert', text: 'Leaves a tail test in the release path' },
    ],
    weakSignals: [
      { id: 'scale-out', text: 'Adds replicas and timeouts' },
      { id: 'average-thinking', text: 'Reasons about the mean' },
      { id: 'coincidence', text: 'Takes "since Monday" as proof' },
    ],
  },
];

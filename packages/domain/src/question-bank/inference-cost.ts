import { type BankQuestion, bankScale } from './bank-question.ts';

export const inferenceCostQuestions: readonly BankQuestion[] = [
  {
    ref: 'IC-eight-to-two-cents',
    code: 'IC-1',
    category: 'inference-cost',
    title: '$0.08 per query to under $0.02: options',
    wording: 'A query costs $0.08 and must cost under $0.02. Walk me through your options.',
    minutes: 8,
    scale: bankScale,
    anchors: {
      1: 'One lever: a cheaper model.',
      3: 'Several levers with rough savings, in no order, with no question about the workload.',
      5: 'Asks about the workload first, says where the eight cents go, orders the levers by saving against risk, does the arithmetic to two cents, and says how quality is watched on the way.',
    },
    strongSignals: [
      {
        id: 'workload-first',
        text: 'Asks about the workload first: throughput, latency, tolerance for loss',
      },
      { id: 'cache-levels', text: 'Caching at several levels' },
      { id: 'batching', text: 'Batching' },
      { id: 'distil-or-quantize', text: 'Distillation or quantization' },
      { id: 'fewer-tokens', text: 'Fewer tokens' },
      { id: 'route-hard-cases', text: 'The large model only for hard cases' },
      { id: 'orders-levers', text: 'Orders the levers' },
    ],
    weakSignals: [
      { id: 'cheaper-model', text: '"Use a cheaper model"' },
      { id: 'unordered-list', text: 'An unordered list' },
      { id: 'no-trade-offs', text: 'No question about trade-offs' },
    ],
  },
  {
    ref: 'IC-gpu-bill-doubled',
    code: 'IC-2',
    category: 'inference-cost',
    title: 'Explain to finance why the bill doubled',
    wording:
      'In March the GPU bill doubled while traffic grew by 11 %. Finance wants one page on Friday. How do you find the cause, and what does the page say?',
    minutes: 7,
    scale: bankScale,
    anchors: {
      1: 'Blames the provider or growth; the page lists technologies.',
      3: 'Finds plausible causes, but cannot split the money between them.',
      5: 'Splits the increase into price, volume and work per request until it adds up, dates each part by a release or a setting, and gives finance a forecast with a range and one owner per saving.',
    },
    strongSignals: [
      { id: 'price-volume-work', text: 'Splits price, volume and work per request until it adds up' },
      { id: 'tokens-per-request', text: 'Checks tokens per request: longer prompts, retries, tool loops' },
      { id: 'utilisation', text: 'Looks at utilisation: idle replicas, small batches, cold pools' },
      { id: 'dates-the-step', text: 'Finds the day of the step and what was released then' },
      { id: 'unit-cost', text: 'Gives a cost per answered request, not a monthly total' },
      { id: 'forecast-and-alarm', text: 'Forecast with a range, and an alarm on unit cost' },
    ],
    weakSignals: [
      { id: 'traffic-grew', text: '"Traffic grew", though 11 % does not double anything' },
      { id: 'technical-page', text: 'A page that finance cannot read' },
      { id: 'cut-first', text: 'Cuts capacity before knowing the cause' },
    ],
  },
  {
    ref: 'IC-quantize-distil-cache',
    code: 'IC-3',
    category: 'inference-cost',
    title: 'Quantize, distil or cache: order and why',
    wording:
      'Tell me about a model you made cheaper or faster in production. What did you try first, what did you reject, and what did it cost in quality, in numbers?',
    minutes: 7,
    scale: bankScale,
    anchors: {
      1: 'Lists techniques; has not served a model under a budget.',
      3: 'One real saving with a before and after, without the quality side or the rejected options.',
      5: 'Profiled first, tells prefill from decode or memory from compute, gives before and after for cost, p95 and quality by slice, and says what was rejected and when the choice would turn.',
    },
    strongSignals: [
      { id: 'profiled-first', text: 'Profiled before choosing: memory-bound, compute-bound, queueing' },
      { id: 'before-after', text: 'Cost, p95 and quality before and after' },
      { id: 'quality-by-slice', text: 'Where quality fell: long inputs, rare languages, numbers' },
      { id: 'cache-hit-rate', text: 'Measured repeat rate before building a cache, and stale answers after' },
      { id: 'rejected', text: 'What was rejected, and why' },
      { id: 'total-cost', text: 'Counts engineering and upkeep against the saving' },
    ],
    weakSignals: [
      { id: 'no-loss', text: '"No loss in quality", not measured' },
      { id: 'average-latency', text: 'Average latency only' },
      { id: 'blog-post', text: 'Cites speed-ups from a blog post, none of their own' },
    ],
  },
];

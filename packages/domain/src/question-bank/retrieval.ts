import { type BankQuestion, bankScale } from './bank-question.ts';

export const retrievalQuestions: readonly BankQuestion[] = [
  {
    ref: 'RG-answers-feel-wrong',
    code: 'RG-1',
    category: 'retrieval',
    title: 'Recall is fine, users say it is wrong',
    wording: 'Recall looks fine on your benchmark, users say the answers feel wrong. Where do you look?',
    minutes: 8,
    scale: bankScale,
    anchors: {
      1: 'Turns a knob at once: more chunks, another embedding model.',
      3: 'Checks several stages, in no order, and trusts the benchmark.',
      5: 'Doubts the benchmark first, reads real failures, then splits retrieval from generation step by step until one stage is to blame.',
    },
    strongSignals: [
      { id: 'questions-benchmark', text: 'Questions the benchmark first' },
      { id: 'real-queries', text: 'Asks whether its queries are real ones' },
      { id: 'relevant-but-useless', text: 'Relevant but useless chunks' },
      { id: 'reranker-diversity', text: 'Reranker losing diversity' },
      { id: 'context-ignored', text: 'Generator ignoring the context' },
      { id: 'chunk-against-query', text: 'Chunk size against query shape' },
      { id: 'decision-tree', text: 'Walks a decision tree' },
    ],
    weakSignals: [
      { id: 'increase-top-k', text: '"Increase top-k"' },
      { id: 'embedding-first', text: 'Straight to the embedding model' },
      { id: 'one-box', text: 'One box with knobs' },
    ],
  },
  {
    ref: 'RG-chunking-broke',
    code: 'RG-2',
    category: 'retrieval',
    title: 'What broke in your chunking and why',
    wording:
      'Tell me about a retrieval system you ran where the way you split documents turned out to be wrong. Which questions failed, how did you notice, and what did you change?',
    minutes: 7,
    scale: bankScale,
    anchors: {
      1: 'Names a splitter and a chunk size; nothing of theirs ever failed.',
      3: 'A real failure, fixed by trying other sizes until a score went up.',
      5: 'Shows the failing queries and the document that explains them, changed the split for that reason, re-indexed without downtime, and measured what got worse.',
    },
    strongSignals: [
      { id: 'failing-queries', text: 'Quotes queries that failed and why' },
      { id: 'document-structure', text: 'The structure that was cut: tables, clauses, code, threads' },
      { id: 'found-by-reading', text: 'Found it by reading retrieved chunks, not from a score' },
      { id: 'split-follows-use', text: 'Separates what is matched from what the model reads' },
      { id: 'reindex-plan', text: 'Re-indexed with two indexes and a switch, says what it cost' },
      { id: 'what-got-worse', text: 'Says which queries got worse after the change' },
    ],
    weakSignals: [
      { id: 'default-splitter', text: 'A default size "because it is recommended"' },
      { id: 'more-overlap', text: 'More overlap as the answer to everything' },
      { id: 'no-failure', text: 'Cannot name one query that failed' },
    ],
  },
  {
    ref: 'RG-no-retrieval',
    code: 'RG-3',
    category: 'retrieval',
    title: 'When would you not use retrieval at all',
    wording:
      'Describe a feature where somebody wanted retrieval and you argued against it, or should have. What did you ship instead, and what did the numbers say?',
    minutes: 6,
    scale: bankScale,
    anchors: {
      1: 'Retrieval is always the answer, or rejects it for reasons of taste.',
      3: 'Names sound alternatives, with no case of their own or no numbers.',
      5: 'A real decision with the numbers that settled it: how large and how fresh the corpus, who asks what, cost per answer; and what would make them add retrieval later.',
    },
    strongSignals: [
      { id: 'corpus-size-freshness', text: 'Asks how large the corpus is and how often it changes' },
      { id: 'query-log', text: 'Looked at real questions before choosing' },
      { id: 'plain-lookup', text: 'SQL, search or an API answered most of it exactly' },
      { id: 'whole-document', text: 'The whole document fits, with a prompt cache: says what it costs' },
      { id: 'access-rights', text: 'Raises who may see which document' },
      { id: 'would-change-mind', text: 'Says what would change the decision' },
    ],
    weakSignals: [
      { id: 'always-retrieve', text: 'Cannot imagine a case' },
      { id: 'fine-tune-facts', text: 'Fine-tunes to teach facts that change weekly' },
      { id: 'no-numbers', text: 'No cost, latency or quality number on either side' },
    ],
  },
];

import { type BankQuestion, bankScale } from './bank-question.ts';

export const productionDeploymentQuestions: readonly BankQuestion[] = [
  {
    ref: 'PD-regressed',
    code: 'PD-1',
    category: 'production-deployment',
    title: 'A model you shipped that regressed',
    wording:
      'Tell me about a model you shipped that got worse in production. How did you find out, what did you do?',
    minutes: 8,
    scale: bankScale,
    anchors: {
      1: 'No incident, or a problem that happened in training.',
      3: 'A real incident, but the cause or the fix stays vague: "we retrained and it came back".',
      5: 'Dates and numbers, what monitoring missed, one root cause with evidence, the fix, and what is watched differently since.',
    },
    strongSignals: [
      { id: 'dated-incident', text: 'A dated incident with numbers' },
      { id: 'what-monitoring-caught', text: 'What monitoring caught and what it missed' },
      { id: 'who-noticed', text: 'What a person noticed, and who it was' },
      { id: 'root-cause', text: 'The root cause: input shift, schema change or label pipeline' },
      { id: 'the-fix', text: 'The fix, and how long it took' },
      { id: 'changed-afterwards', text: 'What changed in monitoring or evaluation afterwards' },
    ],
    weakSignals: [
      { id: 'dashboards-showed-it', text: '"Dashboards showed it" and no more' },
      { id: 'training-problem', text: 'Moves to a training-time problem' },
      { id: 'never-on-call', text: 'Never on call for a model' },
    ],
  },
  {
    ref: 'PD-last-rollback',
    code: 'PD-2',
    category: 'production-deployment',
    title: 'Your last rollback: trigger and decision',
    wording:
      'Walk me through the last time you rolled a model back. What number made you do it, who decided, and how long did users see the bad version?',
    minutes: 7,
    scale: bankScale,
    anchors: {
      1: 'Never rolled a model back, or would "retrain and redeploy" while users wait.',
      3: 'A real rollback, but the trigger was a feeling, or they cannot say how long the bad version served traffic.',
      5: 'Names the threshold and the clock: when it shipped, when it tripped, who called it, minutes until the old version served all traffic, and what rolling back did not undo.',
    },
    strongSignals: [
      { id: 'trigger-number', text: 'The metric and the value that triggered it' },
      { id: 'exposure', text: 'Minutes of exposure and share of traffic affected' },
      { id: 'who-decided', text: 'Who had the authority, and that it was agreed before' },
      { id: 'state-not-undone', text: 'What a rollback does not undo: caches, features, written data' },
      { id: 'rollback-path', text: 'How the old version came back: artifact, flag, index, schema' },
      { id: 'rehearsed', text: 'Rollback was rehearsed, or is rehearsed since' },
    ],
    weakSignals: [
      { id: 'retrain-instead', text: 'Fixes forward by retraining, with users on the bad version' },
      { id: 'someone-else', text: '"The platform team handles that"' },
      { id: 'model-only', text: 'Rolls back weights, forgets the features or prompt they need' },
    ],
  },
  {
    ref: 'PD-canary-or-shadow',
    code: 'PD-3',
    category: 'production-deployment',
    title: 'Canary or shadow: how did you choose',
    wording:
      'Think of a model change you released in stages. Did you shadow it, canary it or A/B test it, and what would have had to happen for you to stop?',
    minutes: 7,
    scale: bankScale,
    anchors: {
      1: 'Knows the words, has released everything at once, or stopped on "if something looks off".',
      3: 'Staged a real release and chose sensibly, but the stop rule or the sample size was decided while watching.',
      5: 'Chose from the risk at hand, wrote the stop rule first, knew how many requests the smallest harmful change needs, and tells what the stage still could not show.',
    },
    strongSignals: [
      {
        id: 'choice-from-risk',
        text: 'Chose from the risk: side effects, feedback loops, cost of a bad answer',
      },
      { id: 'stop-rule-first', text: 'A stop rule with a number, written before the release' },
      { id: 'enough-traffic', text: 'Knew how much traffic the smallest harmful change needs' },
      { id: 'shadow-limits', text: 'Says that shadow traffic shows no user reaction' },
      { id: 'slices', text: 'Watched slices, not the average alone' },
      { id: 'what-it-caught', text: 'One thing the stage caught, or let through' },
    ],
    weakSignals: [
      { id: 'definitions-only', text: 'Defines canary and shadow, no release of their own' },
      { id: 'watched-until-good', text: 'Watched the dashboard until it looked good' },
      { id: 'infra-metrics-only', text: 'Error rate and latency only, nothing about answer quality' },
    ],
  },
  {
    ref: 'PD-nan-day',
    code: 'PD-4',
    category: 'production-deployment',
    title: 'The day the model returned NaN',
    wording:
      'At 02:40 your ranking model starts to return NaN, or one constant score, for 3 % of requests. No deploy in the last two days, latency and error rate are normal. Talk me through the first hour.',
    minutes: 7,
    scale: bankScale,
    anchors: {
      1: 'Opens the training code, restarts the service, or waits for the morning.',
      3: 'Protects users and looks at the inputs, but reaches the cause by luck or leaves the class of fault open.',
      5: 'Stops the harm first, asks what the 3 % share, follows it upstream to the feature that changed without a deploy, and closes with a check that would have paged at 02:41.',
    },
    strongSignals: [
      { id: 'stop-harm-first', text: 'Stops the harm first: fallback, last good scores, rule' },
      { id: 'what-do-they-share', text: 'Asks what the 3 % share: client, region, feature, host' },
      {
        id: 'no-deploy-still-changed',
        text: 'Lists what changes without a deploy: data, schema, config, cache',
      },
      { id: 'normal-status-hides-it', text: 'Says why a 200 with NaN slips past error-rate alerts' },
      { id: 'blast-radius', text: 'Counts who got bad results, and what was logged or trained on since' },
      { id: 'contract-check', text: 'Adds an input contract or output range check with an alert' },
    ],
    weakSignals: [
      { id: 'restart', text: 'Restarts and hopes' },
      { id: 'fill-with-zero', text: 'Replaces NaN with 0 and calls it fixed' },
      { id: 'training-first', text: 'Starts at learning rate or gradients' },
    ],
  },
];

/** The source of questions that the product ships, beside the sources that files name. */
export const bankSource = 'hindsight';

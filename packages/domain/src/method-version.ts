/** Version of everything that decides a finding. It changes only together with the golden board and the changelog. */
export const methodVersion = '0.1.0';

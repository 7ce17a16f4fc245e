/** A one-row-per-hire file names no searches; rows of one client, role family and seniority share one. */
export function searchName(row: { clientRef: string; roleFamily: string; seniority: string }): string {
  return `${row.clientRef} · ${row.roleFamily} · ${row.seniority}`;
}

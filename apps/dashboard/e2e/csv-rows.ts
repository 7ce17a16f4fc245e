/** Rows of a CSV file as the standard says it: quoted cells, doubled quotes, CRLF or LF. Enough for a test. */
export function csvRows(text: string): Record<string, string>[] {
  const [head = [], ...rows] = cells(text);
  return rows
    .filter((row) => row.length > 1)
    .map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])));
}

function cells(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quoted && character === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (character === '"') {
      quoted = !quoted;
    } else if (!quoted && character === ',') {
      row.push(cell);
      cell = '';
    } else if (!quoted && character === '\n') {
      rows.push([...row, cell.replace(/\r$/, '')]);
      row = [];
      cell = '';
    } else {
      cell += character;
    }
  }
  return row.length > 0 || cell !== '' ? [...rows, [...row, cell]] : rows;
}

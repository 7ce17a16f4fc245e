/** How large an imported file may be. A file beyond any limit is refused whole, with the limit named. */
export const importLimits = {
  fileBytes: 20 * 1024 * 1024,
  dataRows: 100_000,
  columns: 200,
  headerCharacters: 128,
  fieldBytes: 32 * 1024,
  recordBytes: 64 * 1024,
} as const;

/** True when the text takes more than `limit` bytes as UTF-8; counts bytes only when it might. */
export function isLongerThan(text: string, limit: number): boolean {
  if (text.length * 3 <= limit) return false;
  return text.length > limit || Buffer.byteLength(text) > limit;
}

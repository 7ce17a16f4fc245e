/** Reads of a case's `input` with the type the layout promises; anything else is a broken case. */
export function text(input: Record<string, unknown>, key: string): string {
  const value = input[key];
  if (typeof value !== 'string') throw new Error(`input.${key} should be a text`);
  return value;
}

export function optionalText(input: Record<string, unknown>, key: string): string | undefined {
  const value = input[key];
  return typeof value === 'string' ? value : undefined;
}

export function number(input: Record<string, unknown>, key: string): number {
  const value = input[key];
  if (typeof value !== 'number') throw new Error(`input.${key} should be a number`);
  return value;
}

/** An array of texts; a single text counts as one. */
export function textList(input: Record<string, unknown>, key: string): string[] {
  const value = input[key] ?? [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** An array of numbers in which "NA" and null are missing. */
export function numberList(input: Record<string, unknown>, key: string): (number | null)[] {
  const value = input[key] ?? [];
  return (Array.isArray(value) ? value : [value]).map((item) => (typeof item === 'number' ? item : null));
}

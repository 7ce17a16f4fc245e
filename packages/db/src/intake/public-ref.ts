/**
 * The reference that findings and files show: the external one, unless another source of the same agency already
 * uses it; then it names its source.
 */
export function publicRef(external: string, source: string, taken: Set<string>): string {
  let ref = taken.has(external) ? `${source}:${external}` : external;
  for (let attempt = 2; taken.has(ref); attempt += 1) ref = `${source}:${external}#${attempt}`;
  taken.add(ref);
  return ref;
}

/** A least-recently-used cache of serialised replies, bounded by their bytes. */
export class ByteCache<Entry extends { bytes: Uint8Array }> {
  readonly #entries = new Map<string, Entry>();
  readonly #capacityBytes: number;
  #heldBytes = 0;

  constructor(capacityBytes: number) {
    this.#capacityBytes = capacityBytes;
  }

  get(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry;
  }

  set(key: string, entry: Entry): void {
    this.#remove(key);
    this.#entries.set(key, entry);
    this.#heldBytes += entry.bytes.byteLength;
    for (const oldest of this.#entries.keys()) {
      if (this.#heldBytes <= this.#capacityBytes) break;
      this.#remove(oldest);
    }
  }

  #remove(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#heldBytes -= entry.bytes.byteLength;
  }
}

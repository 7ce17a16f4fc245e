/**
 * Finds the row of a candidacy by its reference in 13 bytes per row: a 64-bit fingerprint beside each row and a
 * table of row numbers with open addressing.
 *
 * The references themselves are not kept: nothing that leaves the frame names a candidacy. Two different
 * references with the same fingerprint would be taken for one; among a million the chance is below 1 in 3e7.
 */
export type ReferenceIndex = {
  high: Int32Array;
  low: Int32Array;
  /** Row number + 1; 0 is an empty place. */
  places: Int32Array;
};

const fill = 0.8;

export function referenceIndex(capacity: number): ReferenceIndex {
  return {
    high: new Int32Array(capacity),
    low: new Int32Array(capacity),
    places: new Int32Array(placesFor(capacity)),
  };
}

/** The row of a reference, or −1. */
export function findReference(index: ReferenceIndex, ref: string): number {
  const high = hash(ref, 0x9747b28c);
  const low = hash(ref, 0x1b873593);
  const { places } = index;
  for (
    let place = startOf(high, low, places.length);
    places[place] !== 0;
    place = next(place, places.length)
  ) {
    const row = places[place]! - 1;
    if (index.high[row] === high && index.low[row] === low) return row;
  }
  return -1;
}

/** Enters a reference that is not there yet. */
export function addReference(index: ReferenceIndex, ref: string, row: number): void {
  index.high[row] = hash(ref, 0x9747b28c);
  index.low[row] = hash(ref, 0x1b873593);
  enter(index, row);
}

/** Takes out the reference of `row` and, when another row moves into its place, notes the move. */
export function removeReference(index: ReferenceIndex, row: number, last: number): void {
  closeGap(index, placeOf(index, row));
  if (last === row) return;
  index.places[placeOf(index, last)] = row + 1;
  index.high[row] = index.high[last]!;
  index.low[row] = index.low[last]!;
}

export function resizeIndex(index: ReferenceIndex, capacity: number, size: number): void {
  const high = new Int32Array(capacity);
  const low = new Int32Array(capacity);
  high.set(index.high.subarray(0, size));
  low.set(index.low.subarray(0, size));
  index.high = high;
  index.low = low;
  index.places = new Int32Array(placesFor(capacity));
  for (let row = 0; row < size; row += 1) enter(index, row);
}

export function indexBytes(index: ReferenceIndex): number {
  return index.high.byteLength + index.low.byteLength + index.places.byteLength;
}

function enter(index: ReferenceIndex, row: number): void {
  const { places } = index;
  let place = startOf(index.high[row]!, index.low[row]!, places.length);
  while (places[place] !== 0) place = next(place, places.length);
  places[place] = row + 1;
}

function placeOf(index: ReferenceIndex, row: number): number {
  const { places } = index;
  let place = startOf(index.high[row]!, index.low[row]!, places.length);
  while (places[place] !== row + 1) place = next(place, places.length);
  return place;
}

/** Moves later entries of the same run up, so that no tombstones are needed (Knuth, TAOCP 3, 6.4, algorithm R). */
function closeGap(index: ReferenceIndex, place: number): void {
  const { places } = index;
  let gap = place;
  for (let at = next(gap, places.length); places[at] !== 0; at = next(at, places.length)) {
    const row = places[at]! - 1;
    const home = startOf(index.high[row]!, index.low[row]!, places.length);
    const homeIsBetween = gap <= at ? home > gap && home <= at : home > gap || home <= at;
    if (homeIsBetween) continue;
    places[gap] = places[at]!;
    gap = at;
  }
  places[gap] = 0;
}

function placesFor(capacity: number): number {
  return Math.ceil(capacity / fill) + 1;
}

function startOf(high: number, low: number, length: number): number {
  return ((high ^ Math.imul(low, 0x85ebca6b)) >>> 0) % length;
}

function next(place: number, length: number): number {
  return place + 1 === length ? 0 : place + 1;
}

/** MurmurHash3 (x86, 32 bits; Austin Appleby, public domain) over UTF-16 code units. */
function hash(text: string, seed: number): number {
  let h = seed;
  for (let i = 0; i < text.length; i += 1) {
    let k = Math.imul(text.charCodeAt(i), 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    h ^= Math.imul(k, 0x1b873593);
    h = (h << 13) | (h >>> 19);
    h = (Math.imul(h, 5) + 0xe6546b64) | 0;
  }
  h ^= text.length;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

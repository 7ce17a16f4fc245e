/** Makes UUIDs of version 7 (RFC 9562) from a clock and a random source, in rising order within one source. */
export type UuidSource = () => string;

export type UuidOptions = {
  /** Milliseconds since 1970-01-01 UTC. */
  now: () => number;
  random?: ((bytes: Uint8Array<ArrayBuffer>) => void) | undefined;
};

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function createUuidSource({ now, random = fillRandom }: UuidOptions): UuidSource {
  const pool = new Uint8Array(8 * 1024);
  let used = pool.length;
  let last = 0;
  let sequence = 0;
  return () => {
    const moment = Math.max(Math.floor(now()), last);
    sequence = moment === last ? sequence + 1 : 0;
    last = moment;
    // 12 bits after the version and 14 after the variant count up within a millisecond; the rest is random.
    if (sequence >= 2 ** 26) {
      last += 1;
      sequence = 0;
    }
    if (used + 6 > pool.length) {
      random(pool);
      used = 0;
    }
    const high = sequence >>> 14;
    const low = sequence & 0x3fff;
    const bytes = [
      ...momentBytes(last),
      0x70 | (high >>> 8),
      high & 0xff,
      0x80 | (low >>> 8),
      low & 0xff,
      ...pool.subarray(used, used + 6),
    ];
    used += 6;
    const text = bytes.map((byte) => hex[byte]).join('');
    return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
  };
}

function momentBytes(moment: number): number[] {
  const high = Math.floor(moment / 2 ** 24);
  const low = moment % 2 ** 24;
  return [high >>> 16, (high >>> 8) & 0xff, high & 0xff, low >>> 16, (low >>> 8) & 0xff, low & 0xff];
}

function fillRandom(bytes: Uint8Array<ArrayBuffer>): void {
  crypto.getRandomValues(bytes);
}

/**
 * Bytes to text without guessing: UTF-8 with or without a byte order mark, UTF-16 with one. Anything else is refused
 * at its byte offset, since a silent Latin-1 would change names and scores.
 */
import { isUtf8 } from 'node:buffer';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export type DecodedText = {
  /** Everything up to the first bad byte. */
  text: string;
  badByte: { offset: number; hex: string } | null;
};

export class TextDecoding {
  encoding: TextEncoding | null = null;
  /** Bytes that belong to a character not yet complete. */
  #held: Buffer = Buffer.alloc(0);
  /** Offset in the file of the first held byte. */
  #offset = 0;

  push(bytes: Uint8Array): DecodedText {
    return this.#decode(Buffer.concat([this.#held, bytes]), false);
  }

  end(): DecodedText {
    return this.#decode(this.#held, true);
  }

  #decode(bytes: Buffer, last: boolean): DecodedText {
    let body = bytes;
    if (this.encoding === null) {
      if (bytes.length < 3 && !last) {
        this.#held = bytes;
        return { text: '', badByte: null };
      }
      const mark = byteOrderMark(bytes);
      this.encoding = mark.encoding;
      this.#offset += mark.length;
      body = bytes.subarray(mark.length);
    }
    const heldLength = last ? 0 : incompleteTail(body, this.encoding);
    const whole = body.subarray(0, body.length - heldLength);
    const bad = firstBadByte(whole, this.encoding);
    if (bad >= 0) {
      const hex = whole
        .subarray(bad, bad + 1)
        .toString('hex')
        .toUpperCase();
      return {
        text: toText(whole.subarray(0, bad), this.encoding),
        badByte: { offset: this.#offset + bad, hex },
      };
    }
    this.#held = Buffer.from(body.subarray(whole.length));
    this.#offset += whole.length;
    return { text: toText(whole, this.encoding), badByte: null };
  }
}

function byteOrderMark(bytes: Buffer): { encoding: TextEncoding; length: number } {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  return { encoding: 'utf-8', length: 0 };
}

function toText(bytes: Buffer, encoding: TextEncoding): string {
  if (encoding === 'utf-8') return bytes.toString('utf8');
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  return encoding === 'utf-16le' ? even.toString('utf16le') : Buffer.from(even).swap16().toString('utf16le');
}

/** How many bytes at the end begin a character that the next bytes may complete. */
function incompleteTail(bytes: Buffer, encoding: TextEncoding): number {
  if (encoding !== 'utf-8') {
    const odd = bytes.length % 2;
    const lastUnit = bytes.length - odd - 2;
    if (lastUnit < 0) return odd;
    const unit = encoding === 'utf-16le' ? bytes.readUInt16LE(lastUnit) : bytes.readUInt16BE(lastUnit);
    return unit >= 0xd800 && unit <= 0xdbff ? odd + 2 : odd;
  }
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    return sequenceLength(byte) > back ? back : 0;
  }
  return 0;
}

function firstBadByte(bytes: Buffer, encoding: TextEncoding): number {
  if (encoding === 'utf-8') return isUtf8(bytes) ? -1 : firstInvalidUtf8(bytes);
  const text = toText(bytes, encoding);
  if (!text.isWellFormed()) return 2 * loneSurrogate(text);
  return bytes.length % 2 === 1 ? bytes.length - 1 : -1;
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc2 ? 2 : 1;
}

/** Table 3-7 of the Unicode standard: which second bytes may follow a lead byte. */
function firstInvalidUtf8(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      at += 1;
      continue;
    }
    if (lead < 0xc2 || lead > 0xf4) return at;
    const length = sequenceLength(lead);
    const second = bytes[at + 1] ?? 0;
    const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) return at;
    for (let next = 2; next < length; next += 1) {
      if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return at;
    }
    at += length;
  }
  return -1;
}

function loneSurrogate(text: string): number {
  return text.search(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
}

import { NOISE_WA_HEADER } from '@whiskeysockets/baileys';

const PROLOGUE = Buffer.from(NOISE_WA_HEADER);
const MAX_BUFFERED = 64 * 1024 * 1024;

/** Cuts the client's byte stream into frames, however the bytes were sliced on the way. */
export class FrameReader {
  private buffer: Buffer = Buffer.alloc(0);
  private started = false;

  /** Adds bytes; gives the frames that are complete. */
  push(data: Buffer): Buffer[] {
    this.buffer = this.buffer.length ? Buffer.concat([this.buffer, data]) : data;
    if (this.buffer.length > MAX_BUFFERED) throw new Error('a frame is too large');
    if (!this.started && !this.readPrologue()) return [];
    const frames: Buffer[] = [];
    while (this.buffer.length >= 3) {
      const end = 3 + this.buffer.readUIntBE(0, 3);
      if (this.buffer.length < end) break;
      frames.push(this.buffer.subarray(3, end));
      this.buffer = this.buffer.subarray(end);
    }
    return frames;
  }

  private readPrologue(): boolean {
    if (this.buffer.length < PROLOGUE.length) return false;
    if (!this.buffer.subarray(0, PROLOGUE.length).equals(PROLOGUE)) throw new Error('not a WhatsApp client');
    this.buffer = this.buffer.subarray(PROLOGUE.length);
    this.started = true;
    return true;
  }
}

/** Puts the length before a frame. */
export function frame(data: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(3 + data.length);
  framed.writeUIntBE(data.length, 0, 3);
  framed.set(data, 3);
  return framed;
}

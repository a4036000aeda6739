import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a browser may show in the page; everything else is saved as a file. */
const SHOWN = /^(image\/(jpeg|png|webp|gif)|video\/mp4|audio\/(ogg|mpeg|mp4|aac|wav|webm))$/;

/** A file as the answer of a route. */
export class BinaryAnswer {
  readonly bytes: Buffer;
  readonly mimetype: string;
  readonly fileName: string;

  constructor(bytes: Buffer, mimetype: string, fileName: string) {
    this.bytes = bytes;
    this.mimetype = mimetype;
    this.fileName = fileName;
  }

  /** Sends it, or the range that was asked for: without ranges a player can't go back and forth. */
  send(request: IncomingMessage, response: ServerResponse): void {
    const type = this.mimetype.split(';')[0]?.trim().toLowerCase() ?? '';
    const shown = SHOWN.test(type);
    const range = this.rangeOf(request.headers.range);
    const { length } = this.bytes;
    response.writeHead(range ? 206 : 200, {
      'content-type': shown ? type : 'application/octet-stream',
      'content-length': range ? range.end - range.start : length,
      'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(this.fileName)}`,
      'content-security-policy': 'sandbox',
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
      // The file behind a message never changes.
      'cache-control': 'private, max-age=3600, immutable',
      ...(range && { 'content-range': `bytes ${range.start}-${range.end - 1}/${length}` }),
    });
    response.end(range ? this.bytes.subarray(range.start, range.end) : this.bytes);
  }

  private rangeOf(header: string | undefined): { start: number; end: number } | undefined {
    const match = /^bytes=(\d+)-(\d*)$/.exec(header ?? '');
    if (!match) return undefined;
    const start = Number(match[1]);
    const end = match[2] ? Math.min(Number(match[2]) + 1, this.bytes.length) : this.bytes.length;
    return start < end ? { start, end } : undefined;
  }
}

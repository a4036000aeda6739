import sharp, { type Sharp } from 'sharp';
import { createTurns } from './turns.ts';

/** A picture larger than this isn't unpacked, whatever it says: 50 megapixels take about 200 MB. */
const mostPixels = 50_000_000;
const timeoutSeconds = 10;
const edge = 480;
const tinyEdge = 72;
const turns = createTurns(2);

// Each picture on one thread, and nothing kept: a process has other things to do.
sharp.concurrency(1);
sharp.cache(false);
// Of all formats that the library can read only these: no vectors, no documents, no network.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegFile',
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngFile',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpFile',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifFile',
    'VipsForeignLoadNsgifBuffer',
  ],
});

export interface Thumbnail {
  /** A WebP. */
  bytes: Buffer;
  /** Of the picture itself, as it is to be looked at. */
  width: number;
  height: number;
}

export const thumbnailType = 'image/webp';

/** The picture drawn anew, small. Of one that moves the first frame. Null when it can't be drawn. */
export async function makeThumbnail(picture: string | Buffer): Promise<Thumbnail | null> {
  return inTurn(async () => {
    const { autoOrient } = await read(picture).metadata();
    const bytes = await small(picture, edge).webp({ quality: 75 }).toBuffer();
    return { bytes, width: autoOrient.width, height: autoOrient.height };
  });
}

export const avatarEdge = 192;

/** A picture of a person: a square of it, as a WebP. Null when it can't be drawn. */
export async function makeAvatar(path: string): Promise<Buffer | null> {
  return inTurn(() =>
    read(path)
      .autoOrient()
      .resize(avatarEdge, avatarEdge, { fit: 'cover', position: 'attention' })
      .timeout({ seconds: timeoutSeconds })
      .webp({ quality: 80 })
      .toBuffer(),
  );
}

/** A thumbnail for documents that can't hold a WebP. */
export async function thumbnailAsJpeg(thumbnail: Buffer): Promise<Buffer | null> {
  return inTurn(() =>
    small(thumbnail, edge).flatten({ background: '#fff' }).jpeg({ quality: 75 }).toBuffer(),
  );
}

/** The little JPEG that travels inside a message. */
export async function makeTinyJpeg(picture: Buffer): Promise<Buffer | null> {
  return inTurn(() =>
    small(picture, tinyEdge).flatten({ background: '#fff' }).jpeg({ quality: 50 }).toBuffer(),
  );
}

function read(picture: string | Buffer): Sharp {
  return sharp(picture, { limitInputPixels: mostPixels, pages: 1, failOn: 'error' });
}

function small(picture: string | Buffer, size: number): Sharp {
  return read(picture)
    .autoOrient()
    .resize(size, size, { fit: 'inside', withoutEnlargement: true })
    .timeout({ seconds: timeoutSeconds });
}

/** A few at a time: pictures are large when they are unpacked. What is no picture is no fault of ours. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result | null> {
  return turns(async () => {
    try {
      return await work();
    } catch {
      return null;
    }
  });
}

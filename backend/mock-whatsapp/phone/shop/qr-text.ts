const PARTS_AT_LEAST = 4;

/** A QR's text is an optional address and then comma-separated keys; this only keeps obvious mistakes away. */
export const looksLikeQr = (text: string): boolean => text.trim().split(',').length >= PARTS_AT_LEAST;

/**
 * The QR text in the page's own address (`?scan=`). Also when it was put there without encoding: then a `+` came as
 * a space, and what follows the text's own `#` is the address' hash.
 */
export function qrInAddress(address: string): string | null {
  const { searchParams, hash } = new URL(address);
  const scan = searchParams.get('scan');
  if (!scan) return null;
  const text = looksLikeQr(scan) ? scan : scan + hash;
  return text.trim().replaceAll(' ', '+');
}

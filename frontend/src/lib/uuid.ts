let lastTime = 0;

/**
 * A UUIDv7; those made in one tab sort in the order they were made. By hand because `crypto.randomUUID` exists only on
 * https and localhost, and an installation on a local network is often plain http.
 */
export function uuidv7(now = Date.now()): string {
  lastTime = Math.max(now, lastTime + 1);
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(lastTime / 0x10000));
  view.setUint16(4, lastTime % 0x10000);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

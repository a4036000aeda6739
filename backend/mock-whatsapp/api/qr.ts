/** What a client's QR code holds: the server's name for this attempt, and a secret between client and phone. */
export function parseQr(text: string): { ref: string; advSecret: Buffer } {
  const fields = text
    .trim()
    .replace(/^https:\/\/wa\.me\/settings\/linked_devices#/, '')
    .split(',');
  const [ref, noiseKey, identityKey, secret] = fields;
  const keys = [noiseKey, identityKey, secret].map((field) => Buffer.from(field ?? '', 'base64'));
  const [, , advSecret] = keys;
  if (!ref || !advSecret || keys.some((key) => key.length !== 32)) {
    throw new Error('This is not the QR code of a WhatsApp client.');
  }
  return { ref, advSecret };
}

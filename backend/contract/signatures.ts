/** Where a company wants signatures: nowhere, or over or under what is sent. */
export const signaturePlaces = ['off', 'above', 'below'] as const;
export type SignaturePlace = (typeof signaturePlaces)[number];

export const maxSignatureLength = 120;

/** How somebody signs: `name`, in one line, at its place. */
export interface Signature {
  name: string;
  place: SignaturePlace;
}

/** The name as WhatsApp shows it in bold: asterisks in it would end that. */
function bold(name: string): string {
  return `*${name.replaceAll(/[*\s]+/g, ' ').trim()}*`;
}

/** What a signature adds before and after a text. Nothing to nothing. */
export function signatureParts(signature: Signature | null): { before: string; after: string } {
  const name = signature?.name.trim() ?? '';
  if (!signature || name === '' || signature.place === 'off') return { before: '', after: '' };
  return signature.place === 'above'
    ? { before: `${bold(name)}:\n`, after: '' }
    : { before: '', after: `\n\n${bold(name)}` };
}

/** A text as it is sent. An empty one stays empty, and so does one that says it already. */
export function signText(text: string, signature: Signature | null): string {
  const { before, after } = signatureParts(signature);
  if (text.trim() === '') return text;
  return (text.startsWith(before) ? '' : before) + text + (text.endsWith(after) ? '' : after);
}

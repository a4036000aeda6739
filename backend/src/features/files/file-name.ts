const longest = 150;

/** Control and format characters: also zero-width ones, and those that turn the direction of the text round. */
const unseen = /\p{C}/gu;
const notForNames = /[\\/:*?"<>|]/g;

/**
 * A file name from outside as people may see and save it: no path, nothing that hides what it ends with. Null when
 * nothing is left.
 */
export function cleanFileName(name: string | null | undefined): string | null {
  const seen = (name ?? '').normalize('NFC').replaceAll(unseen, '').replaceAll(notForNames, '_');
  const trimmed = seen.replaceAll(/\s+/g, ' ').replace(/^[. ]+|[. ]+$/g, '');
  if (trimmed === '') return null;
  if (trimmed.length <= longest) return trimmed;
  const ending = extensionOf(trimmed);
  return `${trimmed.slice(0, longest - ending.length).replaceAll(/\p{Surrogate}/gu, '')}${ending}`;
}

/** `.pdf` of `My order.pdf`, in lower case; empty where there is none. */
export function extensionOf(name: string | null): string {
  return /\.[a-z0-9]{1,8}$/i.exec(name ?? '')?.[0].toLowerCase() ?? '';
}

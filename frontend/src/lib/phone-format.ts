import { useEffect, useState } from 'react';

type Format = (digits: string) => string;

let loaded: Format | null = null;

/** The numbering plans of the world are big: they come after the page is there. */
async function load(): Promise<Format> {
  const { default: parsePhoneNumber } = await import('libphonenumber-js/min');
  loaded = (digits) => parsePhoneNumber(`+${digits}`)?.formatInternational() ?? `+${digits}`;
  return loaded;
}

/** `5511987654321` as people write it: `+55 11 98765 4321`; until that is known, with a plus only. */
export function usePhoneFormat(): Format {
  const [format, setFormat] = useState<{ format: Format } | null>(loaded && { format: loaded });
  useEffect(() => {
    if (format) return;
    load().then(
      (ready) => setFormat({ format: ready }),
      // The plain digits are readable enough.
      () => undefined,
    );
  }, [format]);
  return format?.format ?? ((digits) => `+${digits}`);
}

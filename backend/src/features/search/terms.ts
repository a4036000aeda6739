/** More words than these are looked for as one, in the order given. */
const mostTerms = 6;

/** The words that somebody typed; what stands in quotation marks is one. */
export function termsOf(text: string): string[] {
  const found = [...text.matchAll(/"([^"]*)"|([^\s"]+)/g)]
    .map(([, quoted, word]) => (quoted ?? word ?? '').trim().replace(/\s+/g, ' '))
    .filter(Boolean);
  const terms = [...new Set(found)];
  if (terms.length <= mostTerms) return terms;
  return [...terms.slice(0, mostTerms - 1), terms.slice(mostTerms - 1).join(' ')];
}

import { type CountryCode, getCountries, getCountryCallingCode } from 'libphonenumber-js/min';

export interface Country {
  code: CountryCode;
  name: string;
  callingCode: string;
}

/** Every country with a calling code, by its name in the language. */
export function countriesIn(language: string): Country[] {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return getCountries()
    .map((code) => ({ code, name: names.of(code) ?? code, callingCode: getCountryCallingCode(code) }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
}

/** The country this browser is probably in, by its languages. */
export function likelyCountry(browser: readonly string[] = navigator.languages): CountryCode {
  const known = new Set<string>(getCountries());
  for (const tag of browser) {
    const { region } = new Intl.Locale(tag);
    if (region && known.has(region)) return region as CountryCode;
  }
  const { region } = new Intl.Locale(browser[0] ?? 'en').maximize();
  return region && known.has(region) ? (region as CountryCode) : 'US';
}

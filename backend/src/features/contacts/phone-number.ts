import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { AppError } from '../../core/errors.ts';
import { phoneVariants } from './phone-variants.ts';

/** A phone number in any usual spelling, with its country code, as E.164 digits without `+`. Throws `invalid_phone_number`. */
export function parsePhoneNumber(text: string): string {
  const number = readPhoneNumber(text);
  if (!number) throw new AppError('invalid_phone_number');
  return number;
}

/** The same; null for what isn't a number. A Brazilian mobile number of before its ninth digit gets it. */
export function readPhoneNumber(text: string): string | null {
  const trimmed = text.trim();
  if (!/^[+\d\s().-]+$/.test(trimmed)) return null;
  const digits = trimmed.replace(/\D/g, '').replace(/^00/, '');
  for (const form of phoneVariants(digits)) {
    const parsed = parsePhoneNumberFromString(`+${form}`);
    if (parsed?.isValid()) return parsed.number.slice(1);
  }
  return null;
}

/**
 * The same for a number that may come without its country code: then it is one of `country`. Without `+` it is taken for
 * one of that country first.
 */
export function readNationalNumber(text: string, country: string): string | null {
  const trimmed = text.trim();
  if (!/^[+\d\s()./-]+$/.test(trimmed)) return null;
  const cleaned = trimmed.replaceAll('/', ' ');
  if (/^(\+|00)/.test(cleaned) || !isSupportedCountry(country)) return readPhoneNumber(cleaned);
  const parsed = parsePhoneNumberFromString(cleaned, country satisfies CountryCode);
  if (parsed?.isValid()) return parsed.number.slice(1);
  return readPhoneNumber(cleaned) ?? (parsed ? readPhoneNumber(parsed.number) : null);
}

/** The country whose number this is: E.164 digits. */
export function countryOf(phone: string): string | null {
  return parsePhoneNumberFromString(`+${phone}`)?.country ?? null;
}

import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { AppError } from '../../core/errors.ts';

/** A phone number in any usual spelling, with its country code, as E.164 digits without `+`. */
export function parsePhoneNumber(text: string): string {
  const trimmed = text.trim();
  const digits = trimmed.replace(/\D/g, '');
  const parsed = parsePhoneNumberFromString(`+${digits.replace(/^00/, '')}`);
  if (!/^[+\d\s().-]+$/.test(trimmed) || !parsed?.isValid()) throw new AppError('invalid_phone_number');
  return parsed.number.slice(1);
}

import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** E.164 digits as people write them: `+55 11 99999 0001`; unchanged when they are no known number. */
export function formatPhoneNumber(digits: string): string {
  return parsePhoneNumberFromString(`+${digits}`)?.formatInternational() ?? `+${digits}`;
}

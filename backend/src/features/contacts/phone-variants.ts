const brazilianMobile = /^55(\d{2})9?(\d{8})$/;

/**
 * The forms in which one and the same number may appear. Brazilian mobile numbers got a ninth digit, and WhatsApp
 * knows some accounts with it and some without. `phone`: E.164 digits without `+`; the given form comes first.
 */
export function phoneVariants(phone: string): string[] {
  const match = brazilianMobile.exec(phone);
  if (!match) return [phone];
  const [, area = '', subscriber = ''] = match;
  // Landlines begin with 2 to 5 and never took the ninth digit.
  if (!/^[6-9]/.test(subscriber)) return [phone];
  const forms = [`55${area}9${subscriber}`, `55${area}${subscriber}`];
  return [phone, ...forms.filter((form) => form !== phone)];
}

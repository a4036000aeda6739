/** What a spreadsheet would take for a formula. */
const formula = /^[=+\-@\t\r]/;

/** One value as CSV has it. What a spreadsheet would run it shows as a text. */
export function csvCell(value: string): string {
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvLine(values: string[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}

/** Without it spreadsheets take UTF-8 for something else. */
export const byteOrderMark = '\uFEFF';

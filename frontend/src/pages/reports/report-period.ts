import { subDays } from 'date-fns';

export const presets = [7, 30, 90, 365] as const;

function dayOf(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The last so many days, today among them. */
export function lastDays(count: number, today = new Date()): { firstDay: string; lastDay: string } {
  return { firstDay: dayOf(subDays(today, count - 1)), lastDay: dayOf(today) };
}

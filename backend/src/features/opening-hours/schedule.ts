import type { Schedule } from '@ticketz/contract/opening-hours';
import { openSpans } from './open-spans.ts';

/** Opening hours, or null: whoever has said none is always open. */
export type Hours = Schedule | null;

/** Whether it is open at an instant. */
export function isOpen(hours: Hours, at: Date): boolean {
  if (!hours) return true;
  const [span] = openSpans(hours, at.getTime());
  return span !== undefined && span.start <= at.getTime();
}

/** The next instant at which it opens, or closes; null when it stays as it is for more than a year. */
export function nextChange(hours: Hours, at: Date): Date | null {
  if (!hours) return null;
  const from = at.getTime();
  const farthest = from + 400 * 24 * 3_600_000;
  let openUntil: number | null = null;
  for (const { start, end } of openSpans(hours, from)) {
    if (openUntil === null && start > from) return new Date(start);
    if (openUntil !== null && start > openUntil) break;
    if (end > farthest) return null;
    openUntil = end;
  }
  return openUntil === null ? null : new Date(openUntil);
}

/** How long it is open between two instants; nothing when they are the wrong way round. */
export function openSecondsBetween(hours: Hours, from: Date, to: Date): number {
  if (to <= from) return 0;
  if (!hours) return (to.getTime() - from.getTime()) / 1000;
  let open = 0;
  for (const { start, end } of openSpans(hours, from.getTime())) {
    if (start >= to.getTime()) break;
    open += Math.min(end, to.getTime()) - Math.max(start, from.getTime());
  }
  return open / 1000;
}

/** When it will have been open for so long after an instant; null when it never will. */
export function addOpenSeconds(hours: Hours, from: Date, seconds: number): Date | null {
  let left = seconds * 1000;
  if (!hours || left <= 0) return new Date(from.getTime() + Math.max(left, 0));
  for (const { start, end } of openSpans(hours, from.getTime())) {
    const begin = Math.max(start, from.getTime());
    if (end - begin >= left) return new Date(begin + left);
    left -= end - begin;
  }
  return null;
}

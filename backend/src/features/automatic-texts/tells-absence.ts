import { type Hours, isOpen, openSecondsBetween } from '../opening-hours/schedule.ts';

/** What is to be known of a customer who writes. */
export interface AbsenceFacts {
  hours: Hours;
  at: Date;
  /** What they would be told; empty: nothing is ever said. */
  text: string;
  /** Nothing automatic goes to groups, nor to whom it is switched off for. */
  silent: boolean;
  /** Somebody has their ticket and is on line at this moment. */
  inGoodHands: boolean;
  /** When they were told last. */
  toldAt: Date | null;
}

/**
 * What a customer hears outside of the opening hours. `open`: that doesn't concern them · `tell`: nobody is there ·
 * `told`: they know it already, for it hasn't been open since. Nothing else automatic answers them meanwhile.
 */
export function tellsAbsence(facts: AbsenceFacts): 'open' | 'tell' | 'told' {
  const { hours, at, text, silent, inGoodHands, toldAt } = facts;
  if (text === '' || silent || inGoodHands || isOpen(hours, at)) return 'open';
  return toldAt && openSecondsBetween(hours, toldAt, at) === 0 ? 'told' : 'tell';
}

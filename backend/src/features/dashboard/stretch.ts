/** What is counted at once: all that has an id after one and up to another, by the days of a time zone. */
export interface Stretch {
  after: string;
  until: string;
  timeZone: string;
}

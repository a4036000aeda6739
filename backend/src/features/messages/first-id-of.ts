/** The smallest UUIDv7 of a moment: ids are made when rows are, so the primary key finds the rows since then. */
export function firstIdOf(time: Date): string {
  const hex = time.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** What the customer of a ticket is to be told of what became of it. */
export type TextDue = 'farewell' | 'transfer';

/** When that is said, as SQL: not before it can't be undone with one click any more. */
export const textDueAt = `now() + interval '6 seconds'`;

/** Whether a ticket's connection says something when it is closed, as SQL over the row `ticket`. */
export function farewellOf(ticket: string): string {
  return saysOf(ticket, 'farewell');
}

/**
 * The same for one that was in somebody's hands and comes into others, or to wait again. What is taken back before it was told
 * isn't told. `after`: the row of what it is then.
 */
export function transferOf(ticket: string, after: string): string {
  return `CASE WHEN ${ticket}.status = 'open' AND ${ticket}.assignee_id IS DISTINCT FROM ${after}."assigneeId"
    AND ${ticket}.text_due IS NULL THEN ${saysOf(ticket, 'transfer')} END`;
}

function saysOf(ticket: string, due: TextDue): string {
  return `(SELECT '${due}' FROM connections n
    WHERE n.id = ${ticket}.connection_id AND n.${due}_text <> '' AND NOT ${ticket}.is_group)`;
}

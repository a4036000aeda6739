/**
 * Where a person begins with the bot, as SQL: null where they don't, because there is none on the connection, they are a
 * group, or it is switched off for them. `connection`: its id, `contact`: the name of the contact's row.
 */
export function botStartOf(connection: string, contact: string): string {
  return `CASE WHEN NOT ${contact}.is_group AND NOT ${contact}.bot_off AND bot_answers(${connection}) THEN '{}'::jsonb END`;
}

/** When a customer is answered who writes now, as SQL: what they write within a moment is one turn. */
export const botDue = `now() + interval '1 second'`;

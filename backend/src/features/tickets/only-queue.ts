/** The queue of a new ticket, as SQL: that of its connection, where it serves exactly one. `connection`: its id in SQL. */
export function onlyQueueOf(connection: string): string {
  return `(SELECT (array_agg(k.queue_id))[1] FROM queue_connections k WHERE k.connection_id = ${connection}
    HAVING count(*) = 1)`;
}

import { useQuery } from '@tanstack/react-query';
import { userEndpoints } from '@ticketz/contract/users';
import { useMe } from '../../../../api/session.ts';
import { may } from '../../../../features/auth/may.ts';
import { connectionSummariesQuery } from '../../../../features/connections/connection-queries.ts';
import { queueSummariesQuery } from '../../../../features/queues/queue-queries.ts';
import { tagsQuery } from '../../../../features/tags/tag-queries.ts';
import { usersQuery } from '../../../../features/users/user-queries.ts';

/** What one can filter by. Agents see only their own tickets: whose isn't a question for them. */
export function useFilterChoices() {
  const forAgents = may(useMe(), userEndpoints.listUsers);
  const { data: agents } = useQuery({ ...usersQuery(), enabled: forAgents });
  const { data: connections } = useQuery(connectionSummariesQuery);
  const { data: tags } = useQuery(tagsQuery);
  const { data: queues } = useQuery(queueSummariesQuery);
  return { forAgents, agents, connections, queues, tags };
}

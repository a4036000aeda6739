import './connections.events.ts';
import { mapToRealtime } from '../../core/events.ts';
import { rooms } from '../../core/realtime.ts';

export function mapConnectionEvents(): void {
  mapToRealtime('connection.changed', ({ companyId, connection, summary }) => [
    { type: 'connection.updated', data: { connection }, rooms: [rooms.admins(companyId)] },
    ...(summary
      ? [
          {
            type: 'connection.stateChanged' as const,
            data: { connection: summary },
            rooms: [rooms.company(companyId)],
            except: [rooms.admins(companyId)],
          },
        ]
      : []),
  ]);
  mapToRealtime('connection.removed', ({ companyId, connectionId }) => [
    { type: 'connection.removed', data: { connectionId }, rooms: [rooms.company(companyId)] },
  ]);
}

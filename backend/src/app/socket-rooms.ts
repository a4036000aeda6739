import type { AppSocket } from '../core/realtime.ts';
import { findSightRooms } from '../features/tickets/find-sight-rooms.ts';

/**
 * Keeps sockets in the rooms of what their people may see. Each socket's moves wait for each other, and each looks anew: one
 * that knew the rights of before never comes last.
 */
export function createSocketRooms() {
  const joined = new WeakMap<AppSocket, string[]>();
  const moving = new WeakMap<AppSocket, Promise<unknown>>();

  /** After what is under way for it; what came before having failed changes nothing. */
  function inTurn<T>(socket: AppSocket, move: () => Promise<T>): Promise<T> {
    const before = moving.get(socket) ?? Promise.resolve();
    const turn = before.then(move, move);
    moving.set(
      socket,
      turn.catch(() => undefined),
    );
    return turn;
  }

  async function moveTo(socket: AppSocket, rooms: string[]): Promise<void> {
    for (const room of joined.get(socket) ?? []) {
      if (!rooms.includes(room)) await socket.leave(room);
    }
    joined.set(socket, rooms);
    if (!socket.disconnected) await socket.join(rooms);
  }

  return {
    /** Puts a new socket into its rooms; answers which. */
    enter: (socket: AppSocket): Promise<string[]> =>
      inTurn(socket, async () => {
        const { userId } = socket.data;
        const rooms = (await findSightRooms([socket.data])).get(userId) ?? [];
        await moveTo(socket, rooms);
        return rooms;
      }),
    /** Moves these where they belong now, with one look at all of them. */
    async refresh(sockets: AppSocket[]): Promise<void> {
      const found = Promise.all(sockets.map((socket) => moving.get(socket) ?? Promise.resolve())).then(() =>
        findSightRooms(sockets.map(({ data }) => data)),
      );
      await Promise.all(
        sockets.map((socket) =>
          inTurn(socket, async () => moveTo(socket, (await found).get(socket.data.userId) ?? [])),
        ),
      );
    },
  };
}

import { stringifySetCookie } from 'cookie';
import type { Exchange } from '../../core/http/route.ts';
import { sessionLifetimeDays } from './refresh-token.ts';

export const filesCookieName = 'ticketz_files';

/**
 * Who is calling, for what a page loads by `<img>` and `<video>`, which can't send a header. Out of reach for scripts and
 * other sites, sent to the downloads of files only, and good for nothing else.
 */
export function createFilesCookie({ secure }: { secure: boolean }): {
  write(exchange: Exchange, token: string): void;
  clear(exchange: Exchange): void;
} {
  const set = (exchange: Exchange, value: string, maxAge: number) =>
    exchange.setCookie(
      stringifySetCookie(filesCookieName, value, {
        httpOnly: true,
        sameSite: 'strict',
        path: '/api/files',
        secure,
        maxAge,
      }),
    );
  return {
    write: (exchange, token) => set(exchange, token, sessionLifetimeDays * 24 * 3_600),
    clear: (exchange) => set(exchange, '', 0),
  };
}

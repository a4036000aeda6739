import { authEndpoints, type Session } from '@ticketz/contract/auth';
import type { Endpoint } from '@ticketz/contract/endpoint';
import { type ErrorBody, errorBody } from '@ticketz/contract/errors';
import { parseSetCookie } from 'cookie';

/** What came back, good or bad. */
export interface BrowserAnswer {
  status: number;
  body: unknown;
  error: ErrorBody['error'] | undefined;
  /** The `Set-Cookie` header as it came. */
  setCookie: string | undefined;
}

/** A browser as far as log-in goes: it keeps the refresh cookie and sends it where it belongs. */
export interface Browser {
  /** The value of the refresh cookie; set it to try another one. */
  cookie: string | undefined;
  send(
    endpoint: Endpoint,
    input?: { body?: unknown; token?: string; params?: Record<string, string> },
  ): Promise<BrowserAnswer>;
  /** Logs in; throws when that's refused. */
  logIn(email: string, password: string): Promise<Session>;
  refresh(): Promise<BrowserAnswer>;
}

/** `address`: where it comes from, as the proxy in front tells it. */
export function createBrowser(url: string, address = '203.0.113.7'): Browser {
  const browser: Browser = {
    cookie: undefined,
    async send(endpoint, { body, token, params = {} } = {}) {
      const path = endpoint.path.replaceAll(/:(\w+)/g, (_whole, name: string) => params[name] ?? '');
      const response = await fetch(`${url}/api${path}`, {
        method: endpoint.method,
        headers: {
          'x-forwarded-for': address,
          'user-agent': 'Test browser',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(browser.cookie && path.startsWith('/auth')
            ? { cookie: `ticketz_refresh=${browser.cookie}` }
            : {}),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      });
      const text = await response.text();
      const answer: unknown = text === '' ? undefined : JSON.parse(text);
      const setCookie = response.headers
        .getSetCookie()
        .find((header) => header.startsWith('ticketz_refresh='));
      if (setCookie) browser.cookie = parseSetCookie(setCookie).value || undefined;
      const error = response.ok ? undefined : errorBody.parse(answer).error;
      return { status: response.status, body: answer, error, setCookie };
    },
    async logIn(email, password) {
      const { body, error } = await browser.send(authEndpoints.logIn, { body: { email, password } });
      if (error) throw new Error(`Not logged in: ${error.code}`);
      return authEndpoints.logIn.response.parse(body);
    },
    refresh: () => browser.send(authEndpoints.refresh),
  };
  return browser;
}

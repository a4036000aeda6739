import { ControlError } from './control-error.ts';
import type { Fields } from './fields.ts';

export interface Call {
  params: Record<string, string>;
  /** Of a route that takes a file: what stands in the address. */
  body: Fields;
  file?: { bytes: Buffer };
}

export interface Route {
  method: 'GET' | 'POST';
  /** Segments; one that starts with a colon is a parameter. */
  path: string;
  /** Default: JSON. */
  takes?: 'file';
  run(call: Call): unknown;
}

export interface Match {
  route: Route;
  params: Record<string, string>;
}

/** The route for a method and path; 404 when no route has the path, 405 when only the method differs. */
export function findRoute(routes: readonly Route[], method: string, path: string): Match {
  const matches = routes.flatMap((route) => {
    const params = matchPath(route.path, path);
    return params ? [{ route, params }] : [];
  });
  const found = matches.find((match) => match.route.method === method);
  if (found) return found;
  if (matches.length > 0)
    throw new ControlError(405, 'method_not_allowed', `${path} does not take ${method}`);
  throw new ControlError(404, 'not_found', `There is nothing at ${path}`);
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    if (segment.startsWith(':')) params[segment.slice(1)] = decode(value);
    else if (segment !== value) return null;
  }
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new ControlError(400, 'bad_request', 'The address is not well-formed');
  }
}

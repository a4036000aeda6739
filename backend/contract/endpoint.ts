import type { z } from 'zod';

/**
 * The roles a person can have, from the most powerful down. `super` runs the installation, a `supervisor` leads the queues
 * that they are a member of.
 */
export const roles = ['super', 'admin', 'supervisor', 'agent'] as const;
export type Role = (typeof roles)[number];

/** Who may call an endpoint: anybody, or a logged-in person with at least this role. */
export type Access = 'public' | Role;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One REST endpoint. `path` is below `/api` and names its parameters as `:name`.
 * The server parses `params`, `query` and `body` with these schemas before any code of a feature runs, and
 * parses the answer with `response`: what the schema doesn't name never leaves the server.
 * `allowWhilePasswordExpired`: callable by a person who must change the password first.
 * `transfer`: bytes instead of JSON. `upload`: the request's body is the file itself, as `application/octet-stream`.
 * `download`: the answer is the file itself, ranges are answered, and the cookie of files will do for who is calling, so
 * that `<img>` and `<video>` work.
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  readonly method: Method;
  readonly path: `/${string}`;
  readonly access: Access;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly response: Response;
  readonly allowWhilePasswordExpired?: boolean;
  readonly transfer?: 'upload' | 'download';
}

/** Declares an endpoint and keeps the exact types of its schemas. */
export function endpoint<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Response extends z.ZodType = z.ZodVoid,
>(definition: Endpoint<Params, Query, Body, Response>): Endpoint<Params, Query, Body, Response> {
  return definition;
}

/** True when `role` has at least the rights of `needed`. */
export function roleIncludes(role: Role, needed: Role): boolean {
  return roles.indexOf(role) <= roles.indexOf(needed);
}

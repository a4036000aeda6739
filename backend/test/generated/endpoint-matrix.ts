import { type Endpoint } from '@ticketz/contract/endpoint';
import { callEndpoint, paramNames } from './call-endpoint.ts';
import { endpoints } from './endpoints.ts';
import { sampleOf, toSchema, variantsOf } from './sample.ts';
import type { SecurityApp } from './security-app.ts';
import { type CompanyWorld, fingerprint, type Person } from './world.ts';

/** Who calls, and whose ids are in the call. */
const callers = [
  'nobody',
  'the agent',
  'a colleague',
  'the head of its queue',
  'the head of another queue',
  'an admin',
  'the super admin, at home',
  "another company's agent",
  "another company's admin",
  'the super admin, elsewhere',
] as const;
type Caller = (typeof callers)[number];

export const endpointColumns = ['Endpoint', 'Way', 'For', ...callers];

/** The company whose ids strangers put into their calls, the strangers' own, and the company of the super admin. */
interface Cast {
  target: CompanyWorld;
  elsewhere: CompanyWorld;
  operator: CompanyWorld;
}

/** One row for each endpoint: what it answers to each caller, found by calling it. */
export async function endpointRows(app: SecurityApp): Promise<string[][]> {
  const [target, elsewhere] = await Promise.all([app.worlds.make(), app.worlds.make()]);
  const cast = { target, elsewhere, operator: await app.worlds.make({ operator: true }) };
  const rows: string[][] = [];
  for (const [name, endpoint] of endpoints) {
    const before = JSON.stringify(await fingerprint(app.owner, target.id));
    const cells: string[] = [];
    for (const caller of callers) cells.push(await tryAs(app, endpoint, caller, cast));
    const crossed = before !== JSON.stringify(await fingerprint(app.owner, target.id));
    // The super admin's endpoints are there to change companies.
    if (crossed && endpoint.access !== 'super') cells.push('**CHANGED BY A STRANGER**');
    rows.push([name, `\`${endpoint.method} ${endpoint.path}\``, endpoint.access, ...cells]);
  }
  return rows;
}

async function tryAs(app: SecurityApp, endpoint: Endpoint, caller: Caller, cast: Cast): Promise<string> {
  const { person, ids } = strangerOf(caller, cast) ?? (await insiderOf(app, endpoint, caller, cast));
  const answered = await callEndpoint(app.url, endpoint, {
    params: Object.fromEntries(paramNames(endpoint).map((name) => [name, ids[name] ?? ''])),
    query: endpoint.query && { tab: 'all', text: 'Good morning' },
    body: endpoint.body && sampleOf(firstVariant(endpoint.body), ids),
    token: person?.token,
  });
  if (endpoint.access === 'public') return answered.status < 500 ? 'public' : String(answered.status);
  if ([401, 403, 404].includes(answered.status) || answered.status >= 500) return String(answered.status);
  if (ids !== cast.target.ids || endpoint.access === 'super') return 'yes';
  const text = JSON.stringify(answered.body ?? '');
  if (Object.values(ids).some((id) => text.includes(id))) return '**SHOWN TO A STRANGER**';
  return paramNames(endpoint).length > 0 ? '**FOUND BY A STRANGER**' : 'own only';
}

interface Call {
  person: Person | undefined;
  ids: Record<string, string>;
}

function strangerOf(caller: Caller, { target, elsewhere, operator }: Cast): Call | undefined {
  const { ids } = target;
  if (caller === 'nobody') return { person: undefined, ids };
  if (caller === "another company's agent") return { person: elsewhere.people.agent, ids };
  if (caller === "another company's admin") return { person: elsewhere.people.admin, ids };
  if (caller === 'the super admin, elsewhere') return { person: operator.people.super, ids };
  return undefined;
}

/** In a company of its own for each call that changes something: one may delete what the next needs. */
async function insiderOf(app: SecurityApp, endpoint: Endpoint, caller: Caller, cast: Cast): Promise<Call> {
  const atHome = caller === 'the super admin, at home';
  const kept = atHome ? cast.operator : cast.elsewhere;
  const { ids, people, colleague, otherHead } =
    endpoint.method === 'GET' ? kept : await app.worlds.make({ operator: atHome });
  if (atHome) return { person: people.super, ids };
  if (caller === 'a colleague') return { person: colleague, ids };
  if (caller === 'the head of its queue') return { person: people.supervisor, ids };
  if (caller === 'the head of another queue') return { person: otherHead, ids };
  return { person: caller === 'an admin' ? people.admin : people.agent, ids };
}

function firstVariant(body: NonNullable<Endpoint['body']>) {
  return variantsOf(toSchema(body, 'input'))[0] ?? {};
}

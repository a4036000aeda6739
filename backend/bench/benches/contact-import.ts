import { contactImportEndpoints, contactImport as shape } from '@ticketz/contract/contact-imports';
import pg from 'pg';
import type { ApiClient } from '../../test/harness/api-client.ts';
import type { Bench, BenchContext, Figure } from '../lib/bench.ts';
import { memoryOf } from '../lib/cpu.ts';
import { type BusyShop, fillShop } from '../lib/flood-data.ts';
import { visit } from '../lib/neighbour.ts';
import { percentile, round } from '../lib/numbers.ts';
import {
  launchProduct,
  logIn,
  makeSecrets,
  makeShop,
  type ProductProcess,
  type Secrets,
  until,
} from '../lib/product.ts';

const mostMs = 30 * 60_000;
/** Nothing of it goes to WhatsApp. */
const whatsappUrl = 'ws://127.0.0.1:1';

interface Scene {
  databaseUrl: string;
  secrets: Secrets;
  admin: Awaited<ReturnType<typeof makeShop>>;
  neighbour: BusyShop;
}

/** The largest import there may be: beside a neighbour, and through a kill -9 in the middle. */
export const contactImport: Bench = {
  name: 'import.contacts',
  async run(context) {
    const rows = context.quick ? 5_000 : 50_000;
    const scene = await setScene(context);
    let product = await launch(scene);
    try {
      const { api, token } = await adminOf(scene, product);
      const quiet = await visit(product.url, scene.neighbour, { seconds: context.quick ? 4 : 20 });
      const memoryBefore = await memoryOf(product.pid);
      context.log(`reading ${rows} rows`);
      const [draft, readMs] = await timed(() => upload(product, token, rows));
      const params = { contactImportId: draft };
      const { settings } = await api.call(contactImportEndpoints.getContactImport, { params });
      context.log('trying them out');
      await api.call(contactImportEndpoints.checkContactImport, { params, body: settings });
      const [, checkMs] = await timed(() => reached(api, draft, ({ state }) => state === 'checked'));
      context.log('importing them, with a kill in the middle');
      await api.call(contactImportEndpoints.startContactImport, { params });
      const startedAt = performance.now();
      let half = false;
      const visiting = visit(product.url, scene.neighbour, { seconds: mostMs / 1_000, ended: () => half });
      await reached(api, draft, ({ place }) => place >= rows / 2);
      half = true;
      const [beside, halfMs] = [await visiting, performance.now() - startedAt];
      const memory = await memoryOf(product.pid, 'VmHWM');
      process.kill(product.pid, 'SIGKILL');
      await product.stop();
      const [, restMs] = await timed(async () => {
        product = await launch(scene);
        const { api: again } = await adminOf(scene, product);
        await reached(again, draft, ({ state }) => state === 'done');
      });
      const made = await countMade(scene);
      if (made.contacts !== rows || made.numbers !== rows) {
        throw new Error(`${rows} rows made ${made.contacts} contacts with ${made.numbers} numbers`);
      }
      const measured = { readMs, checkMs, halfMs, restMs, memoryBefore, memory };
      return figures(rows, { quiet, beside }, measured);
    } finally {
      await product.stop();
    }
  },
};

async function setScene(context: BenchContext): Promise<Scene> {
  const server = await context.postgres();
  const databaseUrl = await server.makeDatabase('imports');
  const secrets = makeSecrets();
  const first = await launchProduct({ databaseUrl, whatsappUrl, profile: false, limited: true }, secrets);
  await first.stop();
  const [admin, calm] = [await makeShop(databaseUrl), await makeShop(databaseUrl)];
  const neighbour = await fillShop(databaseUrl, calm, { people: 3, customers: [], secrets });
  return { databaseUrl, secrets, admin, neighbour };
}

function launch({ databaseUrl, secrets }: Scene): Promise<ProductProcess> {
  return launchProduct({ databaseUrl, whatsappUrl, profile: false, limited: true }, secrets);
}

async function adminOf(
  { admin, secrets }: Scene,
  { url }: ProductProcess,
): Promise<{ api: ApiClient; token: string }> {
  const { api, token } = await logIn(admin, url, secrets);
  return { api, token };
}

async function upload({ url }: ProductProcess, token: string, rows: number): Promise<string> {
  const lines = Array.from(
    { length: rows },
    (_, index) =>
      `Cliente ${index},+5511${960_000_000 + index},cliente${index}@example.com,Compra às ${index % 24}h`,
  );
  const response = await fetch(`${url}/api/contact-imports?name=clientes.csv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    body: `Nome,Telefone,E-mail,Observações\n${lines.join('\n')}`,
  });
  if (response.status !== 200) throw new Error(`The file was answered with ${response.status}`);
  return shape.parse(await response.json()).id;
}

async function reached(
  api: ApiClient,
  contactImportId: string,
  there: (one: { state: string; place: number }) => boolean,
): Promise<void> {
  await until('the import to move on', mostMs, async () => {
    const one = await api.call(contactImportEndpoints.getContactImport, { params: { contactImportId } });
    if (one.state === 'failed') throw new Error('The import has failed');
    return there(one);
  });
}

async function timed<Result>(work: () => Promise<Result>): Promise<[Result, number]> {
  const startedAt = performance.now();
  return [await work(), performance.now() - startedAt];
}

async function countMade({ databaseUrl, admin }: Scene): Promise<{ contacts: number; numbers: number }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    `SELECT (SELECT count(*) FROM contacts WHERE company_id = $1)::int AS contacts,
            (SELECT count(DISTINCT value) FROM contact_identities WHERE company_id = $1 AND kind = 'phone')::int AS numbers`,
    [admin.companyId],
  );
  await client.end();
  return rows[0];
}

function figures(
  rows: number,
  { quiet, beside }: { quiet: number[]; beside: number[] },
  { readMs, checkMs, halfMs, restMs, memoryBefore, memory }: Record<string, number | null>,
): Figure[] {
  const inSeconds = (ms: number | null | undefined) => round((ms ?? 0) / 1_000);
  return [
    {
      name: 'import.contacts',
      value: inSeconds((halfMs ?? 0) * 2),
      unit: 's',
      inputs: {
        rows,
        readSeconds: inSeconds(readMs),
        tryingSeconds: inSeconds(checkMs),
        halfUntilKillSeconds: inSeconds(halfMs),
        startAndRestAfterKillSeconds: inSeconds(restMs),
        memoryMb: { before: round(memoryBefore ?? 0), most: round(memory ?? 0) },
      },
    },
    {
      name: 'import.contacts.neighbour',
      value: round(percentile(beside, 0.95)),
      unit: 'ms',
      versus: { what: "the neighbour's p95 before", value: round(percentile(quiet, 0.95)) },
      inputs: { rows, requests: beside.length },
    },
  ];
}

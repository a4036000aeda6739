import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { startDemoWhatsApp } from '@ticketz/mock-whatsapp/control/demo-whatsapp';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { processEnvironment } from '../core/env.ts';
import { asSystem, withCompany } from '../core/tenancy.ts';
import { queryOne } from '../core/unit-of-work.ts';
import { insertUser } from '../features/users/insert-user.ts';
import { hashPassword } from '../features/users/passwords.ts';
import { inProject } from './paths.ts';
import { runProcess } from './run-process.ts';

/**
 * `npm run demo`: the product on an embedded database, with simulated phones instead of WhatsApp and a shop with a few
 * people in it. Everything between is the real thing. Kept in `.data/demo`; delete that folder to start over.
 */
const environment = processEnvironment();
const dataDir = inProject(environment.DATA_DIR ?? '.data', 'demo');
const company = 'Loja Aurora';
const people = [
  { name: 'Rosa', email: 'rosa@demo.example.com', role: 'admin' },
  { name: 'Ana', email: 'ana@demo.example.com', role: 'agent' },
  { name: 'Bia', email: 'bia@demo.example.com', role: 'agent' },
] as const;
const operatorEmail = 'operator@demo.example.com';

mkdirSync(dataDir, { recursive: true });
const passwords = demoPasswords(join(dataDir, 'log-ins.json'));
const phonePort = await freePort(3001);
const phones = await startDemoWhatsApp({
  port: phonePort,
  controlPort: await freePort(phonePort + 1),
  stateFile: join(dataDir, 'phones.json'),
});

await runProcess({
  environment: {
    DATA_DIR: dataDir,
    PORT: String(await freePort(Number(environment.PORT ?? 3000))),
    WHATSAPP_WEB_URL: phones.url,
    WHATSAPP_MEDIA_URL: `https://${phones.whatsapp.mediaHost}`,
    WHATSAPP_MEDIA_CERTIFICATE: phones.whatsapp.mediaCertificate,
    ADMIN_EMAIL: operatorEmail,
    ADMIN_PASSWORD: passwords.operator,
    LOG_LEVEL: environment.LOG_LEVEL ?? 'warn',
    // The demo never touches a database or a Redis of the operator's.
    DATABASE_URL: '',
    REDIS_URL: '',
  },
  demoPhoneUrl: phones.phoneUrl,
  async started({ url }) {
    await ensureShop();
    process.stdout.write(welcome(url, phones.phoneUrl));
  },
  stop: () => phones.close(),
});

/** Passwords of this demo alone: made once, kept beside its data, readable by the owner only. */
function demoPasswords(file: string): { shop: string; operator: string } {
  const schema = z.object({ shop: z.string(), operator: z.string() });
  if (!existsSync(file)) {
    const word = () => randomBytes(9).toString('base64url');
    writeFileSync(file, JSON.stringify({ shop: word(), operator: word() }), { mode: 0o600 });
  }
  return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

async function ensureShop(): Promise<void> {
  const known = await asSystem(() => queryOne('SELECT 1 FROM companies WHERE name = $1', [company]));
  if (known) return;
  const passwordHash = await hashPassword(passwords.shop);
  const id = newId();
  await withCompany(id, async () => {
    await queryOne('INSERT INTO companies (id, name) VALUES ($1, $2)', [id, company]);
    for (const person of people) await insertUser({ ...person, passwordHash, mustChangePassword: false });
  });
}

/** `wanted`, or the next one that nothing listens on. */
async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 50; port += 1) {
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port from ${wanted} on`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });
}

function welcome(url: string, phoneUrl: string): string {
  const logIns = people
    .map(({ name, email, role }) => `    ${name.padEnd(9)}${email.padEnd(28)}${role}`)
    .join('\n');
  return `
  Ticketz            ${url}
  The demo phones    ${phoneUrl}

  Log in to ${company} with the password  ${passwords.shop}
${logIns}
  The operator       ${operatorEmail}    password  ${passwords.operator}

  1. Log in as Rosa, add a connection, and scan its code with the demo phone.
  2. Write to the shop from the demo phone as a customer.
  3. Answer in the inbox. Ctrl+C stops everything; the data stays in .data/demo.
`;
}

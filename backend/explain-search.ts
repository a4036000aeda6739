import pg from 'pg';
import { startBenchPostgres } from './bench/lib/postgres.ts';
import { ticketPageStatement } from './src/features/tickets/ticket-page.ts';
import { searchTerms } from './src/features/contacts/find-contacts.ts';
import { messageSearchStatement } from './src/features/search/search-messages.ts';
import { termsOf } from './src/features/search/terms.ts';
const server = await startBenchPostgres('/tmp/wt/lead/.data/bench-big/full-df94b93c1adf');
const url = new URL(server.url); url.pathname = '/big';
const client = new pg.Client({ connectionString: url.href });
await client.connect();
const company = (await client.query('SELECT id FROM companies WHERE last_ticket_number > 0 ORDER BY id LIMIT 1')).rows[0].id;
const people = (await client.query(`SELECT id, role FROM users WHERE company_id=$1 ORDER BY role, id`, [company])).rows;
const admin = people.find((p: any) => p.role === 'admin'), agent = people.find((p: any) => p.role === 'agent');
const kinds = { rare: ['berimbau', 'jabuticabeira','cuíca'], common: ['obrigado', 'geladeira', 'COURO', 'nota fiscal', 'não recebi', '"bom dia"'], none: ['zebra', 'ninguém assim', 'xyz', 'desoxirribonucleico'], name: ['zuleica zan', 'maria', 'otávio magalhães', 'João'], number: ['99193', '123457', '#4711', '1199'] };
await client.query('SET ROLE ticketz_app'); await client.query(`SELECT set_config('app.company_id', '${company}', false)`);
const explain = process.argv[2];
const time = async (text: string, values: unknown[], name: string) => {
  let best = 1e9; let rows: any[] = [];
  for (let i = 0; i < 7; i++) { const s = performance.now(); rows = (await client.query({ text, values, name: name.slice(0, 40) })).rows; best = Math.min(best, performance.now() - s); }
  return { best, rows };
};
for (const [kind, texts] of Object.entries(kinds)) for (const text of texts) for (const p of [admin, agent]) {
  const actor = { userId: p.id, role: p.role, companyId: company } as never;
  const terms = searchTerms(text);
  const f = await time('SELECT id FROM find_contacts($1, $2, $3) AS id', [terms.name, terms.digits, 1001], 'find-contacts');
  const contactIds = f.rows.length > 1000 ? null : f.rows.map((r) => r.id);
  let t = { best: 0, rows: [] as any[] };
  if (!(contactIds?.length === 0 && terms.number === null)) {
    const st = ticketPageStatement(actor, { tab: 'all', limit: 12, after: null, search: { terms, contactIds } });
    t = await time(st.text, st.values, st.name);
    if (explain === `${text}:${p.role}`) console.log((await client.query({ text: 'EXPLAIN (ANALYZE, BUFFERS) ' + st.text, values: st.values })).rows.map((r) => r['QUERY PLAN']).join('\n'));
  }
  const out: string[] = [];
  for (const most of p.role === 'admin' ? [9] : [200, 1000, 2000]) {
    const ms = messageSearchStatement(actor, { } as never, { terms: termsOf(text), place: null, wanted: 8, most });
    const m = await time(ms.text, ms.values, ms.name + most);
    out.push(`${most}:${m.best.toFixed(1)}(${m.rows.filter((r) => r.hit).length}h)`);
  }
  console.log(kind.padEnd(7), text.padEnd(20), p.role.padEnd(6), `contacts ${f.best.toFixed(1)} (${f.rows.length})  tickets ${t.best.toFixed(1)} (${t.rows.length})  messages ${out.join(' ')}`);
}
await client.end(); await server.stop();

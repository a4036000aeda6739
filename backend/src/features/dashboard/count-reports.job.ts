import { z } from 'zod';
import { job } from '../../core/jobs.ts';
import { asSystem } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';
import { workOff } from '../../core/work-off.ts';
import { countCompany, settledAfterSeconds } from './count-company.ts';

/** Keeps the counts of reports up: for each company to which something has come. */
export const countReports = job({
  name: 'count-reports',
  schema: z.object({}),
  everyMs: 20_000,
  async handle(_data, signal) {
    const companies = await asSystem(() =>
      query<{ id: string }>(
        `SELECT c.id FROM companies c LEFT JOIN report_states s ON s.company_id = c.id
           CROSS JOIN (SELECT uuidv7(make_interval(secs => -$1::float8)) AS id) settled
          WHERE s.company_id IS NULL
             OR EXISTS (SELECT FROM messages m
                 WHERE m.company_id = c.id AND m.id > s.counted_until AND m.id <= settled.id)
             OR EXISTS (SELECT FROM ticket_events e
                 WHERE e.company_id = c.id AND e.id > s.counted_until AND e.id <= settled.id)`,
        [settledAfterSeconds],
      ),
    );
    await workOff(companies, signal, ({ id }) => countCompany(id, { signal }));
  },
});

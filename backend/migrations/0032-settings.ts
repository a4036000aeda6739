import type { Migration } from '../src/core/migrate.ts';

/** What a company decides, by name: `contract/settings.ts` says what there is. What isn't stored is as it is at first. */
export const settings: Migration = {
  name: '0032-settings',
  async up(client) {
    await client.query(`
      ALTER TABLE companies ADD settings jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object');
      UPDATE companies SET settings = jsonb_strip_nulls(jsonb_build_object(
        'signatures', nullif(signatures, 'off'), 'reopenMinutes', nullif(least(reopen_minutes, 43200), 120)));
      ALTER TABLE companies DROP signatures, DROP reopen_minutes;
    `);
  },
};

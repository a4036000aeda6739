import { readFileSync } from 'node:fs';
import { aboutEndpoints } from '@ticketz/contract/about';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApiClient } from '../../../test/harness/api-client.ts';
import { startTestApp, type TestApp } from '../../../test/harness/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ environment: { SOURCE_URL: 'https://example.com/our-source' } });
});
afterAll(() => app.stop());

it('tells anybody what this is and where its source is', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  expect(await createApiClient(app.url).call(aboutEndpoints.about, {})).toEqual({
    name: 'Ticketz',
    version,
    sourceUrl: 'https://example.com/our-source',
    demoPhoneUrl: null,
  });
});

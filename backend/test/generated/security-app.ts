import type { Pool } from 'pg';
import { type AccessTokens, createAccessTokens } from '../../src/features/auth/access-token.ts';
import { startTestApp, type TestApp } from '../harness/test-app.ts';
import { createWorldMaker, type WorldMaker } from './world.ts';

export interface SecurityApp {
  app: TestApp;
  url: string;
  owner: Pool;
  jwtSecret: string;
  tokens: AccessTokens;
  worlds: WorldMaker;
  close(): Promise<void>;
}

/** The whole product, and what an attacker would like to have: the key of its tokens and its database. */
export async function startSecurityApp(): Promise<SecurityApp> {
  const jwtSecret = 'what signs the tokens of the generated tests';
  const app = await startTestApp({ environment: { JWT_SECRET: jwtSecret } });
  const { owner } = app.database;
  const tokens = createAccessTokens(jwtSecret);
  return {
    app,
    url: app.url,
    owner,
    jwtSecret,
    tokens,
    worlds: createWorldMaker(owner, tokens),
    close: () => app.stop(),
  };
}

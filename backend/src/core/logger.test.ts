import { Writable } from 'node:stream';
import { DatabaseError } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { createLogger, type Logger } from './logger.ts';

function capture(): { logger: Logger; text: () => string } {
  let text = '';
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  return { logger: createLogger({ level: 'trace', name: 'test', destination }), text: () => text };
}

/** As Sequelize makes them, with the statement and its values. */
function failedStatement(): DatabaseError {
  const parent = Object.assign(new Error('violates check constraint "users_name_check"'), {
    sql: "UPDATE users SET password_hash = 'the secret'",
    parameters: ['the secret'],
    detail: 'Failing row contains (the secret)',
    code: '23514',
    constraint: 'users_name_check',
  });
  return new DatabaseError(parent);
}

describe('29. secrets in logs', () => {
  it("tells an error's words and place, and not the statement with its values", () => {
    const { logger, text } = capture();
    logger.error({ err: new Error('A part failed', { cause: failedStatement() }) }, 'Something failed');
    expect(text()).toContain('A part failed');
    expect(text()).toContain('users_name_check');
    expect(text()).toContain('logger.test.ts');
    expect(text()).not.toContain('the secret');
  });

  it('leaves out the text that a parser choked on', () => {
    const { logger, text } = capture();
    logger.warn({ err: Object.assign(new SyntaxError('Not JSON'), { body: '{"x": "the secret' }) }, 'Bad');
    expect(text()).toContain('Not JSON');
    expect(text()).not.toContain('the secret');
  });

  it('leaves out what is named like a secret', () => {
    const { logger, text } = capture();
    logger.info({
      password: 'the secret',
      user: { token: 'the secret' },
      a: { b: { cookie: 'the secret' } },
    });
    expect(text()).not.toContain('the secret');
  });
});

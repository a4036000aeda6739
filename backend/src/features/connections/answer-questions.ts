import type { Logger } from '../../core/logger.ts';
import { withCompany } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';
import { type ChannelQuestion, waitSeconds } from './ask-channel.ts';
import { AccountError, type OpenChannel } from './channel.ts';
import { getOpenChannel, openChannels } from './open-channels.ts';

/** Answers what is asked of the connections that this process holds open. The rows are the queue. */
export interface ChannelAnswers {
  wake(connectionId: string): void;
  wakeAll(): void;
  stop(): Promise<void>;
}

export function startChannelAnswers(logger: Logger): ChannelAnswers {
  const running = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  function wake(connectionId: string): void {
    const channel = getOpenChannel(connectionId);
    if (stopping.signal.aborted || !channel) return;
    const before = running.get(connectionId) ?? Promise.resolve();
    const done = before
      .then(() => answerAll(channel, stopping.signal, logger))
      .catch((error: unknown) => logger.warn({ err: error, connectionId }, 'Questions were not answered'))
      .finally(() => {
        if (running.get(connectionId) === done) running.delete(connectionId);
      });
    running.set(connectionId, done);
  }
  return {
    wake,
    wakeAll() {
      for (const { connectionId } of openChannels()) if (!running.has(connectionId)) wake(connectionId);
    },
    async stop() {
      stopping.abort();
      await Promise.allSettled(running.values());
    },
  };
}

async function answerAll(channel: OpenChannel, signal: AbortSignal, logger: Logger): Promise<void> {
  const asked = await withCompany(channel.companyId, () =>
    query<{ id: string; question: ChannelQuestion }>(
      `SELECT id, question FROM channel_questions
        WHERE connection_id = $1 AND state = 'asked' AND asked_at > now() - $2 * interval '1 second' ORDER BY id`,
      [channel.connectionId, waitSeconds],
    ),
  );
  for (const { id, question } of asked) {
    const said = await answer(channel, question, signal).then(
      (value) => ({ state: 'answered', answer: JSON.stringify(value), trouble: null }),
      (error: unknown) => {
        const trouble = error instanceof AccountError ? error.trouble : 'silent';
        logger.warn({ err: error, kind: question.kind }, 'The account could not be asked');
        return { state: 'failed', answer: null, trouble };
      },
    );
    await withCompany(channel.companyId, () =>
      query('UPDATE channel_questions SET state = $2, answer = $3, trouble = $4 WHERE id = $1', [
        id,
        said.state,
        said.answer,
        said.trouble,
      ]),
    );
  }
}

function answer(channel: OpenChannel, question: ChannelQuestion, signal: AbortSignal): Promise<unknown> {
  if (question.kind === 'privacy') return channel.readPrivacy();
  if (question.kind === 'change_privacy') return channel.changePrivacy(question.changes);
  const limit = AbortSignal.timeout(waitSeconds * 1000);
  return channel.readPhoneBook({ most: question.most, signal: AbortSignal.any([signal, limit]) });
}

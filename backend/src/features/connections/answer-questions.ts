import type { Logger } from '../../core/logger.ts';
import { withCompany } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';
import { type ChannelQuestion, waitSeconds } from './ask-channel.ts';
import { AccountError, type OpenChannel } from './channel.ts';
import { type ChannelWork, startChannelWork } from './channel-work.ts';

/** Answers what is asked of the connections that this process holds open. */
export function startChannelAnswers(logger: Logger): ChannelWork {
  return startChannelWork((channel, signal) => answerAll(channel, signal, logger), {
    logger,
    failed: 'Questions were not answered',
  });
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

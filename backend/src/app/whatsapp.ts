import type { Env } from '../core/env.ts';
import type { Logger } from '../core/logger.ts';
import { messagesTransferred } from '../core/metrics.ts';
import type { Realtime } from '../core/realtime.ts';
import type { Vault } from '../core/secrets.ts';
import { startChannelAnswers } from '../features/connections/answer-questions.ts';
import { type ChannelListener, isChange, isGroupNews } from '../features/connections/channel.ts';
import { waitingStanzas } from '../features/connections/whatsapp/intake.ts';
import { createMediaHost } from '../features/connections/whatsapp/media-host.ts';
import { waitingInInboxes } from '../features/connections/whatsapp/session-traffic.ts';
import { startWhatsapp } from '../features/connections/whatsapp/supervisor.ts';
import { startDeliveries } from '../features/messages/deliver-messages.ts';
import { startFileFetches } from '../features/messages/fetch-files.ts';
import { keepHistoryOffer, startHistoryImports } from '../features/messages/import-history.ts';
import { linkIdentities } from '../features/messages/merge-contacts.ts';
import { Receiver } from '../features/messages/receiver.ts';
import { sentContent } from '../features/messages/sent-content.ts';
import { showCustomerTyping } from '../features/messages/show-typing.ts';
import { updateMessageStatus } from '../features/messages/update-message-status.ts';
import { takeGroup } from '../features/tickets/groups/groups.ts';
import { startNumberChecks } from '../features/tickets/number-checks.ts';

const sweepEveryMs = 5_000;

export interface WhatsappProcess {
  /** It holds its connections, and knows that it does. */
  isAlive(): boolean;
  /** How many messages that came wait in memory to be stored. */
  waitingMessages(): number;
  /** How many stanzas are read and not worked off. */
  waitingStanzas(): number;
  stop(): Promise<void>;
}

/** The process that holds WhatsApp sessions: what they tell goes to the features, what waits goes out through them. */
export async function startWhatsappProcess(options: {
  env: Pick<Env, 'WHATSAPP_WEB_URL' | 'WHATSAPP_MEDIA_URL' | 'WHATSAPP_MEDIA_CERTIFICATE'>;
  vault: Vault;
  realtime: Realtime;
  processId: string;
  logger: Logger;
}): Promise<WhatsappProcess> {
  const { env, vault, realtime, processId, logger } = options;
  const deliveries = startDeliveries(logger);
  const fetches = startFileFetches(logger);
  const imports = startHistoryImports(logger);
  const checks = startNumberChecks(logger);
  const answers = startChannelAnswers(logger);
  const receiver = new Receiver();
  const wake = (connectionId: string) => {
    deliveries.wake(connectionId);
    fetches.wake(connectionId);
    imports.wake(connectionId);
    checks.wake(connectionId);
    answers.wake(connectionId);
  };
  const listener: ChannelListener = {
    async messagesReceived(news, reader) {
      await receiver.receive(news, reader);
      for (const one of news) {
        if (isChange(one) || isGroupNews(one)) continue;
        messagesTransferred.inc({ kind: one.direction });
        if (one.media) fetches.wake(one.connectionId);
      }
    },
    historyOffered: async (offer) => {
      await keepHistoryOffer(offer);
      imports.wake(offer.connectionId);
    },
    statusChanged: updateMessageStatus,
    groupSeen: takeGroup,
    identitiesLinked: linkIdentities,
    customerTyping: (typing) => {
      showCustomerTyping(typing).catch((error: unknown) =>
        logger.warn({ err: error }, 'Typing was not shown'),
      );
    },
    opened: (_companyId, connectionId) => wake(connectionId),
    sentContent,
  };
  realtime.onSignal('outbox.filled', ({ connectionId }) => wake(connectionId));
  const sweeper = setInterval(() => {
    deliveries.wakeAll();
    fetches.wakeAll();
    imports.wakeAll();
    checks.wakeAll();
    answers.wakeAll();
  }, sweepEveryMs);
  const sessions = await startWhatsapp({
    vault,
    webUrl: env.WHATSAPP_WEB_URL,
    mediaHost: createMediaHost({ url: env.WHATSAPP_MEDIA_URL, certificate: env.WHATSAPP_MEDIA_CERTIFICATE }),
    processId,
    listener,
    logger,
    onSignal: realtime.onSignal,
  });
  return {
    isAlive: sessions.isAlive,
    waitingMessages: waitingInInboxes,
    waitingStanzas,
    async stop() {
      clearInterval(sweeper);
      await deliveries.stop();
      await fetches.stop();
      await imports.stop();
      await checks.stop();
      await answers.stop();
      await sessions.stop();
    },
  };
}

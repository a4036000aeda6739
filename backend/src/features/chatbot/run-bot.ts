import type { Logger } from '../../core/logger.ts';
import type { Realtime } from '../../core/realtime.ts';
import { asSystem, withCompany } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';
import { answerCustomer } from './answer-customer.ts';

const sweepEveryMs = 5_000;
/** As long as a turn waits for what comes with it, and a little. */
const wakeAfterMs = 1_050;
const mostAtOnce = 200;
const tryAgainIn = "interval '30 seconds'";

interface Due {
  company_id: string;
  id: string;
}

/** Answers customers who are with the bot. The tickets' rows are the queue: `bot_due_at`. */
export interface Bot {
  /** Ends with the turn that is under way. */
  stop(): Promise<void>;
}

/** Runs the bot in this process; in several at once, too. */
export function startBot(realtime: Pick<Realtime, 'onSignal'>, logger: Logger): Bot {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  function look(): void {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = answerDue(logger, () => stopped)
      .catch((error: unknown) => logger.error({ err: error }, 'The bot could not look for customers'))
      .finally(() => {
        running = null;
        if (!again) return;
        again = false;
        look();
      });
  }

  let timer: NodeJS.Timeout | null = null;
  let wokenAgain = false;
  /** One look a moment later serves all who have written by then; who writes meanwhile is due after the next. */
  function wake(): void {
    wokenAgain = timer !== null;
    if (stopped || timer) return;
    timer = setTimeout(() => {
      timer = null;
      look();
      if (wokenAgain) wake();
    }, wakeAfterMs);
  }
  realtime.onSignal('bot.due', wake);
  const sweeper = setInterval(look, sweepEveryMs);
  return {
    async stop() {
      stopped = true;
      clearInterval(sweeper);
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}

/** Answers everybody whose turn is due by now. One whose answer fails doesn't hold up the others. */
export async function answerDue(logger: Logger, stopped = () => false): Promise<void> {
  for (;;) {
    const due = await asSystem(() =>
      query<Due>(
        'SELECT company_id, id FROM tickets WHERE bot_due_at <= now() ORDER BY bot_due_at LIMIT $1',
        [mostAtOnce],
      ),
    );
    for (const ticket of due) {
      if (stopped()) return;
      await answerOne(ticket, logger);
    }
    if (due.length < mostAtOnce) return;
  }
}

async function answerOne({ company_id, id }: Due, logger: Logger): Promise<void> {
  try {
    await withCompany(company_id, () => answerCustomer(company_id, id));
  } catch (error) {
    logger.error({ err: error, ticketId: id }, 'The bot could not answer; it will try again');
    await withCompany(company_id, () =>
      query(`UPDATE tickets SET bot_due_at = now() + ${tryAgainIn} WHERE id = $1 AND bot_due_at <= now()`, [
        id,
      ]),
    );
  }
}

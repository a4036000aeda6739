import type { AdminTexts } from './en.admin.ts';
import behaviour from './pt-BR/behaviour.json';
import bot from './pt-BR/bot.json';
import directory from './pt-BR/directory.json';
import health from './pt-BR/health.json';
import imports from './pt-BR/imports.json';
import openingHours from './pt-BR/openingHours.json';
import queues from './pt-BR/queues.json';
import reports from './pt-BR/reports.json';
import settings from './pt-BR/settings.json';

export const texts: AdminTexts = {
  behaviour,
  bot,
  directory,
  health,
  imports,
  openingHours,
  queues,
  reports,
  settings,
};

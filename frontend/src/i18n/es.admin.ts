import type { AdminTexts } from './en.admin.ts';
import behaviour from './es/behaviour.json';
import bot from './es/bot.json';
import directory from './es/directory.json';
import health from './es/health.json';
import imports from './es/imports.json';
import openingHours from './es/openingHours.json';
import queues from './es/queues.json';
import reports from './es/reports.json';
import settings from './es/settings.json';

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

import behaviour from './en/behaviour.json';
import bot from './en/bot.json';
import directory from './en/directory.json';
import health from './en/health.json';
import imports from './en/imports.json';
import openingHours from './en/openingHours.json';
import queues from './en/queues.json';
import reports from './en/reports.json';
import settings from './en/settings.json';

/** Pages that only admins open, in English; its shape is what the other languages must have and what `t` accepts. */
export const texts = { behaviour, bot, directory, health, imports, openingHours, queues, reports, settings };
export type AdminTexts = typeof texts;

import type { AdminTexts } from './en.admin.ts';
import directory from './es/directory.json';
import health from './es/health.json';
import imports from './es/imports.json';

export const texts: AdminTexts = { directory, health, imports };

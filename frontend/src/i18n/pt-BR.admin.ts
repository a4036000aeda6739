import type { AdminTexts } from './en.admin.ts';
import health from './pt-BR/health.json';

export const texts: AdminTexts = { health };

import type { AdminTexts } from './en.admin.ts';
import health from './es/health.json';

export const texts: AdminTexts = { health };

/** The UI's languages: BCP 47 tags. Every text exists in each of them. */
export const languages = ['en', 'pt-BR', 'es'] as const;
export type Language = (typeof languages)[number];

export const themes = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themes)[number];

import type { ImportProblem } from '@ticketz/contract/contact-imports';
import type { Language } from '@ticketz/contract/preferences';

interface Texts {
  row: string;
  problem: string;
  column: (name: string) => string;
  problems: Record<ImportProblem, string>;
}

/** For the file that people mend and import again. */
export const problemTexts: Readonly<Record<Language, Texts>> = {
  en: {
    row: 'Row',
    problem: 'Problem',
    column: (name) => ` (column ${name})`,
    problems: {
      no_phone: 'No phone number',
      invalid_phone: 'Not a valid phone number',
      repeated: 'The same number stands further up',
      known: 'Is a contact already',
      too_long: 'The text is too long',
      invalid_email: 'Not a valid e-mail address',
      invalid_language: 'Unknown language',
      invalid_value: 'The value does not fit this field',
      too_many_tags: 'More than 10 tags',
    },
  },
  'pt-BR': {
    row: 'Linha',
    problem: 'Problema',
    column: (name) => ` (coluna ${name})`,
    problems: {
      no_phone: 'Sem número de telefone',
      invalid_phone: 'Número de telefone inválido',
      repeated: 'O mesmo número já aparece acima',
      known: 'Já é um contato',
      too_long: 'Texto longo demais',
      invalid_email: 'E-mail inválido',
      invalid_language: 'Idioma desconhecido',
      invalid_value: 'O valor não serve para este campo',
      too_many_tags: 'Mais de 10 etiquetas',
    },
  },
  es: {
    row: 'Fila',
    problem: 'Problema',
    column: (name) => ` (columna ${name})`,
    problems: {
      no_phone: 'Sin número de teléfono',
      invalid_phone: 'Número de teléfono no válido',
      repeated: 'El mismo número ya aparece más arriba',
      known: 'Ya es un contacto',
      too_long: 'El texto es demasiado largo',
      invalid_email: 'Correo electrónico no válido',
      invalid_language: 'Idioma desconocido',
      invalid_value: 'El valor no sirve para este campo',
      too_many_tags: 'Más de 10 etiquetas',
    },
  },
};

import { useMutation } from '@tanstack/react-query';
import { authEndpoints, type Session } from '@ticketz/contract/auth';
import { z } from 'zod';
import { type ApiError, isApiError } from '../../api/api-error.ts';
import { callApi } from '../../api/call-api.ts';
import { startSession } from '../../api/session.ts';
import { writeStored } from '../../lib/storage.ts';

export const rememberedEmailKey = 'ticketz.email';

export interface Credentials {
  email: string;
  password: string;
  companyId?: string | undefined;
}

const companies = z.array(z.object({ id: z.string(), name: z.string() }));
export type CompanyChoice = z.infer<typeof companies>[number];

/** The companies to choose from, when the error asks for that; else null. */
export function companiesToChooseFrom(error: unknown): CompanyChoice[] | null {
  if (!isApiError(error, 'choose_company')) return null;
  return companies.safeParse(error.details.companies).data ?? null;
}

/** Logs in; on success the session starts and the e-mail is remembered for next time. */
export function useLogIn() {
  return useMutation<Session, ApiError, Credentials>({
    mutationFn: (credentials) => callApi(authEndpoints.logIn, { body: credentials }),
    onSuccess: (session, { email }) => {
      writeStored(rememberedEmailKey, email);
      startSession(session);
    },
  });
}

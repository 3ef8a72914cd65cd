import type { ReactNode } from 'react';
import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RefusedError } from '../api/client';
import { sessionQuery } from '../api/session';
import { Problem } from '../parts/Problem';
import { SignIn } from './SignIn';

/** Shows the pages to those whom the gateway lets in, and asks the others for a key. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(sessionQuery);
  if (error instanceof RefusedError && (error.status === 401 || error.status === 403))
    return <SignIn refusal={error} />;
  if (data) return children;
  return error ? <Problem error={error} /> : <Loader aria-label={t('shell.loading')} />;
}

import { useEffect, useRef } from 'react';
import { Alert } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AwayError, http, take } from '../api/client';

const ASKED_EVERY_MS = 3000;

const readyQuery = {
  queryKey: ['ready'],
  queryFn: ({ signal }: { signal: AbortSignal }) => take(http.GET('/health/ready', { signal })),
  refetchInterval: ASKED_EVERY_MS,
  retry: false,
} as const;

/** Says what is the matter while the gateway or Redis is away; once they are back, everything is asked anew. */
export function GatewayState() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { error, dataUpdatedAt } = useQuery(readyQuery);
  const wasAway = useRef(false);
  useEffect(() => {
    if (wasAway.current && !error) {
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== readyQuery.queryKey[0] });
    }
    wasAway.current = error !== null;
  }, [error, queries]);
  if (!error) return null;
  const since = dataUpdatedAt > 0 ? new Date(dataUpdatedAt).toLocaleTimeString() : undefined;
  return (
    <Alert color="red" mb="md" role="alert" title={t(error instanceof AwayError ? 'away.gateway' : 'away.redis')}>
      {since ? t('away.since', { since }) : t('away.retrying')}
    </Alert>
  );
}

import { queryOptions, useQuery } from '@tanstack/react-query';
import { http, take } from './client';

/** Long before the pass to files ends, which the answer brings. */
const RENEWED_EVERY_MS = 30 * 60_000;

/** Who this page is for the gateway; players and links read files by what the answer brings. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => take(http.POST('/v1/session', { signal })),
  refetchInterval: RENEWED_EVERY_MS,
  refetchIntervalInBackground: true,
  staleTime: RENEWED_EVERY_MS,
});

/** Whether the page may do what needs `admin`. */
export function useIsAdmin(): boolean {
  const { data } = useQuery(sessionQuery);
  return data !== undefined && (data.key === null || data.key.scopes.includes('admin'));
}

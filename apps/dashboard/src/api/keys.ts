import { queryOptions } from '@tanstack/react-query';
import type { Schemas } from '@switchyard/client';
import { http, take } from './client';

export type ApiKey = Schemas['KeyReply'];
export type NewKey = Schemas['NewKeyBody'];
export type KeyLimits = Schemas['KeyLimitsBody'];

export const SCOPES = ['submit', 'read', 'code', 'node', 'admin'] as const;

const inPath = (id: string) => ({ params: { path: { id } } });

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: async ({ signal }) => (await take(http.GET('/v1/keys', { signal }))).keys,
  refetchInterval: 5000,
});

export const makeKey = (body: NewKey) => take(http.POST('/v1/keys', { body }));

export const limitKey = (id: string, body: KeyLimits) => take(http.PATCH('/v1/keys/{id}', { ...inPath(id), body }));

export const revokeKey = (id: string) => take(http.DELETE('/v1/keys/{id}', inPath(id)));

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keysQuery, revokeKey, type ApiKey } from '../../api/keys';
import { sessionQuery } from '../../api/session';
import { Confirm } from '../../parts/Confirm';

/** Asks, and ends a key. */
export function RevokeKey({ of: { id, name }, onClose }: { of: ApiKey; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const isOwn = useQuery(sessionQuery).data?.key?.id === id;
  const revoking = useMutation({
    mutationFn: () => revokeKey(id),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: keysQuery.queryKey });
    },
  });
  return (
    <Confirm
      opened
      title={t('access.revokeTitle', { name })}
      text={[t('access.revokeText', { id }), ...(isOwn ? [t('access.revokeOwn')] : [])].join(' ')}
      action={t('access.revoke')}
      busy={revoking.isPending}
      error={revoking.error}
      onConfirm={() => revoking.mutate()}
      onClose={onClose}
    />
  );
}

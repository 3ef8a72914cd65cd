import { Badge, Button, Group, Table, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../api/keys';
import { WideTable } from '../../parts/WideTable';
import { bytes } from '../../parts/time';

interface Props {
  keys: readonly ApiKey[];
  onLimit: (key: ApiKey) => void;
  onRevoke: (key: ApiKey) => void;
}

/** Every key and what it may have. */
export function KeyTable({ keys, onLimit, onRevoke }: Props) {
  const { t } = useTranslation();
  const columns = [
    ...[t('access.name'), t('access.mayDo'), t('access.sees'), t('access.ends')],
    ...[t('access.used'), t('access.limitsOf'), ''],
  ];
  return (
    <WideTable label={t('access.list')} columns={columns}>
      {keys.map((key) => (
        <Table.Tr key={key.id}>
          <Table.Td>
            <Text size="sm" className="sy-any-text" miw={120}>
              {key.name}
            </Text>
            <Text size="xs" className="sy-muted">
              {key.id} · {new Date(key.created_at).toLocaleDateString()}
            </Text>
          </Table.Td>
          <Table.Td>{key.scopes.join(', ')}</Table.Td>
          <Table.Td>{t(key.sees_all || key.scopes.includes('admin') ? 'access.everything' : 'access.itsOwn')}</Table.Td>
          <Table.Td>
            <Ending at={key.expires_at} />
          </Table.Td>
          <Table.Td>{key.last_used_at ? new Date(key.last_used_at).toLocaleString() : t('access.neverUsed')}</Table.Td>
          <Table.Td>{limitsText(t, key) || '–'}</Table.Td>
          <Table.Td>
            <Group gap="xs" wrap="nowrap" justify="flex-end">
              <Button size="xs" variant="default" onClick={() => onLimit(key)}>
                {t('access.change')}
              </Button>
              <Button size="xs" variant="default" onClick={() => onRevoke(key)}>
                {t('access.revoke')}
              </Button>
            </Group>
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  );
}

function Ending({ at }: { at: string | null }) {
  const { t } = useTranslation();
  if (at === null) return t('access.never');
  if (Date.parse(at) > Date.now()) return new Date(at).toLocaleString();
  return (
    <Badge variant="outline" color="orange">
      {t('access.expired')}
    </Badge>
  );
}

const limitsText = (t: TFunction, { most_queued, most_running, most_bytes, rate_limit }: ApiKey): string =>
  [
    ...(most_queued === undefined ? [] : [t('access.waiting', { count: most_queued })]),
    ...(most_running === undefined ? [] : [t('access.running', { count: most_running })]),
    ...(most_bytes === undefined ? [] : [t('access.uploads', { size: bytes(most_bytes) })]),
    ...(rate_limit === undefined ? [] : [t('access.perMinute', { count: rate_limit })]),
  ].join(', ');

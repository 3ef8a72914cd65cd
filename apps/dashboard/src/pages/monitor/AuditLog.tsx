import { Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { auditQuery } from '../../api/queries';
import { useIsAdmin } from '../../api/session';
import { Problem } from '../../parts/Problem';
import { WideTable } from '../../parts/WideTable';

/** Who did what that cannot be undone, newest first; only operators may read it. */
export function AuditLog() {
  const { t } = useTranslation();
  const isAdmin = useIsAdmin();
  const { data: entries, error } = useQuery({ ...auditQuery, enabled: isAdmin });
  if (!isAdmin) return null;
  return (
    <section aria-label={t('monitor.audit')}>
      <Title order={2} size="h4">
        {t('monitor.audit')}
      </Title>
      <Problem error={entries ? undefined : error} />
      {entries?.length === 0 && <Text size="sm">{t('monitor.noActions')}</Text>}
      {entries && entries.length > 0 && (
        <WideTable
          label={t('monitor.audit')}
          columns={[
            t('monitor.when'),
            t('monitor.actor'),
            t('monitor.action'),
            t('monitor.target'),
            t('monitor.result'),
          ]}
        >
          {entries.map(({ at, actor, action, target, result }, index) => (
            <Table.Tr key={`${at} ${index}`}>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{new Date(at).toLocaleString()}</Table.Td>
              <Table.Td>{actor}</Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{action}</Table.Td>
              <Table.Td className="sy-any-text" miw={160}>
                {target}
              </Table.Td>
              <Table.Td className="sy-any-text">{result}</Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      )}
    </section>
  );
}

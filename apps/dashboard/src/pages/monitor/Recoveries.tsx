import { Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@switchyard/client';
import { wordOf, worded } from '../../parts/told';
import { WideTable } from '../../parts/WideTable';

/** What the monitor did, newest first. */
export function Recoveries({ actions }: { actions: Schemas['ShownAction'][] }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('monitor.actions')}>
      <Title order={2} size="h4">
        {t('monitor.actions')}
      </Title>
      {actions.length === 0 ? (
        <Text size="sm">{t('monitor.noActions')}</Text>
      ) : (
        <WideTable
          label={t('monitor.actions')}
          columns={[t('monitor.when'), t('monitor.action'), t('tasks.id'), t('monitor.result')]}
        >
          {actions.map(({ timestamp, action, task_id, result }) => (
            <Table.Tr key={`${timestamp} ${action} ${task_id}`}>
              <Table.Td>{new Date(timestamp * 1000).toLocaleString()}</Table.Td>
              <Table.Td>{wordOf(t, 'action', action)}</Table.Td>
              <Table.Td>{task_id ?? '–'}</Table.Td>
              <Table.Td className="sy-any-text">{worded(t, result)}</Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      )}
    </section>
  );
}

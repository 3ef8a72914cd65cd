import { Paper, ScrollArea, Table, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@switchyard/client';
import { SCROLLBAR_PX } from '../../parts/WideTable';
import { clock } from '../../parts/time';

/** Each queue with what waits, runs and serves it. */
export function Queues({ queues }: Pick<Schemas['WorkflowStats'], 'queues'>) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4" mb="xs">
        {t('nav.queues')}
      </Title>
      <ScrollArea
        type="auto"
        pb={SCROLLBAR_PX}
        viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('nav.queues') }}
      >
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('overview.queue')}</Table.Th>
              <Table.Th ta="right">{t('overview.waiting')}</Table.Th>
              <Table.Th ta="right">{t('overview.oldest')}</Table.Th>
              <Table.Th ta="right">{t('state.running')}</Table.Th>
              <Table.Th ta="right">{t('nav.workers')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {queues.map(({ service, queued, oldest_seconds, running, workers }) => (
              <Table.Tr key={service}>
                <Table.Td>{service}</Table.Td>
                <Table.Td ta="right">{queued.toLocaleString()}</Table.Td>
                <Table.Td ta="right">{queued > 0 ? clock(oldest_seconds) : '–'}</Table.Td>
                <Table.Td ta="right">{running}</Table.Td>
                <Table.Td ta="right">{workers}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </Paper>
  );
}

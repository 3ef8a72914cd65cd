import { Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { nodeQueueQuery } from '../../api/nodes';
import { WideTable } from '../../parts/WideTable';
import { clock } from '../../parts/time';

/** The machines that wait for a program, the next one first, and why. */
export function FairQueue() {
  const { t } = useTranslation();
  const { data } = useQuery(nodeQueueQuery);
  const columns = [
    t('node.place'),
    t('node.node'),
    t('node.waits'),
    t('node.priority'),
    t('node.why'),
    t('node.score'),
  ];
  return (
    <section aria-label={t('node.queue')}>
      <Title order={2} size="h4">
        {t('node.queue')}
      </Title>
      {data?.nodes.length === 0 && <Text size="sm">{t('node.noneWaits')}</Text>}
      {data && data.nodes.length > 0 && (
        <WideTable label={t('node.queue')} columns={columns}>
          {data.nodes.map(({ node_id, wait_time_seconds, priority, reason, score }, index) => (
            <Table.Tr key={node_id}>
              <Table.Td>{index + 1}</Table.Td>
              <Table.Td className="sy-any-text" miw={120}>
                {node_id}
              </Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{clock(wait_time_seconds)}</Table.Td>
              <Table.Td>{t(`node.prio.${priority}`)}</Table.Td>
              <Table.Td miw={180}>{t(`node.reason.${reason}`)}</Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>
                <b>{points(score.total)}</b> = {points(score.wait)} + {points(score.contribution)} +{' '}
                {points(score.newcomer)}
              </Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      )}
      <Text size="xs" className="sy-muted">
        {t('node.scoreHelp')}
      </Text>
    </section>
  );
}

const points = (score: number): string => score.toFixed(1);

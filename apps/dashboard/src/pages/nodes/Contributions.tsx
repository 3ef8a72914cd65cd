import { Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@switchyard/client';
import { WideTable } from '../../parts/WideTable';
import { clock } from '../../parts/time';

/** Who lent how much, the most first. */
export function Contributions({ nodes }: { nodes?: Schemas['TopNodes']['nodes'] }) {
  const { t } = useTranslation();
  const lent = nodes?.filter(({ completed_tasks }) => completed_tasks > 0) ?? [];
  const all = lent.reduce((sum, { total_compute_time }) => sum + total_compute_time, 0);
  return (
    <section aria-label={t('node.contributions')}>
      <Title order={2} size="h4">
        {t('node.contributions')}
      </Title>
      {lent.length === 0 ? (
        <Text size="sm">{t('node.noContribution')}</Text>
      ) : (
        <WideTable
          label={t('node.contributions')}
          columns={[t('node.place'), t('node.node'), t('node.ran'), t('node.time'), t('node.share')]}
        >
          {lent.map(({ node_id, completed_tasks, total_compute_time }, index) => (
            <Table.Tr key={node_id}>
              <Table.Td>{index + 1}</Table.Td>
              <Table.Td className="sy-any-text">{node_id}</Table.Td>
              <Table.Td>{completed_tasks}</Table.Td>
              <Table.Td>{clock(total_compute_time)}</Table.Td>
              <Table.Td>{all > 0 ? `${Math.round((total_compute_time / all) * 100)} %` : '–'}</Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      )}
    </section>
  );
}

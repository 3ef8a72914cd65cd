import { Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNodeUpdates } from '../../api/node-updates';
import { nodeStatsQuery } from '../../api/nodes';
import { PageLink } from '../../parts/PageLink';

/** The machines that lend their time, in one line; nothing while there is none. */
export function NodeSummary() {
  const { t } = useTranslation();
  useNodeUpdates();
  const { data } = useQuery(nodeStatsQuery);
  if (!data || data.nodes.total === 0) return null;
  const { idle, busy, offline } = data.nodes;
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4" mb="xs">
        <PageLink to="/nodes" inherit>
          {t('nav.nodes')}
        </PageLink>
      </Title>
      <Text size="sm">
        {idle} {t('node.state.idle')} · {busy} {t('node.state.busy')} · {offline} {t('node.state.offline')} ·{' '}
        {data.tasks.completed} {t('node.completedHour')}
      </Text>
    </Paper>
  );
}

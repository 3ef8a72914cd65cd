import { Loader, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNodeUpdates } from '../../api/node-updates';
import { nodeStatsQuery, programsQuery, topNodesQuery } from '../../api/nodes';
import { Figure } from '../../parts/Figure';
import { PageLink } from '../../parts/PageLink';
import { Problem } from '../../parts/Problem';
import { clock } from '../../parts/time';
import { Contributions } from './Contributions';
import { FairQueue } from './FairQueue';
import { NodeTable } from './NodeTable';
import { Programs } from './Programs';

/** Machines that lend their idle time, the programs they run, and who comes next. */
export function Nodes() {
  const { t } = useTranslation();
  useNodeUpdates();
  const { data: stats, error } = useQuery(nodeStatsQuery);
  const programs = useQuery(programsQuery);
  const top = useQuery(topNodesQuery);
  return (
    <Stack>
      <Title order={1} size="h2">
        {t('nav.nodes')}
      </Title>
      <Text>
        {t('node.help')}{' '}
        <PageLink to="/submit" search={{ task: 'python' }} underline="always">
          {t('program.run')}
        </PageLink>
      </Text>
      {!stats && (error ? <Problem error={error} /> : <Loader aria-label={t('shell.loading')} />)}
      {stats && (
        <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
          <Figure label={t('node.state.idle')} value={stats.nodes.idle} />
          <Figure label={t('node.state.busy')} value={stats.nodes.busy} />
          <Figure label={t('node.state.offline')} value={stats.nodes.offline} />
          <Figure label={t('node.completedHour')} value={stats.tasks.completed} />
          <Figure label={t('node.failedHour')} value={stats.tasks.failed} bad={stats.tasks.failed > 0} />
          <Figure label={t('node.average')} value={clock(stats.tasks.avg_time)} />
        </SimpleGrid>
      )}
      <Programs tasks={programs.data?.tasks} />
      <FairQueue />
      <NodeTable />
      <Contributions nodes={top.data?.nodes} />
    </Stack>
  );
}

import { Alert, Button, Group, List, Loader, SimpleGrid, Stack, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { checkNow, switchMonitor } from '../../api/actions';
import { useNodeUpdates } from '../../api/node-updates';
import { heartbeatsQuery, monitorQuery, systemHealthQuery, timeoutsQuery } from '../../api/queries';
import { Figure } from '../../parts/Figure';
import { Problem } from '../../parts/Problem';
import { clock } from '../../parts/time';
import { worded } from '../../parts/told';
import { FairQueue } from '../nodes/FairQueue';
import { NodeTable } from '../nodes/NodeTable';
import { AuditLog } from './AuditLog';
import { Heartbeats } from './Heartbeats';
import { Recoveries } from './Recoveries';
import { TimeLimits } from './TimeLimits';

/** The daemon that finds and recovers what died, and what it found. */
export function Monitor() {
  const { t } = useTranslation();
  const monitor = useQuery(monitorQuery);
  const health = useQuery(systemHealthQuery);
  const heartbeats = useQuery(heartbeatsQuery);
  const timeouts = useQuery(timeoutsQuery);
  const queries = useQueryClient();
  const changed = { onSuccess: () => queries.invalidateQueries() };
  useNodeUpdates();
  const turn = useMutation({ mutationFn: switchMonitor, ...changed });
  const check = useMutation({ mutationFn: checkNow, ...changed });
  const { data } = monitor;
  const issues = health.data?.issues ?? [];
  return (
    <Stack>
      <Title order={1} size="h2">
        {t('nav.monitor')}
      </Title>
      <Problem error={data ? undefined : monitor.error} />
      {!data && !monitor.error && <Loader aria-label={t('shell.loading')} />}
      {data && (
        <>
          <Alert
            color={issues.length > 0 || !data.is_running ? 'orange' : 'green'}
            title={t(data.is_running ? 'monitor.running' : 'monitor.stopped')}
          >
            {issues.length > 0 && (
              <List size="sm">
                {issues.map((issue) => (
                  <List.Item key={issue}>{worded(t, issue)}</List.Item>
                ))}
              </List>
            )}
          </Alert>
          <Group>
            <Button
              variant="default"
              loading={turn.isPending}
              onClick={() => turn.mutate(data.is_running ? 'stop' : 'start')}
            >
              {t(data.is_running ? 'monitor.stop' : 'monitor.start')}
            </Button>
            <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
              {t('monitor.check')}
            </Button>
          </Group>
          <Problem error={turn.error ?? check.error} />
          {check.data && (
            <Alert role="status">
              {t('monitor.checked', { found: check.data.timeouts_detected, actions: check.data.actions_taken.length })}
            </Alert>
          )}
          <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="sm">
            <Figure label={t('monitor.uptime')} value={clock(data.uptime)} />
            <Figure label={t('monitor.checks')} value={data.monitor_status.checks_performed} />
            <Figure label={t('monitor.tasks')} value={data.monitor_stats.tasks_monitored} />
            <Figure label={t('monitor.timeouts')} value={data.monitor_stats.timeouts_detected} />
            <Figure label={t('monitor.recovered')} value={data.monitor_stats.tasks_recovered} />
          </SimpleGrid>
        </>
      )}
      {heartbeats.data && <Heartbeats heartbeats={heartbeats.data} />}
      <NodeTable />
      <FairQueue />
      {timeouts.data && <Recoveries actions={timeouts.data.action_history} />}
      <TimeLimits />
      <AuditLog />
    </Stack>
  );
}

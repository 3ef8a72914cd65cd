import { Badge, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@switchyard/client';
import { PageLink } from '../../parts/PageLink';
import { clock } from '../../parts/time';
import { WideTable } from '../../parts/WideTable';

const SHOWN = 100;

/** Running tasks by their last sign of life, the late and the dead first. */
export function Heartbeats({ heartbeats }: { heartbeats: Schemas['Heartbeats'] }) {
  const { t } = useTranslation();
  const { active_tasks, dead_tasks, orphaned_tasks, statistics, timestamp } = heartbeats;
  const rows = [
    ...orphaned_tasks.map(({ task_id, last_update }) => ({ task_id, last_update, name: '', kind: 'late' as const })),
    ...dead_tasks.map(({ task_id, task_name, last_update }) => ({
      task_id,
      last_update,
      name: task_name,
      kind: 'dead' as const,
    })),
    ...Object.entries(active_tasks).map(([task_id, { task_name, last_update }]) => ({
      task_id,
      last_update,
      name: task_name,
      kind: 'alive' as const,
    })),
  ].slice(0, SHOWN);
  return (
    <section aria-label={t('monitor.heartbeats')}>
      <Title order={2} size="h4">
        {t('monitor.heartbeats')}
      </Title>
      <Text size="sm" className="sy-muted">
        {t('monitor.counts', { ...statistics })}
      </Text>
      {rows.length > 0 && (
        <WideTable
          label={t('monitor.heartbeats')}
          columns={[t('tasks.task'), t('tasks.id'), t('monitor.lastSign'), t('tasks.state')]}
        >
          {rows.map(({ task_id, name, last_update, kind }) => (
            <Table.Tr key={`${kind} ${task_id}`}>
              <Table.Td>{name}</Table.Td>
              <Table.Td>
                <PageLink to="/tasks/$id" params={{ id: task_id }} size="sm" style={{ whiteSpace: 'nowrap' }}>
                  {task_id}
                </PageLink>
              </Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>
                {t('monitor.ago', { age: clock(timestamp - last_update) })}
              </Table.Td>
              <Table.Td>
                <Badge variant="outline" color={kind === 'alive' ? 'green' : 'orange'}>
                  {t(`monitor.${kind}`)}
                </Badge>
              </Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      )}
    </section>
  );
}

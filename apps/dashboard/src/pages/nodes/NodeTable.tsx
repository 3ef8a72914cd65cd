import { Badge, Progress, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { nodesQuery } from '../../api/nodes';
import { Problem } from '../../parts/Problem';
import { WideTable } from '../../parts/WideTable';
import { clock, secondsBetween } from '../../parts/time';
import { ProgramLink } from './ProgramLink';

const COLOURS = { idle: 'green', busy: 'blue', offline: 'gray' } as const;

/** Every machine that is known: what it has, how busy it is, and what it runs. */
export function NodeTable() {
  const { t } = useTranslation();
  const { data, error } = useQuery(nodesQuery);
  const columns = [
    ...[t('node.node'), t('tasks.state'), t('node.has'), t('node.cpu'), t('node.memory')],
    ...[t('node.runs'), t('node.ran'), t('node.seen')],
  ];
  return (
    <section aria-label={t('nav.nodes')}>
      <Title order={2} size="h4">
        {t('node.machines')}
      </Title>
      <Problem error={data ? undefined : error} />
      {data?.nodes.length === 0 && <Text size="sm">{t('node.none')}</Text>}
      {data && data.nodes.length > 0 && (
        <WideTable label={t('node.machines')} columns={columns}>
          {data.nodes.map((node) => (
            <Table.Tr key={node.node_id}>
              <Table.Td className="sy-any-text" miw={120}>
                {node.node_id}
              </Table.Td>
              <Table.Td>
                <Badge variant="outline" color={COLOURS[node.status]}>
                  {t(`node.state.${node.status}`)}
                </Badge>
              </Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>
                {t('node.resources', { count: node.resources.cpu_cores, memory: node.resources.memory_mb })}
              </Table.Td>
              <Table.Td>
                <Load percent={node.current_load.cpu_percent} label={t('node.cpu')} />
              </Table.Td>
              <Table.Td>
                <Load percent={node.current_load.memory_percent} label={t('node.memory')} />
              </Table.Td>
              <Table.Td className="sy-any-text">{node.task_id ? <ProgramLink id={node.task_id} /> : '–'}</Table.Td>
              <Table.Td>{node.completed_tasks}</Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>
                {t('monitor.ago', { age: clock(secondsBetween(node.last_heartbeat)) })}
              </Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      )}
    </section>
  );
}

function Load({ percent, label }: { percent: number; label: string }) {
  const whole = Math.round(percent);
  return (
    <>
      <Text size="xs">{whole} %</Text>
      <Progress value={whole} w={80} aria-label={`${label}: ${whole} %`} />
    </>
  );
}

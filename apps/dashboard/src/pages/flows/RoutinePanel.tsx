import type { ReactNode } from 'react';
import { Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Monitoring, Routine } from '../../api/flows';
import { JsonTable } from '../../parts/JsonTable';
import { WideTable } from '../../parts/WideTable';
import { colourOf } from './pressure';

interface Props {
  routine: Routine;
  /** Nothing while no job is looked at. */
  live?: Monitoring['routines'][string];
  /** What belongs to a job only. */
  children?: ReactNode;
}

/** Everything about one routine: its policy, configuration, slots and events. */
export function RoutinePanel({ routine, live, children }: Props) {
  const { t } = useTranslation();
  const { activation_policy: policy, error, config } = routine;
  const last = live?.execution_status.last_execution_time;
  return (
    <Paper withBorder p="md" component="section" aria-label={routine.routine_id}>
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4">
            {routine.routine_id}
          </Title>
          <Text size="sm" className="sy-muted sy-any-text">
            {routine.task ?? routine.routine_type} · <Marked text={routine.description} />
            {last && ` · ${t('flow.lastExecution', { time: new Date(last).toLocaleTimeString() })}`}
          </Text>
        </div>
        <JsonTable
          label={t('flow.config')}
          value={{
            [t('flow.policy')]: `${policy.type}: ${policy.description}`,
            ...(Object.keys(policy.config).length > 0 ? { [`${policy.type}.config`]: policy.config } : {}),
            [t('flow.onError')]: errorWords(error),
            [t('flow.maxActive')]: routine.max_active,
            ...(Object.keys(config).length > 0 ? { [t('flow.config')]: config } : {}),
          }}
        />
        <Slots routine={routine} live={live} />
        <WideTable label={t('flow.events')} columns={[t('flow.event'), t('flow.goesTo')]}>
          {routine.events.map(({ event_name, connections }) => (
            <Table.Tr key={event_name}>
              <Table.Td>{event_name}</Table.Td>
              <Table.Td className="sy-any-text">
                {connections.map(({ routine_id, slot_name }) => `${routine_id}.${slot_name}`).join(', ') ||
                  t('flow.result')}
              </Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
        {children}
      </Stack>
    </Paper>
  );
}

/** What stands between backticks is a name of the configuration. */
const Marked = ({ text }: { text: string }) =>
  text.split('`').map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part));

const errorWords = ({ strategy, max_retries, retry_delay_seconds, then }: Routine['error']): string =>
  strategy === 'retry' ? `retry × ${max_retries}, ${retry_delay_seconds} s, ${then}` : strategy;

function Slots({ routine, live }: Pick<Props, 'routine' | 'live'>) {
  const { t } = useTranslation();
  const columns = [t('flow.slot'), t('flow.length'), t('flow.came'), t('flow.level')];
  return (
    <WideTable label={t('flow.slots')} columns={columns}>
      {routine.slots.map(({ slot_name, max_queue_length, watermark }) => {
        const status = live?.queue_status.find((slot) => slot.slot_name === slot_name);
        return (
          <Table.Tr key={slot_name}>
            <Table.Td>{slot_name}</Table.Td>
            <Table.Td>
              {status?.unconsumed_count ?? '–'} / {max_queue_length} ·{' '}
              {t('flow.nearFull', { percent: Math.round(watermark * 100) })}
            </Table.Td>
            <Table.Td>{status?.total_count ?? '–'}</Table.Td>
            <Table.Td>
              <span className="sy-pressure" style={{ background: colourOf(status) }} />
              {t(`flow.pressure.${status?.pressure_level ?? 'unknown'}`)}
            </Table.Td>
          </Table.Tr>
        );
      })}
    </WideTable>
  );
}

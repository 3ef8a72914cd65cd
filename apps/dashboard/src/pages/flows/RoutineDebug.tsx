import { useState } from 'react';
import { Anchor, Button, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addBreakpoint, breakpointsQuery, isJobOver, removeBreakpoint, waitingQuery, type Job } from '../../api/flows';
import { Problem } from '../../parts/Problem';
import { WideTable } from '../../parts/WideTable';

interface Props {
  jobId: string;
  status: Job['status'];
  routineId: string;
  /** Shows what became of an item. */
  onTrace: (item: string) => void;
}

/** Breakpoints before a routine, and the items that wait in its slots. */
export function RoutineDebug(props: Props) {
  return (
    <Stack gap="sm">
      {!isJobOver(props.status) && <Breakpoints {...props} />}
      <Waiting {...props} />
    </Stack>
  );
}

function Breakpoints({ jobId, routineId }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [condition, setCondition] = useState('');
  const { data: all = [] } = useQuery(breakpointsQuery(jobId));
  const changed = { onSettled: () => queries.invalidateQueries({ queryKey: ['breakpoints', jobId] }) };
  const add = useMutation({
    mutationFn: () => addBreakpoint(jobId, { routine_id: routineId, ...(condition.trim() ? { condition } : {}) }),
    onSuccess: () => setCondition(''),
    ...changed,
  });
  const remove = useMutation({ mutationFn: (id: string) => removeBreakpoint(jobId, id), ...changed });
  const own = all.filter(({ routine_id }) => routine_id === routineId);
  return (
    <Stack gap="xs">
      {own.map(({ breakpoint_id, slot_name, condition: where }) => (
        <Group key={breakpoint_id} gap="xs">
          <span className="sy-breakpoint" />
          <Text size="sm" className="sy-any-text">
            {[slot_name, where].filter(Boolean).join(': ') || t('flow.breakpoint')}
          </Text>
          <Button size="xs" variant="default" loading={remove.isPending} onClick={() => remove.mutate(breakpoint_id)}>
            {t('job.removeBreakpoint')}
          </Button>
        </Group>
      ))}
      <Group align="flex-end" gap="xs">
        <TextInput
          label={t('job.condition')}
          value={condition}
          onChange={({ currentTarget }) => setCondition(currentTarget.value)}
          style={{ flex: '1 1 16rem' }}
        />
        <Button variant="default" loading={add.isPending} onClick={() => add.mutate()}>
          {t('job.setBreakpoint')}
        </Button>
      </Group>
      <Problem error={add.error ?? remove.error} />
    </Stack>
  );
}

const MOST_TEXT = 300;

function Waiting({ jobId, status, routineId, onTrace }: Props) {
  const { t } = useTranslation();
  const { data: slots } = useQuery(waitingQuery(jobId, isJobOver(status)));
  const own = slots?.filter(({ slot }) => slot.startsWith(`${routineId}.`)) ?? [];
  const items = own.flatMap((slot) => slot.items);
  return (
    <>
      <Title order={3} size="h5">
        {t('flow.waitingItems')}
      </Title>
      {items.length === 0 ? (
        <Text size="sm">{t('flow.nothingWaits')}</Text>
      ) : (
        <WideTable label={t('flow.waitingItems')} columns={[t('flow.slot'), t('flow.item'), t('flow.itemData')]}>
          {items.map(({ slot, id, data }) => (
            <Table.Tr key={`${slot} ${id}`}>
              <Table.Td>{slot.slice(routineId.length + 1)}</Table.Td>
              <Table.Td>
                <Anchor component="button" type="button" size="sm" onClick={() => onTrace(id)}>
                  {id}
                </Anchor>
              </Table.Td>
              <Table.Td className="sy-any-text">{JSON.stringify(data).slice(0, MOST_TEXT)}</Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      )}
    </>
  );
}

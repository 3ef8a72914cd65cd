import { useState } from 'react';
import { Button, Group, JsonInput, Select, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@switchyard/client';
import { startJob } from '../../api/flows';
import { Problem } from '../../parts/Problem';

/** Starts a job on a flow with its first item. */
export function StartJob({ flow: { flow_id, entries } }: { flow: Schemas['FlowReply'] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const slots = entries.map(({ routine_id, slot_name }) => `${routine_id}.${slot_name}`);
  const [slot, setSlot] = useState(slots[0]);
  const [text, setText] = useState('{}');
  const data = objectIn(text);
  const start = useMutation({
    mutationFn: () => startJob({ flow_id, slot, data: data ?? {} }),
    onSuccess: ({ job_id }) => navigate({ to: '/jobs/$id', params: { id: job_id } }),
  });
  return (
    <Stack component="section" aria-label={t('flow.start')}>
      {slots.length > 1 && (
        <Select
          label={t('flow.startAt')}
          data={slots}
          value={slot ?? null}
          allowDeselect={false}
          onChange={(chosen) => setSlot(chosen ?? undefined)}
        />
      )}
      <JsonInput
        label={t('flow.data')}
        value={text}
        onChange={setText}
        autosize
        minRows={3}
        error={data ? undefined : t('flow.notObject')}
      />
      <Group>
        <Button disabled={!data} loading={start.isPending} onClick={() => start.mutate()}>
          {t('flow.start')}
        </Button>
      </Group>
      <Problem error={start.error} />
    </Stack>
  );
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

import { useState } from 'react';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keysQuery, limitKey, type ApiKey } from '../../api/keys';
import { Problem } from '../../parts/Problem';
import { LimitFields, changedLimitsOf, type LimitValues } from './LimitFields';

/** Changes what a key may have. */
export function ChangeLimits({ of, onClose }: { of: ApiKey; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [values, setValues] = useState<LimitValues>({
    most_queued: of.most_queued,
    most_running: of.most_running,
    most_bytes: of.most_bytes === undefined ? undefined : of.most_bytes / 1e6,
  });
  const saving = useMutation({
    mutationFn: () => limitKey(of.id, changedLimitsOf(values)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keysQuery.queryKey });
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('access.changeTitle', { name: of.name })}
      centered
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <Stack>
        <Text size="sm">{t('access.changeHelp')}</Text>
        <LimitFields values={values} onChange={setValues} placeholder={t('access.noLimit')} />
        <Problem error={saving.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('shell.back')}
          </Button>
          <Button loading={saving.isPending} onClick={() => saving.mutate()}>
            {t('access.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

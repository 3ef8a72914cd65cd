import { NumberInput, TextInput, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export interface TaskOptions {
  task_id: string;
  priority: number | '';
  timeout: number | '';
  callback: string;
}

export const EMPTY_OPTIONS: TaskOptions = { task_id: '', priority: '', timeout: '', callback: '' };

/** Only what was filled in. */
export const optionsOf = (options: TaskOptions): Partial<TaskOptions> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== ''));

interface Props {
  options: TaskOptions;
  onChange: (options: TaskOptions) => void;
  standardPriority: number;
}

/** What every task may be given beside its input. */
export function Options({ options, onChange, standardPriority }: Props) {
  const { t } = useTranslation();
  const set = (change: Partial<TaskOptions>): void => onChange({ ...options, ...change });
  return (
    <>
      <Title order={2} size="h5">
        {t('submit.ofEveryTask')}
      </Title>
      <TextInput
        label={t('submit.id')}
        description={t('submit.idHelp')}
        value={options.task_id}
        onChange={({ currentTarget }) => set({ task_id: currentTarget.value })}
      />
      <NumberInput
        label={t('submit.priority')}
        description={t('submit.priorityHelp')}
        placeholder={String(standardPriority)}
        min={0}
        max={9}
        allowDecimal={false}
        value={options.priority}
        onChange={(priority) => set({ priority: typeof priority === 'number' ? priority : '' })}
      />
      <NumberInput
        label={t('submit.timeout')}
        description={t('submit.timeoutHelp')}
        min={0.1}
        value={options.timeout}
        onChange={(timeout) => set({ timeout: typeof timeout === 'number' ? timeout : '' })}
      />
      <TextInput
        label={t('submit.callback')}
        description={t('submit.callbackHelp')}
        placeholder="https://"
        value={options.callback}
        onChange={({ currentTarget }) => set({ callback: currentTarget.value })}
      />
    </>
  );
}

import { NumberInput, SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { KeyLimits } from '../../api/keys';

/** What the fields hold: a number, or an empty text. */
export type LimitValues = Partial<Record<keyof KeyLimits, number | string>>;

const BYTES_OF_A_MEGABYTE = 1e6;

/** Limits of a key that has some; an empty field takes one away. */
export const changedLimitsOf = (values: LimitValues): KeyLimits => ({
  ...Object.fromEntries(Object.keys(values).map((name) => [name, null])),
  ...limitsOf(values),
});

export function limitsOf(values: LimitValues): KeyLimits {
  const { most_bytes, ...counts } = values;
  const inBytes = typeof most_bytes === 'number' ? Math.round(most_bytes * BYTES_OF_A_MEGABYTE) : undefined;
  const entries = Object.entries({ ...counts, most_bytes: inBytes });
  return Object.fromEntries(entries.filter(([, value]) => typeof value === 'number'));
}

interface Props {
  values: LimitValues;
  onChange: (values: LimitValues) => void;
  /** What an empty field says. */
  placeholder: string;
}

/** How much a key may have. */
export function LimitFields({ values, onChange, placeholder }: Props) {
  const { t } = useTranslation();
  const field = (name: keyof KeyLimits, label: string) => (
    <NumberInput
      label={label}
      placeholder={placeholder}
      min={0}
      allowDecimal={false}
      value={values[name] ?? ''}
      onChange={(value) => onChange({ ...values, [name]: value })}
    />
  );
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      {field('most_queued', t('access.mostQueued'))}
      {field('most_running', t('access.mostRunning'))}
      {field('most_bytes', t('access.mostBytes'))}
    </SimpleGrid>
  );
}

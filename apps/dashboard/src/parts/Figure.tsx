import { Paper, Text } from '@mantine/core';

/** One number with its name. */
export function Figure({ label, value, bad = false }: { label: string; value: number | string; bad?: boolean }) {
  return (
    <Paper withBorder p="sm">
      <Text size="sm" className="sy-muted sy-label">
        {label}
      </Text>
      <Text fw={700} size="xl" className={bad ? 'sy-bad' : undefined}>
        {typeof value === 'number' ? value.toLocaleString() : value}
      </Text>
    </Paper>
  );
}

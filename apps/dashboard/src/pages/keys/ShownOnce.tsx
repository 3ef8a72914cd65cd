import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The text of a new key, until the person has copied it. */
export function ShownOnce({ text, onDone }: { text: string; onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="green" role="status">
      <Stack gap="xs">
        <Text size="sm">{t('access.shownOnce')}</Text>
        <Code className="sy-any-text sy-key" p="xs">
          {text}
        </Code>
        <Group>
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button size="xs" onClick={copy}>
                {t(copied ? 'shell.copied' : 'shell.copy')}
              </Button>
            )}
          </CopyButton>
          <Button size="xs" variant="default" onClick={onDone}>
            {t('access.done')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

import { Button, CopyButton, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeText } from '../../parts/CodeText';
import { LANGUAGES_OF_CALLS, snippet, type Call, type CallLanguage } from './snippets';

/** What the form would send, for a program of one's own. */
export function SameCall({ call }: { call: Call }) {
  const { t } = useTranslation();
  const [language, setLanguage] = useState<CallLanguage>('curl');
  const text = snippet(language, call, location.origin);
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text fw={600}>{t('submit.sameCall')}</Text>
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label={t('submit.language')}
            data={[...LANGUAGES_OF_CALLS]}
            value={language}
            onChange={(value) => setLanguage(value)}
          />
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button size="xs" variant="default" onClick={copy}>
                {t(copied ? 'shell.copied' : 'shell.copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Group>
      <CodeText text={text} label={t('submit.sameCall')} />
    </Stack>
  );
}

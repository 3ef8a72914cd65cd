import { Anchor, List, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fileUrl } from '../../../api/client';
import { nameOf, pathsIn } from '../../../parts/paths';

/** Every file of a result, to save. */
export function Downloads({ output }: { output: Record<string, unknown> }) {
  const { t } = useTranslation();
  const files = [...new Map(pathsIn(output).map((found) => [found.path, found])).values()];
  if (files.length === 0) return null;
  return (
    <section aria-label={t('task.downloads')}>
      <Title order={2} size="h5">
        {t('task.downloads')}
      </Title>
      <List size="sm">
        {files.map(({ field, path }) => (
          <List.Item key={path}>
            <Anchor href={fileUrl(path)} download={nameOf(path)} className="sy-any-text">
              {nameOf(path)}
            </Anchor>{' '}
            <Text span size="sm" className="sy-muted">
              {field}
            </Text>
          </List.Item>
        ))}
      </List>
    </section>
  );
}

import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CodeText } from '../../../parts/CodeText';

/** A text as it comes out of a model, or as it was in the end. */
export function ToldText({ text, live }: { text: string; live: boolean }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('viewer.text')} aria-busy={live}>
      <Title order={2} size="h5" mb="xs">
        {t(live ? 'viewer.textSoFar' : 'viewer.text')}
      </Title>
      <div className="sy-told">
        <CodeText text={live ? `${text}▍` : text} label={t('viewer.text')} height={480} />
      </div>
    </section>
  );
}

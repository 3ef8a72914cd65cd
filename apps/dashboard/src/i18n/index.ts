import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { describeWith } from './described';
import { en } from './en';

export const LANGUAGES = { en: 'English', zh: '中文' } as const;
export type Language = keyof typeof LANGUAGES;

const KEPT_UNDER = 'switchyard-language';

/** What the person chose, else what the browser is set to. */
function initialLanguage(): Language {
  const wanted = localStorage.getItem(KEPT_UNDER) ?? navigator.language;
  return wanted.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export async function setLanguage(language: Language): Promise<void> {
  if (language === 'zh' && !i18next.hasResourceBundle('zh', 'translation')) {
    const [{ zh }, { catalogueZh: catalogue, unitsZh: units }] = await Promise.all([
      import('./zh'),
      import('./catalogue.zh'),
    ]);
    i18next.addResourceBundle('zh', 'translation', zh);
    describeWith({ catalogue, units });
  }
  await i18next.changeLanguage(language);
  localStorage.setItem(KEPT_UNDER, language);
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}

export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    // React escapes what it shows
    interpolation: { escapeValue: false },
  });
  await setLanguage(initialLanguage());
}

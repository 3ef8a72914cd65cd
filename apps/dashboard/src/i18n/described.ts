import { useTranslation } from 'react-i18next';

/** The texts of the catalogue are English; in another language the page has its own by their English text. */
type Texts = Readonly<Record<string, string>>;

let catalogue: Texts = {};
let units: Texts = {};

/** The texts of a language that has been loaded. */
export function describeWith(texts: { catalogue: Texts; units: Texts }): void {
  ({ catalogue, units } = texts);
}

/** What the catalogue says of a task or field, in the language of the page. */
export function useDescribed(): (text: string) => string {
  const { i18n } = useTranslation();
  return (text) => (i18n.language === 'zh' ? (catalogue[text] ?? units[text] ?? text) : text);
}

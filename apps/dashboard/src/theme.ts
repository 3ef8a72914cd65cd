import { Alert, Badge, createTheme } from '@mantine/core';

/** Fonts of macOS, Windows and Linux; the first that is there is taken. */
const CHINESE =
  '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Micro Hei"';

export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: 8,
  autoContrast: true,
  fontFamily: `system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", ${CHINESE}, sans-serif`,
  fontFamilyMonospace: `ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", ${CHINESE}, monospace`,
  defaultRadius: 'md',
  // Coloured text on a coloured ground has too little contrast; the frame keeps the colour.
  components: {
    Alert: Alert.extend({ styles: { label: { color: 'var(--mantine-color-text)' } } }),
    Badge: Badge.extend({
      styles: { root: { minWidth: 'max-content' }, label: { color: 'var(--mantine-color-text)' } },
    }),
  },
});

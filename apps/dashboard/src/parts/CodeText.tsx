import { Code } from '@mantine/core';

/** A block of text that scrolls by itself, also with the keyboard. */
export function CodeText({ text, label, height = 320 }: { text: string; label: string; height?: number }) {
  return (
    <Code block tabIndex={0} role="region" aria-label={label} style={{ maxHeight: height, overflow: 'auto' }}>
      {text}
    </Code>
  );
}

import { useEffect, useRef } from 'react';
import { python } from '@codemirror/lang-python';
import { oneDark } from '@codemirror/theme-one-dark';
import { EditorView, basicSetup } from 'codemirror';

/** Comments and numbers of lines have too little contrast on the theme's own ground. */
const DARK = EditorView.theme({
  '&, .cm-gutters, .cm-activeLine, .cm-activeLineGutter': { backgroundColor: '#141517' },
});

interface Props {
  value: string;
  label: string;
  dark: boolean;
  onChange: (text: string) => void;
}

/** An editor of Python; Tab leaves it, so that it can be used with the keyboard. */
export function CodeEditor({ value, label, dark, onChange }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const tell = useRef(onChange);
  tell.current = onChange;
  const text = useRef(value);
  useEffect(() => {
    if (!place.current) return;
    const view = new EditorView({
      doc: text.current,
      parent: place.current,
      extensions: [
        basicSetup,
        python(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label }),
        EditorView.theme({ '.cm-scroller': { minHeight: '220px', maxHeight: '60vh' } }),
        ...(dark ? [DARK, oneDark] : []),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (!docChanged) return;
          text.current = state.doc.toString();
          tell.current(text.current);
        }),
      ],
    });
    return () => view.destroy();
  }, [label, dark]);
  return <div ref={place} className="sy-editor" />;
}

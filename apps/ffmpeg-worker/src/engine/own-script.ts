/** Fields of the header that decide how subtitles look, with what they may hold. */
const KEPT: readonly [name: string, form: RegExp][] = [
  ['WrapStyle', /^[0-3]$/],
  ['ScaledBorderAndShadow', /^(?:yes|no)$/i],
  ['PlayResX', /^\d{1,5}$/],
  ['PlayResY', /^\d{1,5}$/],
  ['YCbCr Matrix', /^[\w. ]{1,20}$/],
];
const SECTIONS = ['[V4+ Styles]', '[Events]'];

/** An ASS script with a header of ours, and of the given one only the styles, the events and what the header says of their look. */
export function ownScript(script: string): string {
  const sections = sectionsOf(script);
  const fields = new Map(
    (sections.get('[script info]') ?? []).map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()] as const;
    }),
  );
  const kept = KEPT.flatMap(([name, form]) => {
    const value = fields.get(name.toLowerCase()) ?? '';
    return form.test(value) ? [`${name}: ${value}`] : [];
  });
  const own = ['[Script Info]', 'ScriptType: v4.00+', ...kept];
  return [own, ...SECTIONS.map((name) => [name, ...(sections.get(name.toLowerCase()) ?? [])])]
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function sectionsOf(script: string): Map<string, string[]> {
  const sections = new Map<string, string[]>();
  let lines: string[] = [];
  for (const line of script.split(/\r\n?|\n/)) {
    if (/^\[[^\]]*\]$/.test(line.trim())) sections.set(line.trim().toLowerCase(), (lines = []));
    else if (line.trim() !== '') lines.push(line);
  }
  return sections;
}

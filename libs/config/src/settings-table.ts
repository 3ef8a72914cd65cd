import { fieldsOf, type Class } from '@switchyard/contracts';
import { variableOf } from './load-config';

/** A Markdown table of an app's settings. */
export function settingsTable(type: Class<object>): string {
  const defaults = new type() as Record<string, string | number | boolean | undefined>;
  const rows = Object.entries(fieldsOf(type)).map(([field, spec]) => {
    const standard = defaults[field] === undefined || defaults[field] === '' ? '' : `\`${String(defaults[field])}\``;
    const unit = spec.unit ? ` (${spec.unit})` : '';
    return `| \`${variableOf(field)}\` | ${standard} | ${spec.description}${unit} |`;
  });
  return ['| variable | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The same call for other programs: one text for each of them. */
export interface Call {
  task_name: string;
  input_data: Record<string, unknown>;
  [more: string]: unknown;
}

export const LANGUAGES_OF_CALLS = ['curl', 'Python', 'TypeScript'] as const;
export type CallLanguage = (typeof LANGUAGES_OF_CALLS)[number];

/** Text within single quotes of a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

export function snippet(language: CallLanguage, call: Call, origin: string): string {
  const json = JSON.stringify(call, null, 2);
  switch (language) {
    case 'curl':
      return `curl ${origin}/v1/tasks \\\n  -H 'content-type: application/json' \\\n  -d ${quoted(json)}`;
    case 'Python':
      return [
        'import json, urllib.request',
        '',
        `call = json.loads(r'''${json.replaceAll("'''", "\\u0027''")}''')`,
        'request = urllib.request.Request(',
        `    ${JSON.stringify(`${origin}/v1/tasks`)}, json.dumps(call).encode(), {"content-type": "application/json"}`,
        ')',
        'print(json.load(urllib.request.urlopen(request)))',
      ].join('\n');
    case 'TypeScript':
      return [
        "import { SwitchyardClient } from '@switchyard/client';",
        '',
        `const client = new SwitchyardClient(${JSON.stringify(origin)});`,
        `const { task_id } = await client.tasks.submit(${json});`,
        'await client.tasks.end(task_id);',
        'console.log(await client.tasks.result(task_id));',
      ].join('\n');
  }
}

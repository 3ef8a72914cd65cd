interface Schema {
  $ref?: string;
  allOf?: [Schema];
  /** What may be null: its schema, and that of null. */
  anyOf?: Schema[];
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  /** Of an object whose keys are not known before. */
  additionalProperties?: Schema;
}

interface Operation {
  responses: Record<string, { content?: { 'application/json': { schema: Schema } } }>;
}

export interface OpenApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** What an API says of itself, held against what it answers. */
export class OpenApi {
  /** Where replies were other than described. */
  readonly differences: string[] = [];
  /** `GET /path/{id}` of what was asked for. */
  readonly asked = new Set<string>();
  /** Names of the schemas of which a value was seen. */
  readonly seen = new Set<string>();

  constructor(private readonly document: OpenApiDocument) {}

  operations(root: string): string[] {
    const paths = Object.entries(this.document.paths).filter(([path]) => path.startsWith(root));
    return paths.flatMap(([path, item]) => Object.keys(item).map((method) => nameOf(method, path)));
  }

  /** Notes where the reply to a request has other fields than its schema, down to the last of them. */
  compare(method: string, path: string, reply: unknown): void {
    const [asked = ''] = path.split('?');
    const fits = (template: string): boolean => new RegExp(`^${template.replace(/{\w+}/g, '[^/]+')}$`).test(asked);
    const [template = '', item] = Object.entries(this.document.paths).find(([one]) => fits(one)) ?? [];
    const name = nameOf(method, template);
    const schema = item?.[method.toLowerCase()]?.responses['200']?.content?.['application/json'].schema;
    this.asked.add(name);
    this.differences.push(...(schema ? this.differ(schema, reply, name) : [`${method} ${path} is not described`]));
  }

  private differ(schema: Schema, value: unknown, at: string): string[] {
    const { properties, items, additionalProperties, type = 'object' } = this.resolved(schema, value);
    const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
    if (![type].flat().includes(kind)) return [`${at} is ${JSON.stringify(value)}, not of type ${[type].join()}`];
    if (properties) return this.differInFields(properties, value as object, at);
    const within = items ?? additionalProperties;
    if (!within) return [];
    return Object.entries(value as object).flatMap(([key, one]) => this.differ(within, one, `${at}.${key}`));
  }

  private differInFields(properties: Record<string, Schema>, value: object, at: string): string[] {
    const fields = new Map<string, unknown>(Object.entries(value));
    const strange = [...fields.keys()].filter((name) => !Object.hasOwn(properties, name));
    const within = Object.entries(properties).flatMap(([name, schema]) =>
      fields.has(name) ? this.differ(schema, fields.get(name), `${at}.${name}`) : [`${at} has no ${name}`],
    );
    return [...strange.map((name) => `${at}.${name} is not described`), ...within];
  }

  private resolved(schema: Schema, value: unknown): Schema {
    const one = schema.anyOf?.find(({ type }) => (type === 'null') === (value === null)) ?? schema;
    const { $ref = one.allOf?.[0].$ref } = one;
    if ($ref === undefined) return one;
    const name = $ref.replace('#/components/schemas/', '');
    const found = this.document.components.schemas[name];
    if (!found) throw new Error(`there is no schema ${name}`);
    this.seen.add(name);
    return found;
  }
}

const nameOf = (method: string, path: string): string => `${method.toUpperCase()} ${path}`;

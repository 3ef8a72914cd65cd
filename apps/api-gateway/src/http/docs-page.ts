import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const ASSETS_ROOT = dirname(require.resolve('swagger-ui-dist/package.json'));
/** Served from the installed package: the page works without internet. */
const ASSETS: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'index.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Switchyard API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
    <link rel="stylesheet" href="/docs/index.css" />
    <link rel="icon" href="/docs/favicon-32x32.png" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

const START = `SwaggerUIBundle({
  url: '/docs-json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
});
`;

/** Serves the description of the API: `/docs` to read, `/docs-json` for tools. */
export function serveDocs(server: FastifyInstance, describe: () => object): void {
  const add = (url: string, type: string, content: () => string | Buffer): void => {
    let made: string | Buffer | undefined;
    server.get(url, (_request, reply) => {
      made ??= content();
      void reply.header('content-type', type).send(made);
    });
  };
  add('/docs', 'text/html; charset=utf-8', () => PAGE);
  add('/docs/start.js', 'text/javascript; charset=utf-8', () => START);
  add('/docs-json', 'application/json; charset=utf-8', () => JSON.stringify(describe()));
  for (const [name, type] of Object.entries(ASSETS)) {
    add(`/docs/${name}`, type, () => readFileSync(join(ASSETS_ROOT, name)));
  }
}

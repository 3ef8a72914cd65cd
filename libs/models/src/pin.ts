import { createHash } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { modelFile, type Hub, type Model, type ModelFile } from './catalogue';
import { isErrno } from './files';
import { WrongContentError } from './model-errors';

const ANSWER_MS = 30_000;
/** Files that a hub keeps in git itself are small: settings and vocabularies. */
const MAX_GIT_FILE = 32 << 20;

const pinSchema = z.object({ repo: z.string(), commit: z.string(), files: z.array(modelFile).min(1) });
/** What a hub had of a repository when it was first asked. */
export type Pin = z.infer<typeof pinSchema>;

/** https://huggingface.co/docs/hub/api: `lfs` has the digest of large files, `blobId` is the git hash of others. */
const answerSchema = z.object({
  sha: z.string().regex(/^[0-9a-f]{40}$/),
  siblings: z.array(
    z.object({
      rfilename: z.string(),
      size: z.int().positive().optional(),
      blobId: z.string().optional(),
      lfs: z.object({ sha256: z.string(), size: z.int().positive() }).nullish(),
    }),
  ),
});
type HubFile = z.infer<typeof answerSchema>['siblings'][number];

/** Nothing where there is none, or none that can be read. */
export async function readPin(read: () => Promise<string>): Promise<Pin | undefined> {
  try {
    return pinSchema.parse(JSON.parse(await read()));
  } catch {
    return undefined;
  }
}

/** Writes a pin unless another process was first; returns the one that holds. */
export async function keepPin(path: string, pin: Pin): Promise<Pin> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.${Date.now()}`;
  await writeFile(temporary, JSON.stringify(pin, undefined, 2));
  await link(temporary, path).catch((error: unknown) => {
    if (!isErrno(error, 'EEXIST')) return rename(temporary, path); // some network file systems know no links
  });
  await rm(temporary, { force: true });
  return (await readPin(() => readFile(path, 'utf8'))) ?? pin;
}

/** The entry with the files and the commit that were pinned. */
export function pinned(model: Model, pin: Pin, hubBase: string): Model {
  const base = new URL(`${pin.repo}/resolve/${pin.commit}/`, hubBase).href;
  const files = Object.fromEntries(pin.files.map(({ name }) => [name, name]));
  return { ...model, files: pin.files, sources: [{ kind: 'https', base, files }] };
}

/** Asks a hub for the digests of the files it has now. */
export async function askHub(hub: Hub, hubBase: string, signal?: AbortSignal): Promise<Pin> {
  const { repo, revision } = hub;
  const address = new URL(`api/models/${repo}/revision/${encodeURIComponent(revision)}?blobs=true`, hubBase);
  const { sha, siblings } = answerSchema.parse(await (await get(address, signal)).json());
  const files: ModelFile[] = [];
  for (const name of [...hub.files, ...hub.optional]) {
    const found = siblings.find(({ rfilename }) => rfilename === name);
    if (found) files.push(await digestOf(found, new URL(`${repo}/resolve/${sha}/${name}`, hubBase), signal));
    else if (hub.files.includes(name)) throw new WrongContentError(`${repo} has no file ${name}`);
  }
  return { repo, commit: sha, files };
}

/** A small file is known by its git hash: it is fetched, compared, and hashed anew. */
async function digestOf(
  { rfilename, size = 0, blobId, lfs }: HubFile,
  url: URL,
  signal?: AbortSignal,
): Promise<ModelFile> {
  if (lfs) return { name: rfilename, sha256: lfs.sha256, bytes: lfs.size };
  if (size > MAX_GIT_FILE) throw new WrongContentError(`${rfilename} has ${size} bytes and no sha256`);
  const content = Buffer.from(await (await get(url, signal)).arrayBuffer());
  const blob = createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
  if (blob !== blobId) throw new WrongContentError(`${rfilename} has git hash ${blob} instead of ${blobId}`);
  return { name: rfilename, sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length };
}

async function get(url: URL, signal?: AbortSignal): Promise<Response> {
  const late = AbortSignal.timeout(ANSWER_MS);
  const response = await fetch(url, { signal: signal ? AbortSignal.any([signal, late]) : late });
  if (response.ok) return response;
  await response.body?.cancel();
  throw new Error(`${response.status} ${response.statusText} from ${url.href}`);
}

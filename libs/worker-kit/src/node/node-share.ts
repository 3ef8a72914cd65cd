import { mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputUnavailableError, type PathKind } from '@switchyard/contracts';
import { PathProblem, SharedStorage, formatSharePath, parseSharePath, type ResolvedInput } from '@switchyard/storage';
import { GatewayRefusal, type GatewayLink } from './gateway-link';

/** A directory that looks to one task like the shared one: its paths are the same, its inputs are fetched when they are asked for. */
export class NodeShare extends SharedStorage {
  private readonly own: string;
  /** Signed URLs of the inputs of the task, by share path. */
  inputs: Record<string, string> = {};

  constructor(
    parent: string,
    private readonly link: GatewayLink,
  ) {
    mkdirSync(resolve(parent), { recursive: true });
    const own = mkdtempSync(join(resolve(parent), 'node-'));
    super(join(own, 'share'));
    this.own = own;
  }

  override async resolveInput(path: string, kind: PathKind = 'file'): Promise<ResolvedInput> {
    const sharePath = formatSharePath(parseSharePath(path));
    const url = this.inputs[sharePath];
    if (url === undefined) throw new PathProblem('missing', `${sharePath} does not exist`);
    try {
      await this.link.download(url, this.toAbsolute(sharePath));
    } catch (error) {
      if (error instanceof GatewayRefusal && error.status === 404)
        throw new PathProblem('missing', `${sharePath} does not exist`);
      throw error instanceof GatewayRefusal ? new InputUnavailableError(sharePath, error.message) : error;
    }
    return super.resolveInput(sharePath, kind);
  }

  /** Nothing of a task stays on the node. */
  async empty(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
    await this.makeDirectory(this.root);
  }

  async remove(): Promise<void> {
    await rm(this.own, { recursive: true, force: true });
  }
}

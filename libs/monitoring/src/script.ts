import { join } from 'node:path';
import { Script } from '@switchyard/redis';

/** A script of this library by its verb. */
export const script = (verb: string): Script => new Script(join(__dirname, 'lua', `${verb}.lua`));

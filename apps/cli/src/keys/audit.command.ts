import type { Command } from 'commander';
import { examples, type App } from '../session';
import { table, type Cell } from '../terminal/table';
import { formatAge, parseCount } from '../terminal/units';
import { withKeys } from './open-keys';

/** `audit`: what operators did. */
export function addAudit(program: Command, app: App): void {
  program
    .command('audit')
    .summary('show who did what that cannot be undone')
    .description('Shows the audit log, newest first. It is read from Redis: REDIS_URL as the gateway has it.')
    .option('--limit <n>', 'entries that are shown', parseCount, 50)
    .addHelpText('after', examples('audit', 'audit --limit 1000 --json'))
    .action(
      app.action(async (session, { limit }: { limit: number }) => {
        const read = await withKeys(session, (_keys, audit) => audit.read(limit));
        const entries = read.map(({ at, ...entry }) => ({ at: new Date(at).toISOString(), ...entry }));
        const rows = entries.map(({ at, actor, action, target, result }): Cell[] => [
          formatAge(at),
          actor,
          action,
          target,
          result,
        ]);
        session.terminal.answer({ entries }, () =>
          table(session.terminal, ['WHEN', 'WHO', 'WHAT', 'OF', 'RESULT'], rows),
        );
      }),
    );
}

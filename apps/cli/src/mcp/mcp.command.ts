import type { Command } from 'commander';
import { examples, type App, type Session } from '../session';

/** `mcp`: the gateway as an MCP server of programs that start their servers themselves. */
export function addMcp(program: Command, app: App): void {
  program
    .command('mcp')
    .summary('serve the Model Context Protocol on stdin and stdout')
    .description(
      'Serves the Model Context Protocol on stdin and stdout, for agents that start their servers themselves. Its tools are the ' +
        'tasks of the gateway. Agents that speak HTTP need no program: they use /mcp of the gateway.',
    )
    .addHelpText('after', examples('mcp', '--url http://gateway:8000 mcp'))
    .action(
      app.action(async (session: Session): Promise<void> => {
        // What speaks the protocol is large, and no other command needs it.
        const { bridge } = await import('./bridge.js');
        await bridge(session);
      }),
    );
}

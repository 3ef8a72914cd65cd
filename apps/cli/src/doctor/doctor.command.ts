import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../exit-codes';
import { examples, type App, type Session } from '../session';
import { table, type Cell } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';
import type { Check, Finding } from './check';
import { checkFfmpeg } from './ffmpeg.check';
import { checkFonts } from './fonts.check';
import { checkGateway, isHere } from './gateway.check';
import { checkHost } from './host.check';
import { checkLimits } from './limits.check';
import { checkModels } from './models.check';
import { checkNode } from './node.check';
import { checkStorage } from './storage.check';

/** What only a machine that runs workers needs. */
const OF_WORKERS: readonly Check[] = [checkFfmpeg, checkLimits, checkFonts, checkStorage, checkModels];

/** `doctor`: what is missing and how to get it. */
export function addDoctor(program: Command, app: App): void {
  program
    .command('doctor')
    .summary('say what is missing on this machine and how to get it')
    .description(
      'Looks at everything Switchyard needs and says how to get what is missing. The exit code is 1 when something ' +
        'needed is missing. Where the gateway is another machine, what only workers need is a warning.',
    )
    .addHelpText('after', examples('doctor', 'doctor --json', 'doctor --url http://media-box:8000'))
    .action(app.action(doctor));
}

async function doctor(session: Session): Promise<ExitCode> {
  const { terminal } = session;
  const here = isHere(session.gateway.url);
  const workers = OF_WORKERS.map(async (check) => (await checked(check, session)).map(here ? same : softened));
  const checks = [checked(checkNode, session), checked(checkHost, session), ...workers, checked(checkGateway, session)];
  const findings = (await Promise.all(checks)).flat();
  const lacking = findings.filter(({ state }) => state === 'missing').length;
  terminal.answer({ ok: lacking === 0, checks: findings }, () => findingsText(terminal, findings));
  terminal.hint(lacking === 0 ? '\nnothing is missing' : `\n${lacking} missing`);
  return lacking === 0 ? EXIT.ok : EXIT.failed;
}

/** A check that itself fails is a finding too. */
async function checked(check: Check, session: Session): Promise<Finding[]> {
  try {
    return await check(session);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return [{ name: check.name.replace(/^check/, '').toLowerCase(), state: 'missing', found }];
  }
}

const same = (finding: Finding): Finding => finding;
const softened = (finding: Finding): Finding => (finding.state === 'missing' ? { ...finding, state: 'warn' } : finding);

function findingsText(terminal: Terminal, findings: Finding[]): string {
  const painters = { ok: terminal.paint.green, warn: terminal.paint.yellow, missing: terminal.paint.red };
  const rows = findings.map(({ name, state, found, fix }): Cell[] => [
    { text: state, paint: painters[state] },
    name,
    fix && state !== 'ok' ? `${found}\n→ ${fix}` : found,
  ]);
  return table(terminal, ['STATE', 'PART', 'FOUND'], rows);
}

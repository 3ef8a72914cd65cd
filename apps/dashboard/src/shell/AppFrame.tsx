import { useEffect } from 'react';
import { AppShell, Burger, Group, NavLink, ScrollArea, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useIsAdmin } from '../api/session';
import { GatewayState } from './GatewayState';
import { KeyMenu } from './KeyMenu';
import { Preferences } from './Preferences';
import { SessionGate } from './SessionGate';

/** Pages, and the pages below each whose address begins otherwise. */
const PAGES = [
  { to: '/', key: 'overview' },
  { to: '/submit', key: 'submit' },
  { to: '/tasks', key: 'tasks' },
  { to: '/flows', key: 'flows', parts: ['/jobs', '/new-flow'] },
  { to: '/gpus', key: 'gpus' },
  { to: '/monitor', key: 'monitor' },
  { to: '/workers', key: 'workers' },
  { to: '/nodes', key: 'nodes', parts: ['/programs'] },
  { to: '/keys', key: 'keys' },
] as const;

const FOR_ADMINS = '/keys';

/** Links that other programs of the gateway serve. */
const OTHER = [
  { href: '/admin/queues', key: 'queues' },
  { href: '/docs', key: 'api' },
] as const;

/** Head, navigation and the page itself. */
export function AppFrame() {
  const { t } = useTranslation();
  const isAdmin = useIsAdmin();
  const [opened, { toggle, close }] = useDisclosure(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(close, [path, close]);
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 210, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding="md"
    >
      <a className="sy-skip" href="#main">
        {t('shell.skip')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('shell.menu')} />
            <img src="/web/icon.svg" alt="" width={24} height={24} />
            <Text fw={700} visibleFrom="xs">
              Switchyard
            </Text>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <KeyMenu />
            <Preferences />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" component="nav" aria-label={t('shell.pages')}>
        <ScrollArea>
          {PAGES.filter(({ to }) => isAdmin || to !== FOR_ADMINS).map(({ to, key, ...more }) => {
            const isHere = [to, ...('parts' in more ? more.parts : [])].some((one) => isAt(path, one));
            return (
              <NavLink
                key={to}
                component={Link}
                to={to}
                label={t(`nav.${key}`)}
                active={isHere}
                aria-current={isHere ? 'page' : undefined}
                variant="light"
              />
            );
          })}
          {OTHER.map(({ href, key }) => (
            <NavLink key={href} href={href} target="_blank" rel="noopener" label={`${t(`nav.${key}`)} ↗`} />
          ))}
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <GatewayState />
        <SessionGate>
          <Outlet />
        </SessionGate>
      </AppShell.Main>
    </AppShell>
  );
}

/** The router gives the path with or without its base. */
function isAt(path: string, to: string): boolean {
  const inner = path.replace(/^\/web(?=\/|$)/, '') || '/';
  return to === '/' ? inner === '/' : inner === to || inner.startsWith(`${to}/`);
}

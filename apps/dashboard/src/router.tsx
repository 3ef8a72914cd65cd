import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { AppFrame } from './shell/AppFrame';
import { NotFound, PageFailed } from './shell/PageFailed';

const root = createRootRoute({ component: AppFrame, notFoundComponent: NotFound, errorComponent: PageFailed });

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/overview/Overview'), 'Overview'),
});

export interface SubmitSearch {
  task?: string;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const submit = createRoute({
  getParentRoute: () => root,
  path: '/submit',
  validateSearch: (search): SubmitSearch => ({ task: text(search['task']) }),
  component: lazyRouteComponent(() => import('./pages/new-task/NewTask'), 'NewTask'),
});

const task = createRoute({
  getParentRoute: () => root,
  path: '/tasks/$id',
  component: lazyRouteComponent(() => import('./pages/task/TaskPage'), 'TaskPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([overview, submit, task]),
  basepath: '/web',
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

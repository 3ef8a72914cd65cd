import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { STATES, type TasksSearch } from './pages/tasks/tasks-search';
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

const tasks = createRoute({
  getParentRoute: () => root,
  path: '/tasks',
  validateSearch: (search): TasksSearch => ({
    status: STATES.find((state) => state === search['status']),
    name: text(search['name']),
    id: text(search['id']),
  }),
  component: lazyRouteComponent(() => import('./pages/tasks/Tasks'), 'Tasks'),
});

const gpus = createRoute({
  getParentRoute: () => root,
  path: '/gpus',
  component: lazyRouteComponent(() => import('./pages/gpus/Gpus'), 'Gpus'),
});

const monitor = createRoute({
  getParentRoute: () => root,
  path: '/monitor',
  component: lazyRouteComponent(() => import('./pages/monitor/Monitor'), 'Monitor'),
});

const workers = createRoute({
  getParentRoute: () => root,
  path: '/workers',
  component: lazyRouteComponent(() => import('./pages/workers/Workers'), 'Workers'),
});

const keys = createRoute({
  getParentRoute: () => root,
  path: '/keys',
  component: lazyRouteComponent(() => import('./pages/keys/Keys'), 'Keys'),
});

const task = createRoute({
  getParentRoute: () => root,
  path: '/tasks/$id',
  component: lazyRouteComponent(() => import('./pages/task/TaskPage'), 'TaskPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([overview, submit, tasks, task, gpus, monitor, workers, keys]),
  basepath: '/web',
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

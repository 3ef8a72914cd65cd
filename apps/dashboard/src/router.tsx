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

const nodes = createRoute({
  getParentRoute: () => root,
  path: '/nodes',
  component: lazyRouteComponent(() => import('./pages/nodes/Nodes'), 'Nodes'),
});

const program = createRoute({
  getParentRoute: () => root,
  path: '/programs/$id',
  component: lazyRouteComponent(() => import('./pages/nodes/ProgramPage'), 'ProgramPage'),
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

const flows = createRoute({
  getParentRoute: () => root,
  path: '/flows',
  component: lazyRouteComponent(() => import('./pages/flows/Flows'), 'Flows'),
});

const newFlow = createRoute({
  getParentRoute: () => root,
  path: '/new-flow',
  component: lazyRouteComponent(() => import('./pages/flows/NewFlow'), 'NewFlow'),
});

const flow = createRoute({
  getParentRoute: () => root,
  path: '/flows/$id',
  component: lazyRouteComponent(() => import('./pages/flows/FlowPage'), 'FlowPage'),
});

const job = createRoute({
  getParentRoute: () => root,
  path: '/jobs/$id',
  component: lazyRouteComponent(() => import('./pages/flows/JobPage'), 'JobPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    overview,
    submit,
    tasks,
    task,
    gpus,
    monitor,
    workers,
    nodes,
    program,
    keys,
    flows,
    newFlow,
    flow,
    job,
  ]),
  basepath: '/web',
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

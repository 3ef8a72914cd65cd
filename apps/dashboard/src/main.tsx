import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core';
import '@mantine/core/styles.css';
import './styles.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { whenRefused } from './api/access';
import { RefusedError } from './api/client';
import { sessionQuery } from './api/session';
import { startI18n } from './i18n';
import { router } from './router';
import { theme } from './theme';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // what was refused once is refused again
      retry: (failures, error) => !(error instanceof RefusedError && error.status < 500) && failures < 2,
      refetchIntervalInBackground: false,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

// the answer to this very question may be the refusal: then it is not asked again
whenRefused(() => void queries.invalidateQueries({ queryKey: sessionQuery.queryKey }, { cancelRefetch: false }));

void startI18n().then(() =>
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        colorSchemeManager={localStorageColorSchemeManager({ key: 'mantine-color-scheme-value' })}
      >
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  ),
);

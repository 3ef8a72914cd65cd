import type { ReactNode } from 'react';
import { ScrollArea, Table } from '@mantine/core';

/** The bar lies below the last row, not on it. */
export const SCROLLBAR_PX = 12;

/** A table that scrolls sideways by itself where the window is narrow, also with the keyboard. */
export function WideTable({ label, columns, children }: { label: string; columns: string[]; children: ReactNode }) {
  return (
    <ScrollArea type="auto" pb={SCROLLBAR_PX} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': label }}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

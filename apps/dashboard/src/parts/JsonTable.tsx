import { Anchor, ScrollArea, Table } from '@mantine/core';
import { fileUrl } from '../api/client';
import { BreakableName } from './BreakableName';
import { nameOf } from './paths';

const MOST_ROWS = 200;

/** JSON as tables: an object has a row for each field, a list of objects a column for each. All of it is shown as text. */
export function JsonTable({ value, label }: { value: unknown; label?: string }) {
  if (Array.isArray(value)) return <ListTable list={value} label={label} />;
  if (value === null || typeof value !== 'object') return <Scalar value={value} />;
  return (
    <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': label ?? 'JSON' }}>
      <Table withTableBorder={label !== undefined} verticalSpacing={4} className="sy-json">
        <Table.Tbody>
          {Object.entries(value as Record<string, unknown>).map(([name, inner]) => (
            <Table.Tr key={name} data-nested={isNested(inner) || undefined}>
              <Table.Th scope="row">
                <BreakableName name={name} />
              </Table.Th>
              <Table.Td className="sy-any-text">
                <JsonTable value={inner} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

const isObject = (value: unknown): boolean => value !== null && typeof value === 'object' && !Array.isArray(value);

/** It is shown as a table of its own. */
const isNested = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 && value.every(isObject) : isObject(value);

function ListTable({ list, label }: { list: unknown[]; label?: string }) {
  if (list.length === 0) return <>–</>;
  const rows = list.slice(0, MOST_ROWS);
  if (!rows.every(isObject)) {
    return <>{rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join(', ')}</>;
  }
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row as object)))];
  return (
    <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': label ?? 'JSON' }}>
      <Table withTableBorder verticalSpacing={2} className="sy-json-list">
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, index) => (
            <Table.Tr key={index}>
              {columns.map((column) => (
                <Table.Td key={column}>
                  <JsonTable value={(row as Record<string, unknown>)[column] ?? null} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

function Scalar({ value }: { value: unknown }) {
  if (typeof value !== 'string') return <>{value === null || value === undefined ? '–' : JSON.stringify(value)}</>;
  if (!/^\/share\/.*\.\w+$/.test(value)) return <>{value}</>;
  return (
    <Anchor inherit href={fileUrl(value)} target="_blank" rel="noopener" title={value}>
      {nameOf(value)}
    </Anchor>
  );
}

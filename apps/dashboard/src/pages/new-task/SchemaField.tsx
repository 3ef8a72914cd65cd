import { useState } from 'react';
import { MultiSelect, NumberInput, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDescribed } from '../../i18n/described';
import { PathField } from './PathField';
import { kindOf, labelOf, unitOf, type Field } from './schema';

export interface FieldProps {
  field: Field;
  value: unknown;
  error?: string;
  onChange: (value: unknown) => void;
}

/** The control of one field, made from its schema. */
export function SchemaField(props: FieldProps) {
  const { field, value, onChange } = props;
  const common = useCommon(props);
  const { schema } = field;
  switch (kindOf(schema)) {
    case 'path':
      return <PathField {...props} />;
    case 'boolean':
      return (
        <Switch
          label={common.label}
          description={common.description}
          error={common.error}
          checked={Boolean(value ?? schema.default ?? false)}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          data={texts(schema.enum)}
          value={(value ?? null) as string | null}
          placeholder={shown(schema.default)}
          clearable={!field.required}
          onChange={onChange}
        />
      );
    case 'choices':
      return (
        <MultiSelect
          {...common}
          data={texts(schema.items?.enum)}
          value={(value ?? schema.default ?? []) as string[]}
          onChange={onChange}
        />
      );
    case 'number':
      return <NumberField {...props} />;
    case 'texts':
    case 'numbers':
      return <ListField {...props} />;
    case 'json':
      return <JsonField {...props} />;
    case 'text':
      return (
        <TextInput
          {...common}
          value={(value ?? '') as string}
          placeholder={shown(schema.default)}
          maxLength={schema.maxLength}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
  }
}

/** What all controls have: label, description with unit and bounds, error. */
export function useCommon({ field, error }: FieldProps) {
  const { t } = useTranslation();
  const described = useDescribed();
  const { text, unit } = unitOf(field.schema.description);
  const { minimum, maximum } = field.schema;
  const bounds =
    minimum !== undefined && maximum !== undefined
      ? t('submit.between', { minimum, maximum })
      : minimum !== undefined
        ? t('submit.atLeast', { minimum })
        : undefined;
  const description = [described(text), unit && described(unit), bounds].filter(Boolean).join(' · ');
  return { label: labelOf(field.name), description, error, withAsterisk: field.required };
}

function NumberField(props: FieldProps) {
  const { field, value, onChange } = props;
  const { type, minimum, maximum } = field.schema;
  return (
    <NumberInput
      {...useCommon(props)}
      value={(value ?? '') as number | ''}
      placeholder={shown(field.schema.default)}
      allowDecimal={[type].flat().includes('number')}
      min={minimum}
      max={maximum}
      clampBehavior="none"
      onChange={(next) => onChange(next === '' ? undefined : next)}
    />
  );
}

function ListField(props: FieldProps) {
  const { field, value, onChange } = props;
  const { t } = useTranslation();
  const numeric = kindOf(field.schema) === 'numbers';
  const given = [value ?? field.schema.default ?? []].flat().map(String);
  return (
    <TagsInput
      {...useCommon(props)}
      value={given}
      placeholder={given.length === 0 ? t('submit.addWithEnter') : undefined}
      allowDuplicates={numeric}
      onChange={(next) => onChange(numeric ? next.map(Number).filter(Number.isFinite) : next)}
    />
  );
}

/** A value of any shape, written as JSON. */
function JsonField(props: FieldProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(props.value === undefined ? '' : JSON.stringify(props.value, null, 2));
  const [wrong, setWrong] = useState(false);
  const common = useCommon(props);
  const change = (next: string): void => {
    setText(next);
    try {
      props.onChange(next.trim() === '' ? undefined : JSON.parse(next));
      setWrong(false);
    } catch {
      setWrong(true);
    }
  };
  return (
    <Textarea
      {...common}
      error={wrong ? t('submit.notJson') : common.error}
      value={text}
      autosize
      minRows={2}
      maxRows={12}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  );
}

const texts = (values: unknown[] = []): string[] => values.filter((value) => value !== null).map(String);

const shown = (standard: unknown): string | undefined =>
  standard === undefined ? undefined : typeof standard === 'string' ? standard : JSON.stringify(standard);

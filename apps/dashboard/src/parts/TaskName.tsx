import { Fragment } from 'react';

/** The name of a task, which a narrow window breaks between its words. */
export const TaskName = ({ name }: { name: string }) =>
  name.split(/(?<=[._])/).map((part, at) => (
    <Fragment key={at}>
      {part}
      <wbr />
    </Fragment>
  ));

import { Fragment } from 'react';

/** A name of a program, which a narrow window breaks between its words. */
export const BreakableName = ({ name }: { name: string }) =>
  name.split(/(?<=[._])/).map((part, at) => (
    <Fragment key={at}>
      {part}
      <wbr />
    </Fragment>
  ));

import { forwardRef } from 'react';
import { Anchor, type AnchorProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';

const Linked = forwardRef<HTMLAnchorElement, AnchorProps>((props, ref) => <Anchor ref={ref} {...props} />);
Linked.displayName = 'Linked';

/** A link to another page of the dashboard. */
export const PageLink = createLink(Linked);

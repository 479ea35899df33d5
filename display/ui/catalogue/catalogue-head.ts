import { html } from 'lit';
import type { OfficeView } from '../../../wire/offices/offices.ts';
import { officeHead } from '../office/office-head.ts';
import { startAddress } from './addresses.ts';
import './members/member-entry.ts';
import './members/session-ended.ts';
import { isTerminal } from './terminal/terminal.ts';

/** The head of the collection's pages, with who is signed in, or why nobody is any more. */
export const catalogueHead = (office: OfficeView | null) =>
  html`${officeHead(office, {
      start: isTerminal() ? null : startAddress(),
      tools: html`<member-entry></member-entry>`,
    })} <session-ended></session-ended>`;

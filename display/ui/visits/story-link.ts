import { html } from 'lit';
import { pathOf } from '../../../domain/pages.mjs';
import { pageAddress } from '../office/office.ts';

/** A visit's number, which leads to its story. */
export const storyLink = ({ visitId, label }: { visitId: string; label: string }) =>
  html`<a href=${pageAddress(pathOf('history', visitId))}>${label}</a>`;

import './wrong-office.ts';

/** Says, in place of the whole page, that there is no such office, and which there are. */
export function showUnknownOffice(offices: readonly { code: string; name: string }[] | null): void {
  const notice = document.createElement('wrong-office');
  notice.offices = offices ?? [];
  document.body.replaceChildren(notice);
}

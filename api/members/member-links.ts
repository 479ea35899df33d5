import type { Request } from 'express';
import type { Transaction } from '../../db/connect.ts';
import { linkPathOf, makeLink, type LinkWish } from '../../db/members/links.ts';
import { tokenFor } from '../../db/sealing/secrets.ts';
import type { Delivery } from '../../domain/members/links.ts';
import type { LinkAnswer } from '../../wire/members.ts';
import type { ApiDeps } from '../deps.ts';

/** Whether mails go out. */
export const deliveryOf = ({ mailUrl, mailLeaves }: ApiDeps): Delivery =>
  mailLeaves ? 'sent' : mailUrl === null ? 'off' : 'kept';

/** What stands for a browser that asks, before it has its cookie: made from the wish, so that a repeat has the same. */
const firstSecretOf = ({ cipher }: ApiDeps, id: string): string => tokenFor(cipher, `member browser ${id}`);

/** The secret of the browser that asks for a link, for its cookie; `id` is that of the wish. */
export const askingSecretOf = (deps: ApiDeps, request: Request, id: string): string =>
  deps.memberCookies.asking.read(request.get('cookie')) ?? firstSecretOf(deps, id);

/** Makes a link for whoever sends this request; answers its id. */
export async function linkFor(
  trx: Transaction,
  deps: ApiDeps,
  wish: Pick<LinkWish, 'id' | 'kind' | 'email' | 'memberId' | 'office' | 'language' | 'browser'> & {
    readonly request: Request;
  },
): Promise<string> {
  const { request, ...asked } = wish;
  return makeLink(trx, deps.cipher, {
    ...asked,
    place: deps.addressOf(request),
    shown: isShown(deps, wish.kind),
    mailIsOn: deps.mailUrl !== null,
  });
}

/**
 * A link is shown where no mail leaves this machine, and only to whoever has just registered: a link for somebody
 * registered before would let anybody in.
 */
const isShown = (deps: ApiDeps, kind: LinkWish['kind']): boolean =>
  kind === 'member-confirm' && !deps.mailLeaves;

/** What whoever registered is told of the link that confirms the address. */
export function toLinkAnswer(deps: ApiDeps, id: string): LinkAnswer {
  const shown = isShown(deps, 'member-confirm');
  return { mail: deliveryOf(deps), link: shown ? linkPathOf(deps.cipher, id) : null };
}

import type { IncomingMessage } from 'node:http';
import { ipKeyGenerator } from 'express-rate-limit';
import proxyAddress from 'proxy-addr';

/** Whether what an address says about others is believed; `hop` counts from the nearest peer, 0. */
export type TrustProxy = (address: string, hop: number) => boolean;

/** Where a request comes from: the nearest address that is no proxy of ours; of IPv6 the sender's network. */
export type AddressOf = (request: IncomingMessage) => string;

/** Reads `X-Forwarded-For` as far as trusted proxies wrote it, for requests and for the sockets' handshakes. */
export function createAddressOf(trust: TrustProxy): AddressOf {
  return (request) => {
    const address = proxyAddress(request, trust) as string | undefined; // a line that broke has none
    return ipKeyGenerator(address ?? '');
  };
}

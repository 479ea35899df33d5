import type { IncomingMessage } from 'node:http';
import { ipKeyGenerator } from 'express-rate-limit';
import proxyAddress from 'proxy-addr';

/** Whether an address is a trusted proxy; `hop` counts from the nearest peer, 0. */
export type TrustProxy = (address: string, hop: number) => boolean;

/** Where a request comes from: the nearest address that is not a trusted proxy; for IPv6 the sender's network. */
export type AddressOf = (request: IncomingMessage) => string;

/** Reads `X-Forwarded-For` as far as trusted proxies wrote it, for requests and for the sockets' handshakes. */
export function createAddressOf(trust: TrustProxy): AddressOf {
  return (request) => {
    const address = proxyAddress(request, trust) as string | undefined; // a broken connection has none
    return ipKeyGenerator(address ?? '');
  };
}

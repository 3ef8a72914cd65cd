import * as ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** What may be reached outside: public addresses, and what the operator names. */
export class AddressRule {
  private readonly hosts = new Set<string>();
  private readonly ranges: [Address, number][] = [];

  /** @param allowed host names, addresses and CIDRs that may be reached although they are not public; throws on any other text */
  constructor(allowed: readonly string[]) {
    for (const entry of allowed) {
      const range = rangeOf(entry);
      if (range) this.ranges.push(range);
      else if (HOST.test(entry)) this.hosts.add(nameOf(entry));
      else throw new Error(`"${entry}" is no host name, address or CIDR, e.g. example.org, 10.0.0.7 or 10.0.0.0/8`);
    }
  }

  /** Why a URL is refused before anything is looked up; nothing when it is not. */
  refusalOfUrl({ protocol, username, password, hostname }: URL): string | undefined {
    if (protocol !== 'http:' && protocol !== 'https:') return 'must begin with http:// or https://';
    if (username || password) return 'must not contain a user or a password';
    const literal = hostname.replace(/^\[(.*)\]$/, '$1');
    return ipaddr.isValid(literal) ? this.refusalOfAddress(literal) : undefined;
  }

  /** Why an address is refused; nothing when it is not. @param host the name that led to it */
  refusalOfAddress(text: string, host?: string): string | undefined {
    if (host !== undefined && this.hosts.has(nameOf(host))) return undefined;
    const address = ipaddr.process(text); // the IPv4 address inside an IPv6 one counts
    const kind = address.range();
    if (kind === 'unicast' || this.ranges.some((range) => isIn(address, range))) return undefined;
    return `leads to ${text}, which is not a public address (${WORDS[kind] ?? kind})`;
  }
}

const HOST = /^(?!.*[./]$)[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i;

const WORDS: Partial<Record<string, string>> = {
  loopback: 'this machine',
  private: 'a private network',
  uniqueLocal: 'a private network',
  linkLocal: 'link-local, as metadata services use it',
  unspecified: 'this machine',
  carrierGradeNat: 'a network behind a provider',
};

/** Names are the same in any case, and with the dot of the root. */
const nameOf = (host: string): string => host.toLowerCase().replace(/\.$/, '');

function rangeOf(entry: string): [Address, number] | undefined {
  if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry);
  if (!ipaddr.IPv4.isValidFourPartDecimal(entry) && !ipaddr.IPv6.isValid(entry)) return undefined;
  const address = ipaddr.process(entry);
  return [address, address.toByteArray().length * 8];
}

const isIn = (address: Address, [network, bits]: [Address, number]): boolean =>
  address.kind() === network.kind() && address.match(network, bits);

import { BlockList } from 'node:net';
import * as fc from 'fast-check';
import { isPrivateAddress } from '../../../core/webhook/privateAddress';

/** The ranges of the RFCs, checked independently with Node's own address arithmetic. */
const oracle = new BlockList();
oracle.addSubnet('0.0.0.0', 8, 'ipv4'); // RFC 1122: this network
oracle.addSubnet('127.0.0.0', 8, 'ipv4'); // RFC 1122: loopback
oracle.addSubnet('10.0.0.0', 8, 'ipv4'); // RFC 1918
oracle.addSubnet('172.16.0.0', 12, 'ipv4'); // RFC 1918
oracle.addSubnet('192.168.0.0', 16, 'ipv4'); // RFC 1918
oracle.addSubnet('100.64.0.0', 10, 'ipv4'); // RFC 6598: carrier-grade NAT
oracle.addSubnet('169.254.0.0', 16, 'ipv4'); // RFC 3927: link-local
oracle.addAddress('::1', 'ipv6'); // RFC 4291: loopback
oracle.addAddress('::', 'ipv6'); // RFC 4291: unspecified
oracle.addSubnet('fc00::', 7, 'ipv6'); // RFC 4193
oracle.addSubnet('fe80::', 10, 'ipv6'); // RFC 4291: link-local

const ofUrl = (host: string) => isPrivateAddress(`https://${host}/webhook/1/webhook`);

/** Half of all bytes and words are at the edges of the ranges. */
const byte = fc.oneof(
	fc.nat(255),
	fc.constantFrom(0, 9, 10, 11, 15, 16, 31, 32, 63, 64, 100, 127, 128, 168, 169, 172, 192, 254),
);
const bytes = fc.tuple(byte, byte, byte, byte);
const word = fc.oneof(
	fc.nat(0xffff),
	fc.constantFrom(
		...[0, 1, 0xfc, 0xfd, 0xfe8, 0xfbff, 0xfc00, 0xfdff, 0xfe00, 0xfe7f, 0xfe80, 0xfebf, 0xfec0],
		0xffff,
	),
);

it('agrees with Node on every form of an IPv4 address in a URL', () => {
	const forms: Array<(parts: number[]) => string> = [
		(parts) => parts.join('.'),
		(parts) => `${parts.join('.')}.`,
		(parts) => parts.map((part) => `0x${part.toString(16)}`).join('.'),
		(parts) => parts.map((part) => `0${part.toString(8)}`).join('.'),
		(parts) => String(Buffer.from(parts).readUInt32BE()),
		(parts) => `0x${Buffer.from(parts).toString('hex')}`,
		([a, ...rest]) => `${a}.${Buffer.from([0, ...rest]).readUInt32BE()}`,
		([a, b, ...rest]) => `${a}.${b}.${Buffer.from(rest).readUInt16BE()}`,
		(parts) => parts.join('%2E'),
		(parts) => [...parts.join('.')].map((c) => (c === '.' ? c : fullWidth(c))).join(''),
	];
	const seen = { private: 0, public: 0 };
	fc.assert(
		fc.property(bytes, fc.constantFrom(...forms), (parts, form) => {
			const isPrivate = oracle.check(parts.join('.'), 'ipv4');
			seen[isPrivate ? 'private' : 'public'] += 1;
			expect({ host: form(parts), isPrivate: ofUrl(form(parts)) }).toEqual({
				host: form(parts),
				isPrivate,
			});
		}),
		{ numRuns: 20_000 },
	);
	const share = seen.private / (seen.private + seen.public);
	expect(Math.min(share, 1 - share)).toBeGreaterThan(0.02);
});

const fullWidth = (digit: string) => String.fromCodePoint(0xff10 + Number(digit));

it('agrees with Node on IPv6 addresses, short and long', () => {
	fc.assert(
		fc.property(fc.array(word, { minLength: 8, maxLength: 8 }), fc.nat(8), (words, zeros) => {
			// Zeros in the middle are what the short form leaves out.
			const groups = words.map((value, index) =>
				(index > 0 && index < zeros ? 0 : value).toString(16),
			);
			const host = groups.join(':');
			expect({ host, isPrivate: ofUrl(`[${host}]`) }).toEqual({
				host,
				isPrivate: oracle.check(host, 'ipv6'),
			});
		}),
		{ numRuns: 20_000 },
	);
});

it('treats an IPv4 address inside IPv6 as the IPv4 address', () => {
	fc.assert(
		fc.property(bytes, (parts) => {
			const host = `::ffff:${parts.join('.')}`;
			expect({ host, isPrivate: ofUrl(`[${host}]`) }).toEqual({
				host,
				isPrivate: oracle.check(host, 'ipv6'),
			});
		}),
		{ numRuns: 5000 },
	);
});

it.each([
	['localhost', true],
	['LOCALHOST', true],
	['localhost.', true],
	['n8n.localhost', true],
	['n8n', true],
	['n8n.', true],
	['n8n.local', true],
	['n8n.lan', true],
	['n8n.corp.internal', true],
	['n8n.home.arpa', true],
	['home.arpa', true],
	['::1', true],
	['::', true],
	['n8n.example.com', false],
	['n8n.example.com.', false],
	['localhost.example.com', false],
	['internal.example', false],
	['mylocalhost.example', false],
	['10.example.com', false],
	['fc00.example.com', false],
	['10.0.0.1.example.com', false],
	['1::ffff:7f00:1', false],
	['::ffff:7f00:1:1', false],
	['8.8.8.8', false],
	['2606:4700::1111', false],
])('%s: private is %j', (host, isPrivate) => {
	const written = host.includes(':') ? `[${host}]` : host;
	expect(ofUrl(written)).toBe(isPrivate);
	expect(isPrivateAddress(`http://user:pw@${written}:5678/x?y#z`)).toBe(isPrivate);
});

it.each([
	'0.0.0.0',
	'0.255.255.255',
	'10.0.0.0',
	'10.255.255.255',
	'127.0.0.1',
	'127.255.255.255',
	'100.64.0.0',
	'100.127.255.255',
	'169.254.0.0',
	'169.254.255.255',
	'172.16.0.0',
	'172.31.255.255',
	'192.168.0.0',
	'192.168.255.255',
])('the private ranges begin or end at %s', (host) => expect(ofUrl(host)).toBe(true));

it.each([
	'1.0.0.0',
	'9.255.255.255',
	'11.0.0.0',
	'126.255.255.255',
	'128.0.0.0',
	'100.63.255.255',
	'100.128.0.0',
	'99.64.0.0',
	'169.253.255.255',
	'169.255.0.0',
	'8.254.0.0',
	'172.15.255.255',
	'172.32.0.0',
	'171.16.0.0',
	'192.167.255.255',
	'192.169.0.0',
	'191.168.0.0',
])('the private ranges do not include %s', (host) => expect(ofUrl(host)).toBe(false));

it.each(['', 'localhost', '10.0.0.1', '//127.0.0.1/', 'not a url'])(
	'%j is not a URL, so it has no classification',
	(text) => expect(isPrivateAddress(text)).toBe(false),
);

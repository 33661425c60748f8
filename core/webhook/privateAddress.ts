/**
 * Whether a URL's host is this machine or in a private network (RFC 1918, 4193, 6598, link-local),
 * so that a service on the internet can't reach it. Names are not resolved.
 */
export function isPrivateAddress(address: string): boolean {
	if (!URL.canParse(address)) return false;
	// A name may end with a dot: localhost. is localhost.
	const host = new URL(address).hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase();
	return isLocalName(host) || isPrivateIPv4(host) || isPrivateIPv6(host);
}

function isLocalName(host: string): boolean {
	return /(^|\.)(localhost|local|internal|lan|home\.arpa)$/.test(host) || !/[.:]/.test(host);
}

function isPrivateIPv4(host: string): boolean {
	const parts = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(host);
	if (!parts) return false;
	const [first, second] = [Number(parts[1]), Number(parts[2])];
	return (
		[0, 10, 127].includes(first) ||
		(first === 100 && second >= 64 && second < 128) ||
		(first === 169 && second === 254) ||
		(first === 172 && second >= 16 && second < 32) ||
		(first === 192 && second === 168)
	);
}

function isPrivateIPv6(host: string): boolean {
	if (!host.includes(':')) return false;
	// URL writes an IPv4-mapped address in hexadecimal: ::ffff:127.0.0.1 is ::ffff:7f00:1.
	const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host);
	if (mapped) {
		const [high, low] = [parseInt(String(mapped[1]), 16), parseInt(String(mapped[2]), 16)];
		return isPrivateIPv4([high >> 8, high & 255, low >> 8, low & 255].join('.'));
	}
	const first = parseInt(host, 16) || 0;
	return (
		host === '::1' || host === '::' || (first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80
	);
}

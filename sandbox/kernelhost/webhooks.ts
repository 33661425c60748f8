import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { HasKernelHost } from './kernelHost';
import { invalid } from './problem';
import { jsonBody } from './routing';

/**
 * `/v1/webhooks`: one URL per key. The member `url`, and null or an empty text to remove it, are
 * the sandbox's own choice; the signing secret is not part of an answer, because no page says that
 * it is.
 */
export function webhookRoutes(app: FastifyInstance, sandbox: HasKernelHost): void {
	const answer = () => ({ url: sandbox.kernelhost.webhookUrl });

	app.get('/v1/webhooks', { config: { scope: 'read:webhooks' } }, async () => answer());

	app.put('/v1/webhooks', { config: { scope: 'write:webhooks' } }, async (request) => {
		const { url } = jsonBody(request);
		if (url === null || url === '') {
			sandbox.kernelhost.webhookUrl = null;
			return answer();
		}
		if (typeof url !== 'string') throw invalid('url', 'must be a text or null');
		const problem = await problemOf(url);
		if (problem !== null) throw invalid('url', problem);
		sandbox.kernelhost.webhookUrl = url;
		return answer();
	});
}

type Resolve = (host: string) => Promise<string[]>;

const systemResolver: Resolve = async (host) =>
	(await lookup(host, { all: true })).map(({ address }) => address);

/**
 * The checks of kernelhost.md 9: HTTPS only, and DNS must resolve to public addresses only.
 * Loopback is allowed here, with http too, because the receiver of a sandbox's webhooks is usually
 * on the same machine.
 * @returns what is wrong with the URL, or null
 */
export async function problemOf(
	url: string,
	resolve: Resolve = systemResolver,
): Promise<string | null> {
	if (!URL.canParse(url)) return 'is not a URL';
	const { protocol, hostname, username, password } = new URL(url);
	if (username !== '' || password !== '') return 'must not carry a login';
	const host = hostname.replace(/^\[|\]$/g, '');
	const addresses = await addressesOf(host, resolve);
	if (addresses.length === 0) return 'its host cannot be resolved';
	if (addresses.every(isLoopback)) {
		return protocol === 'https:' || protocol === 'http:' ? null : 'must be an HTTPS URL';
	}
	if (protocol !== 'https:') return 'must be an HTTPS URL';
	return addresses.every(isPublic) ? null : 'its host has an address that is not public';
}

async function addressesOf(host: string, resolve: Resolve): Promise<string[]> {
	if (isIP(host) !== 0) return [host];
	// RFC 6761: always loopback, whatever a resolver says.
	if (host === 'localhost' || host.endsWith('.localhost')) return ['127.0.0.1'];
	return await resolve(host).catch(() => []);
}

function isLoopback(address: string): boolean {
	return LOOPBACK.check(address, family(address));
}

function isPublic(address: string): boolean {
	return !NOT_PUBLIC.check(address, family(address));
}

function family(address: string): 'ipv4' | 'ipv6' {
	return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

function blockList(ranges: string[]): BlockList {
	const list = new BlockList();
	for (const range of ranges) {
		const [network = '', prefix = ''] = range.split('/');
		list.addSubnet(network, Number(prefix), family(network));
	}
	return list;
}

const LOOPBACK = blockList(['127.0.0.0/8', '::1/128']);

/**
 * The special-purpose registries of RFC 6890, without the documentation ranges: those resolve
 * nowhere.
 */
const NOT_PUBLIC = blockList([
	'0.0.0.0/8',
	'10.0.0.0/8',
	'100.64.0.0/10',
	'127.0.0.0/8',
	'169.254.0.0/16',
	'172.16.0.0/12',
	'192.0.0.0/24',
	'192.168.0.0/16',
	'198.18.0.0/15',
	'224.0.0.0/3',
	'::/128',
	'::1/128',
	'64:ff9b:1::/48',
	'fc00::/7',
	'fe80::/10',
	'ff00::/8',
]);

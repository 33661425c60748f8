import { readdirSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const FOLDER = path.join(__dirname, '../page');
const TYPES: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.svg': 'image/svg+xml',
};
/**
 * Nothing is loaded from elsewhere, and no text becomes an element: the journal shows untrusted
 * requests.
 */
const POLICY = [
	"default-src 'self'",
	"object-src 'none'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
	"trusted-types 'none'",
].join('; ');

/**
 * The page at `/`, and its files below `/page/`: a few, which are read once. The page does
 * everything through the control API.
 */
export async function page(app: FastifyInstance): Promise<void> {
	ownPageOnly(app);
	for (const name of readdirSync(FOLDER)) {
		const type = TYPES[path.extname(name)];
		if (type === undefined) continue;
		const content = readFileSync(path.join(FOLDER, name));
		const send = async (_request: FastifyRequest, reply: FastifyReply) => {
			reply.headers({
				'content-security-policy': POLICY,
				'referrer-policy': 'no-referrer',
				// After an update of the sandbox the page must not mix two versions.
				'cache-control': 'no-cache',
			});
			return await reply.type(type).send(content);
		};
		app.get(name === 'index.html' ? '/' : `/page/${name}`, send);
		// Browsers request it for the control API's JSON.
		if (name === 'icon.svg') app.get('/favicon.ico', send);
	}
}

/** Whether a request is for the page, and so for neither of the services. */
export function isOfPage(method: string, target: string): boolean {
	return method === 'GET' && /^\/(\?|$|favicon\.ico$)|^\/page\//.test(target);
}

/**
 * Names that no foreign DNS server can assign: a foreign name that leads to this machine (DNS
 * rebinding) does not match.
 */
const OWN_NAME = /^(localhost|.+\.localhost|host\.docker\.internal)$/;

/**
 * Rejects (403) what a foreign web page makes a browser send: any page in any tab could otherwise
 * reset the sandbox, or read a journal that holds secrets. Programs send neither origin nor site,
 * and pass.
 */
export function ownPageOnly(app: FastifyInstance): void {
	app.addHook('onRequest', async (request, reply) => {
		reply.headers({
			'cache-control': 'no-store',
			'cross-origin-resource-policy': 'same-origin',
			'x-content-type-options': 'nosniff',
		});
		if (isAllowed(request)) return;
		const message = 'Only programs and the own page of the sandbox may do this.';
		throw Object.assign(new Error(message), { statusCode: 403 });
	});
}

function isAllowed(request: FastifyRequest): boolean {
	const { host = '', origin, 'sec-fetch-site': site } = request.headers;
	const target = urlOf(`http://${host}`);
	if (target === null || !isOwnName(target.hostname)) return false;
	if (origin !== undefined && urlOf(origin)?.host !== target.host) return false;
	return site === undefined || site === 'same-origin' || site === 'none' || isLink(request);
}

function isOwnName(name: string): boolean {
	return isIP(name.replace(/^\[|\]$/g, '')) !== 0 || OWN_NAME.test(name);
}

/** Whether the user follows a link to the page, which holds no data and can't be framed. */
function isLink({ method, routeOptions, headers }: FastifyRequest): boolean {
	return (
		method === 'GET' &&
		routeOptions.url === '/' &&
		headers['sec-fetch-mode'] === 'navigate' &&
		headers['sec-fetch-dest'] === 'document'
	);
}

function urlOf(text: string): URL | null {
	return URL.canParse(text) ? new URL(text) : null;
}

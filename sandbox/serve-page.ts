import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { ownPageOnly } from './own-page-only';

const FOLDER = path.join(__dirname, 'page');
const TYPES: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.svg': 'image/svg+xml',
};
/** Nothing from elsewhere, and no text becomes an element: the journal shows what strangers have sent. */
const POLICY = [
	"default-src 'self'",
	"object-src 'none'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
	"trusted-types 'none'",
].join('; ');

/** The page for a person at `/`, and its files below `/page/`: a few, which are read once. All that it does goes through the control API. */
export async function page(app: FastifyInstance): Promise<void> {
	ownPageOnly(app);
	for (const name of readdirSync(FOLDER)) {
		const type = TYPES[path.extname(name)];
		if (type === undefined) continue;
		const content = readFileSync(path.join(FOLDER, name));
		app.get(name === 'index.html' ? '/' : `/page/${name}`, async (_request, reply) => {
			reply.headers({
				'content-security-policy': POLICY,
				'referrer-policy': 'no-referrer',
				// After an update of the sandbox the page must not be made of two versions.
				'cache-control': 'no-cache',
			});
			return await reply.type(type).send(content);
		});
	}
}

/** Whether a request is for the page, and so for neither of the services. */
export function isOfPage(method: string, target: string): boolean {
	return method === 'GET' && /^\/(\?|$)|^\/page\//.test(target);
}

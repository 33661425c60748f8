import type { IncomingMessage } from 'node:http';
import { KERNELHOST_ROOT, KILLB_ROOT } from './details';

/**
 * A request target whose escapes cannot be decoded is led to a path that does not exist below the same API root, so that
 * it is recorded, authenticated and answered like any other unknown path. `originalUrl` keeps what was sent.
 */
export function rewriteMalformed({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
	try {
		decodeURIComponent(url.split('?')[0] ?? '');
		return url;
	} catch {
		const root = [KERNELHOST_ROOT, KILLB_ROOT].find((prefix) => url.startsWith(`${prefix}/`));
		return `${root ?? ''}/malformed`;
	}
}

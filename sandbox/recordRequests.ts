import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isOfPage } from './control/page';
import { CONTROL_ROOT } from './shared/details';
import type { Journal, JournalEntry, Service } from './shared/journal';
import type { Clock } from './shared/time';

declare module 'fastify' {
	interface FastifyRequest {
		/** The body's bytes as they came; empty if there were none. */
		rawBody: Buffer;
		journalEntry: JournalEntry | null;
	}
}

/**
 * Reads every body as bytes, whatever its media type, and records every request to either service.
 */
export function recordRequests(app: FastifyInstance, journal: Journal, clock: Clock): void {
	app.decorateRequest('journalEntry', null);
	app.decorateRequest('rawBody');

	app.addHook('onRequest', async (request) => {
		request.rawBody = Buffer.alloc(0);
		const service = serviceOf(request.method, request.originalUrl);
		if (service === null) return;
		request.journalEntry = journal.add({
			direction: 'in',
			service,
			method: request.method,
			path: request.originalUrl,
			headers: joinedHeaders(request),
			body: '',
			status: null,
			answer: null,
		});
	});

	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
		request.rawBody = body as Buffer;
		const entry = request.journalEntry;
		if (entry !== null) journal.fill(entry, { body: body.toString('utf8') });
		done(null, undefined);
	});

	app.addHook('onSend', async (request, reply, payload) => {
		// Clients read the vendors' clock from here, so it must be the moved one.
		if (!clock.isShown) reply.raw.sendDate = false;
		else if (!reply.hasHeader('date')) reply.header('date', new Date(clock.now()).toUTCString());
		const entry = request.journalEntry;
		if (entry === null) return;
		const answer = asText(payload, String(reply.getHeader('content-type') ?? ''));
		journal.fill(entry, { status: reply.statusCode, answer });
	});
}

/** A request outside both roots is recorded too, so that a misdirected client is noticed. */
function serviceOf(method: string, target: string): Service | null {
	if (target.startsWith(CONTROL_ROOT) || isOfPage(method, target)) return null;
	return target.startsWith('/cp') ? 'kernelhost' : 'killb';
}

function joinedHeaders(request: FastifyRequest): Record<string, string> {
	return Object.fromEntries(
		Object.entries(request.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
	);
}

function asText(payload: unknown, mediaType: string): string {
	if (typeof payload === 'string') return payload;
	if (Buffer.isBuffer(payload)) return `<${payload.length} bytes of ${mediaType}>`;
	return '';
}

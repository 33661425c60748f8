import { constants, gzipSync } from 'node:zlib';
import type { FastifyReply } from 'fastify';

/**
 * How an answer comes to no end: headers or a body of one small piece each quarter of a second, or bytes as fast as they are taken,
 * plain or compressed.
 */
export const ENDLESS_FLOWS = ['headers', 'drip', 'flood', 'gzip'] as const;
export type EndlessFlow = (typeof ENDLESS_FLOWS)[number];

const EACH_MS = 250;
/** A flood then only drips: a client without a limit must not take this machine's memory. */
const FLOOD_BYTES = 64 * 1024 * 1024;
const PIECE = Buffer.alloc(64 * 1024, ' ');

/** The beginning of a compressed text of so many bytes; its end never comes. */
let compressed: Buffer | undefined;
/** Continues a compressed text without adding to it (RFC 1951, 3.2.4: a stored block of no length). */
const EMPTY_BLOCK = Buffer.from([0, 0, 0, 0xff, 0xff]);

/** Sends an answer that has no end in place of a reply. It ends with its connection. */
export function answerWithoutEnd(reply: FastifyReply, flow: EndlessFlow): void {
	reply.hijack();
	const { raw } = reply;
	const { socket } = raw;
	if (!socket) return;
	if (flow === 'headers') {
		socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n');
		drip(raw, () => socket.write('x-more: yes\r\n'));
		return;
	}
	raw.writeHead(200, {
		'content-type': 'application/json',
		...(flow === 'gzip' ? { 'content-encoding': 'gzip' } : {}),
	});
	if (flow === 'flood') {
		pour(raw, FLOOD_BYTES);
		return;
	}
	if (flow === 'gzip') raw.write(bomb());
	drip(raw, () => raw.write(flow === 'gzip' ? EMPTY_BLOCK : ' '));
}

function bomb(): Buffer {
	return (compressed ??= gzipSync(Buffer.alloc(FLOOD_BYTES, ' '), {
		level: 1,
		finishFlush: constants.Z_SYNC_FLUSH,
	}));
}

function pour(raw: FastifyReply['raw'], left: number): void {
	let rest = left;
	while (rest > 0) {
		rest -= PIECE.length;
		if (raw.write(PIECE)) continue;
		raw.once('drain', () => pour(raw, rest));
		return;
	}
	drip(raw, () => raw.write(' '));
}

function drip(raw: FastifyReply['raw'], piece: () => unknown): void {
	const timer = setInterval(piece, EACH_MS).unref();
	raw.once('close', () => clearInterval(timer));
}
